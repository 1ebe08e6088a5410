import type { ReactNode } from 'react';
import { counted } from '../language/format.js';
import { Icon } from '../shell/icons.js';
import type { Bulk } from './use-bulk.js';

export interface BulkLine {
  id: string;
  name: string;
  /** What the action will do to it, in one sentence. */
  will: ReactNode;
}

/**
 * An action on several lines: what it will do to each before, what it did to each after. `total` says it of all together, `button` is a verb
 * with the number; `children` are fields that all lines share.
 */
export function BulkPanel<Line>({ title, total, button, lines, bulk, toRun, disabled = false, onClose, children }: { title: string; total: ReactNode; button: string; lines: readonly BulkLine[]; bulk: Bulk<Line>; toRun: readonly Line[]; disabled?: boolean; onClose?: () => void; children?: ReactNode }): ReactNode {
  const outcomes = lines.flatMap(({ id }) => bulk.outcomes.get(id) ?? []);
  const done = outcomes.filter(({ state }) => state === 'done').length;
  const refused = outcomes.filter(({ state }) => state === 'refused').length;
  return (
    <section className="es-panel es-bulk" aria-label={title}>
      <h2>{title}</h2>
      <div className="es-sm es-muted">{total}</div>
      {children}
      <ul className="es-plain-list es-todo es-bulk__lines">
        {lines.map(({ id, name, will }) => {
          const outcome = bulk.outcomes.get(id);
          return (
            <li key={id} data-outcome={outcome?.state}>
              <div>
                <b>{name}</b>
                <small>{outcome === undefined ? will : outcome.said}</small>
              </div>
              {outcome === undefined ? null : (
                <span className={outcome.state === 'done' ? 'es-ok' : outcome.state === 'refused' ? 'es-bad' : 'es-muted'}>
                  <Icon name={outcome.state === 'done' ? 'tick' : outcome.state === 'refused' ? 'warning' : 'clock'} />
                  <span className="es-vh">{outcome.state === 'done' ? 'Fait' : outcome.state === 'refused' ? 'Refusé' : 'En cours'}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <div className="es-row es-gap-t">
        {onClose === undefined ? null : (
          <button type="button" className="fr-btn fr-btn--secondary" aria-disabled={bulk.running} onClick={() => (bulk.running ? undefined : onClose())}>
            {outcomes.length === 0 ? 'Renoncer' : 'Fermer'}
          </button>
        )}
        {toRun.length === 0 ? null : (
          <button type="button" className="fr-btn" disabled={disabled} aria-disabled={bulk.running} aria-busy={bulk.running} onClick={() => bulk.run(toRun)}>
            {button}
          </button>
        )}
        <span role="status" className="es-sm">
          {outcomes.length === 0 ? '' : bulk.running ? `${counted(done + refused, 'ligne traitée', 'lignes traitées')} sur ${lines.length}.` : `${counted(done, 'ligne faite', 'lignes faites')}, ${counted(refused, 'refusée', 'refusées')}.`}
        </span>
      </div>
    </section>
  );
}
