import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { Budget, BudgetLine, Problem } from '#domain/calls/form.js';
import { accounts } from '../../language/accounts.js';
import { useSettled } from '../../components/settled.js';
import { euros } from '../../language/format.js';
import { Icon } from '../../shell/icons.js';
import { Balance } from './balance.js';
import { sumOf, told, type Call } from './content.js';
import { parseAmount, useTyped } from './typed-field.js';

type Side = 'charges' | 'products';

const words = {
  charges: { title: 'Dépenses', line: 'Dépense', add: 'Ajouter une dépense', first: '60' },
  products: { title: 'Ressources', line: 'Ressource', add: 'Ajouter une ressource', first: '74' },
} as const;

/** A budget that adds itself up: what the project spends, who pays for it, and the gap in euros. */
export function BudgetField({ label, id, error, lineErrors, call, value, onValue, onLeave }: { label: string; id: string; error: string | undefined; lineErrors: ReadonlyMap<string, Problem>; call: Call; value: Budget | undefined; onValue: (value: Budget) => void; onLeave: () => void }): ReactNode {
  const budget: Budget = value ?? { charges: [], products: [] };
  const set = (side: Side, lines: readonly BudgetLine[]): void => onValue({ ...budget, [side]: lines });
  return (
    <section id={id} tabIndex={-1} aria-label={label} className="es-stack es-stack--lg">
      <div>
        <h2 className="fr-h3">{label}</h2>
        <p className="es-muted">Indiquez les dépenses du projet, puis qui les paie. Les deux totaux doivent être égaux.</p>
      </div>
      {error === undefined ? null : <p className="fr-error-text">{error}</p>}
      {(['charges', 'products'] as const).map((side) => (
        <Lines key={side} side={side} lines={budget[side]} lineErrors={lineErrors} onLines={(lines) => set(side, lines)} onLeave={onLeave} />
      ))}
      <Balance budget={budget} call={call} />
    </section>
  );
}

function Lines({ side, lines, lineErrors, onLines, onLeave }: { side: Side; lines: readonly BudgetLine[]; lineErrors: ReadonlyMap<string, Problem>; onLines: (lines: BudgetLine[]) => void; onLeave: () => void }): ReactNode {
  const { title, line, add, first } = words[side];
  const body = useRef<HTMLTableSectionElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const grown = useRef(false);
  useEffect(() => {
    if (!grown.current) return;
    grown.current = false;
    [...(body.current?.querySelectorAll('select') ?? [])].at(-1)?.focus();
  }, [lines.length]);
  const replace = (index: number, change: Partial<BudgetLine>): void => onLines(lines.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div>
      <h3 className="fr-h4">{title}</h3>
      {lines.length === 0 ? null : (
        <table className="es-table es-table--stack es-budget es-budget--typed">
          <caption className="es-vh">{title} prévues</caption>
          <thead>
            <tr>
              <th scope="col" className="nat">
                Nature
              </th>
              <th scope="col">Précision</th>
              <th scope="col" className="n amt">
                Montant
              </th>
              <th scope="col">
                <span className="es-vh">Retirer</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {lines.map((one, index) => (
              <Line
                key={index}
                side={side}
                line={one}
                name={`${line} ${index + 1}`}
                error={told([...lineErrors].find(([path]) => path.startsWith(`${side}[${index}]`))?.[1])}
                onChange={(change) => replace(index, change)}
                onLeave={onLeave}
                onRemove={() => {
                  onLines(lines.filter((_, at) => at !== index));
                  addButton.current?.focus();
                }}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td className="es-hide-s" />
              <td className="n">{euros(sumOf(lines))}</td>
              <td className="es-hide-s" />
            </tr>
          </tfoot>
        </table>
      )}
      <button
        type="button"
        ref={addButton}
        className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
        onClick={() => {
          grown.current = true;
          onLines([...lines, { account: first, label: '', cents: 0 }]);
        }}
      >
        <Icon name="plus" />
        {add}
      </button>
    </div>
  );
}

function Line({ side, line, name, error, onChange, onLeave, onRemove }: { side: Side; line: BudgetLine; name: string; error: string | undefined; onChange: (change: Partial<BudgetLine>) => void; onLeave: () => void; onRemove: () => void }): ReactNode {
  const id = useId();
  const known = accounts[side].some(({ account }) => account === line.account);
  const { onBlur, ...amount } = useTyped({ value: line.cents === 0 ? null : line.cents, parse: parseAmount, show: euros, onValue: (cents) => onChange({ cents: (cents ?? 0) as number }) });
  const wrong = useSettled(error);
  return (
    <>
      <tr>
        <td data-l="Nature">
          <select className="fr-select" aria-label={`${name} : nature`} value={line.account} onChange={({ target }) => onChange({ account: target.value })}>
            {known ? null : <option value={line.account}>Compte {line.account}</option>}
            {accounts[side].map(({ account, label }) => (
              <option key={account} value={account}>
                {label}
              </option>
            ))}
          </select>
        </td>
        <td data-l="Précision">
          <input className="fr-input" aria-label={`${name} : précision`} value={line.label} onChange={({ target }) => onChange({ label: target.value })} onBlur={onLeave} />
        </td>
        <td className="n amt" data-l="Montant">
          <input className="fr-input fr-input--num" inputMode="decimal" aria-label={`${name} : montant en euros`} aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined ? undefined : `${id}-erreur`} placeholder="0,00 €" {...amount} onBlur={(event) => { onBlur?.(event); onLeave(); }} />
        </td>
        <td className="n">
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={`Retirer la ligne ${line.label === '' ? name.toLowerCase() : line.label}`} onClick={onRemove}>
            <Icon name="bin" />
          </button>
        </td>
      </tr>
      {wrong === undefined ? null : (
        <tr>
          <td colSpan={4}>
            <p className="fr-error-text es-m0" id={`${id}-erreur`}>
              {wrong}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}
