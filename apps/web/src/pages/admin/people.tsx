import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { roles } from '#domain/identity/actor.js';
import { EmptyState } from '../../components/empty-state.js';
import { counted, list as listed } from '../../language/format.js';
import { roleNames, type Role } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { SearchField } from '../../lists/search-field.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { isHeld } from './grant.js';
import { peopleQuery, type PeopleFilter } from './queries.js';

/** Everybody who has an account, and the roles that they hold now. */
export function PeoplePage(): ReactNode {
  const filter = useSearch({ from: '/administration/personnes' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(peopleQuery(filter));
  const rows = itemsOf(list.data);
  const administers = useSession()?.grants.some(({ role }) => role === 'administrator') ?? false;
  const set = (more: PeopleFilter): void => void navigate({ to: '/administration/personnes', search: { ...filter, ...more } as never, replace: true });
  return (
    <>
      <PageHead
        title="Personnes et rôles"
        trail={[{ label: 'À faire', to: '/administration' }]}
        lead={`${counted(rows.length, 'personne')}${list.hasNextPage ? ' affichées, la liste continue' : ''}. Un rôle se donne pour tout, ou pour un appel, une région, un pôle.`}
        actions={
          administers ? (
            <Link className="fr-btn" to="/administration/personnes/nouvelle">
              Inscrire une personne
            </Link>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        <section className="es-panel es-panel--flush" aria-label="Liste des personnes">
          <div className="es-filters es-gap-t">
            <SearchField label="Nom ou adresse" value={filter.recherche} onSearch={(recherche) => set({ recherche })} />
            <select className="fr-select es-auto" aria-label="Rôle" value={filter.role ?? ''} onChange={({ target }) => set({ role: (target.value || undefined) as Role | undefined })}>
              <option value="">Tous les rôles</option>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {roleNames[role]}
                </option>
              ))}
            </select>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title="Personne ici" text="Changez la recherche, ou inscrivez la personne." />
          ) : (
            <DataTable
              caption="Personnes, par nom"
              rows={rows}
              rowKey={({ id }) => id}
              what={['personne', 'personnes']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'name',
                  head: 'Personne',
                  cell: ({ id, fullName, quality }) => (
                    <>
                      <Link to="/administration/personnes/$id" params={{ id }}>
                        {fullName}
                      </Link>
                      {quality === null ? null : <span className="sub">{quality}</span>}
                    </>
                  ),
                },
                { key: 'email', head: 'Adresse', cell: ({ email }) => <span className="es-break">{email}</span> },
                {
                  key: 'roles',
                  head: 'Rôles',
                  cell: ({ grants }) => {
                    const held = [...new Set(grants.filter((grant) => isHeld(grant)).map(({ role }) => roleNames[role]))];
                    return held.length === 0 ? <span className="es-muted">aucun</span> : listed(held);
                  },
                },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}
