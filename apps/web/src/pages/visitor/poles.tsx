import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { departmentName, departments } from '#domain/directory/department.js';
import { regionName, regions } from '#domain/directory/region.js';
import type { Schemas } from '../../client/client.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { Select } from '../../components/field.js';
import { RegionTiles } from '../../components/region-tiles.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, list as listed } from '../../language/format.js';
import { poleActivity } from '../../language/words.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { SearchField } from '../../lists/search-field.js';
import { PageHead } from '../../shell/page.js';
import { filterOf, mapFilterOf, type PoleSearch } from './pole-search.js';
import { directoryFiguresQuery, directoryQuery } from './queries.js';

type Row = Schemas['ListedPoleDto'];
type Change = { [Key in keyof PoleSearch]?: PoleSearch[Key] | undefined };

const columns: readonly Column<Row>[] = [
  {
    key: 'pole',
    head: 'Pôle',
    cell: ({ id, name, themes }) => (
      <>
        <Link to="/poles/$id" params={{ id }}>
          {name}
        </Link>
        {themes.length === 0 ? null : <span className="sub">{listed(themes)}</span>}
      </>
    ),
  },
  { key: 'place', head: 'Siège', cell: ({ city, departmentCode, regionCode }) => `${city} (${departmentCode === null ? regionName(regionCode) : departmentName(departmentCode)})` },
  { key: 'members', head: 'Membres', numeric: true, wideOnly: true, cell: ({ memberCount }) => memberCount },
  { key: 'activity', head: 'Activité', cell: ({ active }) => <StateBadge of={poleActivity[active ? 'active' : 'inactive']} /> },
];

/** Every pole of the directory, by name: a list and a map of the same ones, by what the address asks for. */
export function PolesPage(): ReactNode {
  const wanted = useSearch({ from: '/poles' });
  const list = useSuspenseInfiniteQuery(directoryQuery(filterOf(wanted)));
  const figures = useSuspenseQuery(directoryFiguresQuery(mapFilterOf(wanted))).data;
  const navigate = useNavigate();
  const { regionCode } = filterOf(wanted);
  const total = regionCode === undefined ? figures.total : (figures.regions.find((one) => one.regionCode === regionCode)?.count ?? 0);
  const isFiltered = Object.keys(wanted).length > 0;
  const set = (change: Change): void => {
    const next = Object.fromEntries(Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== undefined && value !== '')) as PoleSearch;
    void navigate({ to: '/poles', search: next, replace: true, resetScroll: false });
  };
  return (
    <>
      <PageHead
        title="Annuaire des pôles"
        trail={[{ label: 'Accueil', to: '/' }]}
        lead={isFiltered ? (total === 0 ? 'Aucun pôle ne correspond.' : `${counted(total, 'pôle correspond', 'pôles correspondent')}.`) : `${counted(total, 'pôle territorial de coopération économique', 'pôles territoriaux de coopération économique')}, d’après ce qu’ils disent d’eux-mêmes.`}
      />
      <div className="es-page es-end">
        <Filters wanted={wanted} set={set} themes={figures.themes.map(({ theme }) => theme)} />
        <div className="es-board">
          <section className="es-panel es-panel--flush" aria-labelledby="liste">
            <div className="es-panel__bar">
              <h2 id="liste">Les pôles</h2>
              {isFiltered ? (
                <Link to="/poles" search={{}}>
                  Tout afficher
                </Link>
              ) : null}
            </div>
            {total === 0 ? (
              <EmptyState dots="none" title={isFiltered ? 'Aucun pôle ne correspond' : 'Aucun pôle dans l’annuaire'} text={isFiltered ? 'Retirez un filtre ou un mot pour en voir d’autres.' : 'Les pôles y paraissent quand ils publient leur fiche.'} />
            ) : (
              <DataTable caption="Pôles de l’annuaire" columns={columns} rows={itemsOf(list.data)} rowKey={({ id }) => id} total={total} what={['pôle', 'pôles']} more={moreOf(list)} />
            )}
          </section>
          <section className="es-panel" aria-labelledby="carte">
            <h2 id="carte">Par région du siège</h2>
            <RegionTiles counts={figures.regions} what={{ one: 'pôle', many: 'pôles' }} choice={{ chosen: regionCode, choose: (region) => set({ region }) }} />
          </section>
        </div>
      </div>
    </>
  );
}

function Filters({ wanted, set, themes }: { wanted: PoleSearch; set: (change: Change) => void; themes: readonly string[] }): ReactNode {
  const offered = [...new Set([...themes, ...(wanted.theme === undefined ? [] : [wanted.theme])])].sort((a, b) => a.localeCompare(b, 'fr'));
  return (
    <div className="es-gap-b es-stack" role="search" aria-label="Chercher un pôle">
      <SearchField label="Nom ou commune" value={wanted.recherche} onSearch={(recherche) => set({ recherche })} />
      <div className="es-fields es-fields--three">
        <Select label="Région du siège" value={wanted.region ?? ''} onChange={({ target }) => set({ region: target.value || undefined })}>
          <option value="">Toutes</option>
          {regions.map(({ code }) => (
            <option key={code} value={code}>
              {regionName(code)}
            </option>
          ))}
        </Select>
        <Select label="Département du siège ou d’action" value={wanted.departement ?? ''} onChange={({ target }) => set({ departement: target.value || undefined })}>
          <option value="">Tous</option>
          {departments.map(({ code }) => (
            <option key={code} value={code}>
              {code} {departmentName(code)}
            </option>
          ))}
        </Select>
        <Select label="Thème" value={wanted.theme ?? ''} onChange={({ target }) => set({ theme: target.value || undefined })}>
          <option value="">Tous</option>
          {offered.map((theme) => (
            <option key={theme}>{theme}</option>
          ))}
        </Select>
      </div>
      <div className="es-row" role="group" aria-label="Activité">
        <Chip label="Tous" on={wanted.activite === undefined} onClick={() => set({ activite: undefined })} />
        <Chip label="Actifs" on={wanted.activite === 'actifs'} onClick={() => set({ activite: 'actifs' })} />
        <Chip label="Inactifs" on={wanted.activite === 'inactifs'} onClick={() => set({ activite: 'inactifs' })} />
      </div>
    </div>
  );
}
