import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, euros, tableDay } from '../../language/format.js';
import { envelopeStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { SearchField } from '../../lists/search-field.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { envelopesQuery } from './queries.js';

export function EnvelopesPage(): ReactNode {
  const { recherche } = useSearch({ from: '/paiement/enveloppes' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(envelopesQuery(recherche));
  const rows = itemsOf(list.data);
  const proposes = useSession()?.grants.some(({ role }) => role === 'officer') ?? false;
  const proposed = rows.filter(({ state }) => state === 'proposed').length;
  return (
    <>
      <PageHead
        title="Enveloppes"
        trail={[{ label: 'À faire', to: '/paiement' }]}
        lead={`${counted(rows.length, 'enveloppe')}${proposed === 0 ? '' : `, dont ${counted(proposed, 'à confirmer', 'à confirmer')}`}. Autorisations d’engagement et crédits de paiement ne se mêlent pas.`}
        actions={
          <>
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/paiement/feuilles-de-route">
              Feuilles de route
            </Link>
            {proposes ? (
              <Link className="fr-btn" to="/paiement/enveloppes/nouvelle">
                Proposer une enveloppe
              </Link>
            ) : null}
          </>
        }
      />
      <div className="es-page es-end">
        <section className="es-panel es-panel--flush" aria-label="Liste des enveloppes">
          <div className="es-filters es-gap-t">
            <SearchField label="Titre de l’enveloppe" value={recherche} onSearch={(text) => void navigate({ to: '/paiement/enveloppes', search: text === undefined ? {} : { recherche: text }, replace: true })} />
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title="Aucune enveloppe ici" text="Changez la recherche, ou proposez une enveloppe." />
          ) : (
            <DataTable
              caption="Enveloppes, par titre"
              rows={rows}
              rowKey={({ id }) => id}
              what={['enveloppe', 'enveloppes']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'title',
                  head: 'Enveloppe',
                  cell: ({ id, title, programmeCode, actionCode }) => (
                    <>
                      <Link to="/paiement/enveloppes/$id" params={{ id }}>
                        {title}
                      </Link>
                      {programmeCode === null ? null : (
                        <span className="sub">
                          programme {programmeCode}
                          {actionCode === null ? '' : `, action ${actionCode}`}
                        </span>
                      )}
                    </>
                  ),
                },
                { key: 'state', head: 'État', cell: ({ state }) => <StateBadge of={envelopeStates[state]} /> },
                { key: 'confirmed', head: 'Ouverte', cell: ({ confirmedAt }) => (confirmedAt === null ? '–' : tableDay(confirmedAt)) },
                { key: 'ae', head: 'AE autorisées', numeric: true, cell: ({ aeAuthorisedCents }) => euros(aeAuthorisedCents) },
                { key: 'cp', head: 'CP autorisés', numeric: true, cell: ({ cpAuthorisedCents }) => euros(cpAuthorisedCents) },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}
