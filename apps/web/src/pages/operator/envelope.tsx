import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Ledger } from '../../components/ledger.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, day, euros, list as listed, wholeEuros } from '../../language/format.js';
import { bucketNames, envelopeStates, natureNames } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { TakeAway } from '../../lists/take-away.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { EnvelopeTopUp } from './envelope-form.js';
import { aeSlices, cpSlices } from './money.js';
import { agreementByDecisionQuery, envelopeQuery, transfersQuery, type Envelope, type TransferFilter } from './queries.js';
import { TransferTable } from './transfer-table.js';

/** An envelope: AE as one length, CP as one per year, what was proposed and confirmed, and every transfer. */
export function EnvelopePage(): ReactNode {
  const { id } = useParams({ from: '/paiement/enveloppes/$id' });
  const envelope = useSuspenseQuery(envelopeQuery(id)).data;
  const session = useSession();
  const has = (role: 'officer' | 'budget-approver'): boolean => session?.grants.some((grant) => grant.role === role) ?? false;
  const { ae, cp } = envelope.figures;
  return (
    <>
      <PageHead
        title={envelope.title}
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Enveloppes', to: '/paiement/enveloppes' },
        ]}
        lead={envelope.state === 'proposed' ? 'Elle est proposée : aucune somme n’y est avant sa confirmation.' : `${wholeEuros(ae.available)} peuvent encore être promis sur ${wholeEuros(ae.authorised)}.`}
        actions={<StateBadge of={envelopeStates[envelope.state]} />}
      />
      <div className="es-page es-end es-stack--lg">
        {envelope.state === 'proposed' ? null : (
          <>
            <section className="es-panel" aria-labelledby="ae">
              <h2 id="ae">{natureNames.ae.long}</h2>
              <p className="es-sm es-muted">Ce qui peut être promis, toutes années ensemble.</p>
              <Ledger caption={natureNames.ae.long} authorised={ae.authorised} slices={aeSlices(ae)} />
            </section>
            {Object.entries(cp).map(([year, figures]) => (
              <section key={year} className="es-panel" aria-labelledby={`cp-${year}`}>
                <h2 id={`cp-${year}`}>
                  {natureNames.cp.long} {year}
                </h2>
                <p className="es-sm es-muted">Ce qui peut être payé cette année-là.</p>
                <Ledger caption={`${natureNames.cp.long} ${year}`} authorised={figures.authorised} slices={cpSlices(figures)} />
              </section>
            ))}
          </>
        )}
        <Movements envelope={envelope} confirms={has('budget-approver')} userId={session?.userId} />
        {envelope.state === 'open' && has('officer') ? <EnvelopeTopUp id={id} /> : null}
        {envelope.state === 'proposed' ? null : <Transfers envelope={envelope} />}
      </div>
    </>
  );
}

/** The opening and the top-ups: proposed by one person, confirmed by another. */
function Movements({ envelope, confirms, userId }: { envelope: Envelope; confirms: boolean; userId: string | undefined }): ReactNode {
  const confirm = useCommand<Envelope['movements'][number]>({
    act: ({ id, kind }) => (kind === 'open' ? ask(api.POST('/api/envelopes/{id}/confirm', { params: { path: { id: envelope.id } } })) : ask(api.POST('/api/top-ups/{id}/confirm', { params: { path: { id } } }))),
    done: (_, { kind, lines }) => `${kind === 'open' ? 'L’enveloppe est ouverte' : 'Le complément est confirmé'} : ${linesOf(lines)}.`,
    refreshes: [['envelopes']],
  });
  return (
    <section className="es-panel" aria-labelledby="mouvements">
      <h2 id="mouvements">Ouverture et compléments</h2>
      <CommandOutcome command={confirm} />
      <ul className="es-plain-list es-todo">
        {envelope.movements.map((movement) => (
          <li key={movement.id}>
            <div>
              <b>{movement.kind === 'open' ? 'Ouverture' : 'Complément'}</b>
              <small>{linesOf(movement.lines)}.</small>
              <small>
                Proposé le {day(movement.proposedAt)} par {movement.proposedByName}
                {movement.confirmedAt === null ? '.' : `, confirmé le ${day(movement.confirmedAt)} par ${movement.confirmedByName ?? ''}.`}
              </small>
              {movement.state === 'proposed' && confirms ? <small>{movement.proposedBy === userId ? 'Une autre personne le confirme.' : `Confirmer ajoute ${linesOf(movement.lines)} à l’enveloppe.`}</small> : null}
            </div>
            <span className="es-todo__end">
              {movement.state === 'proposed' ? <StateBadge of={envelopeStates.proposed} /> : <StateBadge of={{ word: 'Confirmé', shape: 'tick', tint: 'ok' }} />}
              {movement.state === 'proposed' && confirms && movement.proposedBy !== userId ? (
                <CommandButton command={confirm} input={movement} small>
                  {movement.kind === 'open' ? 'Confirmer l’enveloppe' : 'Confirmer le complément'}
                </CommandButton>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const linesOf = (lines: Envelope['movements'][number]['lines']): string => listed(lines.map(({ nature, year, amountCents, funder }) => `${euros(amountCents)} de ${natureNames[nature].short} ${year}${funder === undefined ? '' : ` (${funder})`}`));

const buckets = ['available', 'reserved', 'committed', 'planned', 'ordered', 'paid'] as const;

function Transfers({ envelope: { id, figures } }: { envelope: Envelope }): ReactNode {
  const filter = useSearch({ from: '/paiement/enveloppes/$id' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(transfersQuery(id, filter));
  const agreements = useQuery(agreementByDecisionQuery).data;
  const years = [...new Set([...Object.keys(figures.aeByYear), ...Object.keys(figures.cp)])].sort();
  const set = (more: TransferFilter): void => void navigate({ to: '/paiement/enveloppes/$id', params: { id }, search: { ...filter, ...more } as never, replace: true, resetScroll: false });
  const rows = list.data === undefined ? [] : itemsOf(list.data);
  return (
    <section className="es-panel es-panel--flush" aria-labelledby="ecritures">
      <div className="es-panel__bar">
        <h2 id="ecritures">Écritures</h2>
        <span className="es-sm es-muted">Chacune nomme la personne et l’attribution d’où elle vient.</span>
        {rows.length === 0 ? null : <TakeAway address={`/api/envelopes/${id}/transfers/export`} query={{ nature: filter.nature, year: filter.annee, bucket: filter.poste, awardId: filter.attribution }} what="Les écritures affichées" />}
      </div>
      <div className="es-filters">
        <select className="fr-select es-auto" aria-label="Nature des crédits" value={filter.nature ?? ''} onChange={({ target }) => set({ nature: (target.value || undefined) as TransferFilter['nature'] })}>
          <option value="">AE et CP</option>
          <option value="ae">{natureNames.ae.long}</option>
          <option value="cp">{natureNames.cp.long}</option>
        </select>
        <select className="fr-select es-auto" aria-label="Année" value={filter.annee ?? ''} onChange={({ target }) => set({ annee: target.value || undefined })}>
          <option value="">Toutes les années</option>
          {years.map((year) => (
            <option key={year}>{year}</option>
          ))}
        </select>
        <select className="fr-select es-auto" aria-label="Étape" value={filter.poste ?? ''} onChange={({ target }) => set({ poste: (target.value || undefined) as TransferFilter['poste'] })}>
          <option value="">Toutes les étapes</option>
          {buckets.map((bucket) => (
            <option key={bucket} value={bucket}>
              {bucketNames[bucket]}
            </option>
          ))}
        </select>
      </div>
      {list.data === undefined ? <p className="es-panel__bar">{list.isError ? 'Les écritures ne se lisent pas. Rechargez la page.' : 'Lecture des écritures…'}</p> : rows.length === 0 ? <p className="es-panel__bar es-muted">{counted(0, 'écriture')} ne répond à ces filtres.</p> : <TransferTable rows={rows} agreements={agreements} more={moreOf(list)} />}
    </section>
  );
}
