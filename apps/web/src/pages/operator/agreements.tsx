import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { BulkPanel } from '../../commands/bulk-panel.js';
import { useBulk } from '../../commands/use-bulk.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, euros, tableDay, wholeEuros } from '../../language/format.js';
import { agreementStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { SearchField } from '../../lists/search-field.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { agreementsQuery, toAgreeQuery, type Agreement, type AgreementFilter } from './queries.js';

const states = ['draft', 'half-signed', 'signed'] as const;

/** Agreements: what each award promises, who has signed, and the awards that have none yet. */
export function AgreementsPage(): ReactNode {
  const filter = useSearch({ from: '/paiement/conventions' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(agreementsQuery(filter));
  const rows = itemsOf(list.data);
  const drafts = useSession()?.grants.some(({ role }) => role === 'officer') ?? false;
  const set = (more: AgreementFilter): void => void navigate({ to: '/paiement/conventions', search: { ...filter, ...more } as never, replace: true });
  const count = (state: Agreement['state']): number => rows.filter((one) => one.state === state).length;
  return (
    <>
      <PageHead
        title="Conventions"
        trail={[{ label: 'À faire', to: '/paiement' }]}
        lead={rows.length === 0 ? 'Aucune convention ne répond à ces filtres.' : `${counted(count('draft'), 'convention attend', 'conventions attendent')} le pôle, ${counted(count('half-signed'), 'attend', 'attendent')} l’État, ${counted(count('signed'), 'est signée', 'sont signées')}.`}
      />
      <div className="es-page es-end es-stack--lg">
        {drafts ? <ToDraft /> : null}
        <section className="es-panel es-panel--flush" aria-label="Liste des conventions">
          <div className="es-panel__bar">
            <div className="es-row" role="group" aria-label="État">
              <Chip label="Toutes" on={filter.etat === undefined} onClick={() => set({ etat: undefined })} />
              {states.map((state) => (
                <Chip key={state} label={agreementStates[state].word} on={filter.etat === state} onClick={() => set({ etat: state })} />
              ))}
            </div>
          </div>
          <div className="es-filters">
            <SearchField label="Pôle, projet, numéro ou référence" value={filter.recherche} onSearch={(recherche) => set({ recherche })} />
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title="Aucune convention ici" text="Une convention se prépare à partir d’une attribution notifiée." />
          ) : (
            <DataTable
              caption="Conventions, la dernière préparée d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['convention', 'conventions']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'pole',
                  head: 'Pôle',
                  cell: ({ id, poleName, reference }) => (
                    <>
                      <Link to="/paiement/conventions/$id" params={{ id }}>
                        {poleName}
                      </Link>
                      <span className="sub">{reference}</span>
                    </>
                  ),
                },
                { key: 'award', head: 'Attribution', cell: ({ decisionReference }) => <span className="es-nowrap">{decisionReference}</span> },
                { key: 'drafted', head: 'Préparée', cell: ({ draftedAt }) => tableDay(draftedAt) },
                { key: 'state', head: 'État', cell: ({ state }) => <StateBadge of={agreementStates[state]} /> },
                { key: 'amount', head: 'Aide', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}

/** Awards that were released and wait for their agreement: drafted all at once, each by the single action. */
function ToDraft(): ReactNode {
  const awards = useQuery(toAgreeQuery).data;
  const bulk = useBulk<{ id: string }>({
    idOf: ({ id }) => id,
    act: ({ id }) => ask(api.POST('/api/agreements', { body: { decisionId: id } })),
    done: () => 'Fait : la convention est préparée, elle attend la signature du pôle.',
    refreshes: [['agreements', 'list'], ['instalments']],
  });
  if (awards === undefined || awards.length === 0) return null;
  const todo = awards.filter(({ id }) => bulk.outcomes.get(id)?.state !== 'done');
  return (
    <BulkPanel
      title="Conventions à préparer"
      total={`${counted(awards.length, 'attribution notifiée n’a', 'attributions notifiées n’ont')} pas encore de convention. Chacune reprendra le montant et les versements de la décision.`}
      button={`Préparer ${counted(todo.length, 'convention')}`}
      lines={awards.map(({ id, poleName, reference, amountCents }) => ({ id, name: poleName, will: `${reference}, ${wholeEuros(amountCents ?? 0)} : la convention sera préparée, le pôle la signera d’abord.` }))}
      bulk={bulk}
      toRun={todo}
    />
  );
}
