import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, counted, euros } from '../../language/format.js';
import { loanStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { PageHead } from '../../shell/page.js';
import { callsQuery, loansQuery, type LoanFilter } from './queries.js';

const chips = [
  ['late', 'En retard'],
  ['running', 'En cours'],
  ['repaid', 'Remboursés'],
] as const;

/** Loans by their next due, the late ones first: what is to come back, and what is missing. */
export function LoansPage(): ReactNode {
  const filter = useSearch({ from: '/paiement/prets' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(loansQuery(filter));
  const calls = useSuspenseQuery(callsQuery).data.filter(({ state }) => state !== 'draft');
  const rows = itemsOf(list.data);
  const late = rows.filter(({ state }) => state === 'late');
  const set = (more: LoanFilter): void => void navigate({ to: '/paiement/prets', search: { ...filter, ...more }, replace: true });
  return (
    <>
      <PageHead
        title="Prêts"
        trail={[{ label: 'À faire', to: '/paiement' }]}
        lead={rows.length === 0 ? 'Aucun prêt ne répond à ces filtres.' : late.length === 0 ? 'Aucun remboursement n’est en retard.' : `${counted(late.length, 'prêt est', 'prêts sont')} en retard, de ${euros(late.reduce((sum, { lateCents }) => sum + lateCents, 0))} en tout.`}
        actions={
          calls.length < 2 ? undefined : (
            <select className="fr-select es-auto" aria-label="Appel" value={filter.appel ?? ''} onChange={({ target }) => set({ appel: target.value === '' ? undefined : target.value })}>
              <option value="">Tous les appels</option>
              {calls.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )
        }
      />
      <div className="es-page es-end">
        <section className="es-panel es-panel--flush" aria-label="Prêts à rembourser">
          <div className="es-panel__bar">
            <div className="es-row" role="group" aria-label="Ne montrer que">
              <Chip label="Tous" on={filter.etat === undefined} onClick={() => set({ etat: undefined })} />
              {chips.map(([etat, label]) => (
                <Chip key={etat} label={label} on={filter.etat === etat} onClick={() => set({ etat })} />
              ))}
            </div>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots={filter.etat === 'late' ? 'done' : 'none'} level={2} title={filter.etat === 'late' ? 'Rien n’est en retard' : 'Aucun prêt ici'} text="Un prêt paraît ici le jour où il est versé, avec ses échéances." />
          ) : (
            <DataTable
              caption="Prêts, la prochaine échéance d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['prêt', 'prêts']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'pole',
                  head: 'Pôle',
                  cell: ({ id, poleName, agreementReference }) => (
                    <>
                      <Link to="/paiement/prets/$id" params={{ id }}>
                        {poleName}
                      </Link>
                      <span className="sub">{agreementReference}</span>
                    </>
                  ),
                },
                { key: 'next', head: 'Prochaine échéance', cell: ({ nextDueOn }) => (nextDueOn === null ? '–' : calendarDay(nextDueOn)) },
                {
                  key: 'state',
                  head: 'État',
                  cell: ({ state, lateCents }) => (
                    <>
                      <StateBadge of={loanStates[state]} />
                      {lateCents === 0 ? null : <span className="sub">{euros(lateCents)}</span>}
                    </>
                  ),
                },
                { key: 'left', head: 'Reste dû', numeric: true, cell: ({ amountCents, repaidCents }) => euros(amountCents - repaidCents) },
                { key: 'amount', head: 'Prêté', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}
