import { useId, type ReactNode } from 'react';
import { AmountField } from '../../components/amount-field.js';
import { counted, wholeEuros } from '../../language/format.js';
import { decisionKinds, regionName } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import type { Kind, Plan } from './plan.js';

/** The dossiers that wait for a proposal, with what would be proposed on each; leave one out, or choose otherwise. */
export function ProposalLines({ plans, left, onLeave, onKind, onAmount, onMotive }: { plans: readonly Plan[]; left: ReadonlySet<string>; onLeave: (plan: Plan, out: boolean) => void; onKind: (plan: Plan, kind: Kind) => void; onAmount: (plan: Plan, cents: number) => void; onMotive: (plan: Plan, text: string) => void }): ReactNode {
  return (
    <section className="es-panel es-panel--flush" aria-labelledby="lignes">
      <div className="es-panel__bar">
        <h2 id="lignes">Dossier par dossier</h2>
        <span className="es-sm es-muted">{counted(plans.length - left.size, 'dossier choisi', 'dossiers choisis')}</span>
      </div>
      <DataTable
        caption="Propositions, dans l’ordre du classement figé"
        rows={plans}
        rowKey={({ id }) => id}
        what={['dossier', 'dossiers']}
        columns={[
          { key: 'dossier', head: 'Dossier', cell: (plan) => <Tick plan={plan} out={left.has(plan.id)} onLeave={onLeave} /> },
          {
            key: 'kind',
            head: 'Décision',
            cell: (plan) => (
              <select className="fr-select fr-select--sm" aria-label={`Décision pour ${plan.poleName}`} value={plan.kind} onChange={({ target }) => onKind(plan, target.value as Kind)}>
                {plan.possible.map((kind) => (
                  <option key={kind} value={kind}>
                    {decisionKinds[kind].word}
                  </option>
                ))}
              </select>
            ),
          },
          { key: 'what', head: 'Ce qu’elle porte', cell: (plan) => <Content plan={plan} onAmount={onAmount} onMotive={onMotive} /> },
        ]}
      />
    </section>
  );
}

function Tick({ plan, out, onLeave }: { plan: Plan; out: boolean; onLeave: (plan: Plan, out: boolean) => void }): ReactNode {
  const id = useId();
  return (
    <span className="fr-checkbox-group fr-checkbox-group--sm">
      <input type="checkbox" id={id} checked={!out} onChange={({ target }) => onLeave(plan, !target.checked)} />
      <label className="fr-label" htmlFor={id}>
        {plan.rank === null ? '' : `${plan.rank}. `}
        {plan.poleName}
        <span className="fr-hint-text">
          {regionName(plan.regionCode)}
          {plan.replaces === undefined ? '' : plan.replaces === 'reserve' ? ', en liste complémentaire' : ', remplace la proposition en attente'}
        </span>
      </label>
    </span>
  );
}

function Content({ plan, onAmount, onMotive }: { plan: Plan; onAmount: (plan: Plan, cents: number) => void; onMotive: (plan: Plan, text: string) => void }): ReactNode {
  if (plan.kind === 'award') {
    return (
      <>
        {plan.minCents < plan.maxCents ? <AmountField label={`Aide de ${plan.poleName}`} cents={plan.amountCents ?? undefined} min={plan.minCents} max={plan.maxCents} onCents={(cents) => onAmount(plan, cents)} /> : plan.maxCents === 0 ? 'Sans versement' : wholeEuros(plan.amountCents ?? 0)}
        {plan.withinEnvelope ? null : <span className="sub es-warn">au-delà de l’enveloppe</span>}
      </>
    );
  }
  return (
    <>
      {plan.kind === 'reserve' ? `Rang ${plan.reserveRank} de la liste` : plan.ownMotive ? 'Son propre motif' : 'Le motif commun'}
      <details className="es-data">
        <summary>{plan.kind === 'reserve' ? 'Ajouter un motif' : 'Motif propre à ce dossier'}</summary>
        <textarea className="fr-input" rows={3} aria-label={`Motif pour ${plan.poleName}`} defaultValue={plan.ownMotive ? plan.motivation : ''} onChange={({ target }) => onMotive(plan, target.value)} />
      </details>
    </>
  );
}
