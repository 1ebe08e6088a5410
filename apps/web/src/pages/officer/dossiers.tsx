import { useQuery, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { regions } from '#domain/directory/region.js';
import { EmptyState } from '../../components/empty-state.js';
import { counted } from '../../language/format.js';
import { regionName } from '../../language/words.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { SearchField } from '../../lists/search-field.js';
import { TakeAway } from '../../lists/take-away.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { CallBar } from './call-bar.js';
import { NoCall } from './no-call.js';
import { currentCall, deskCallsQuery, dossiersQuery, progressQuery, type Call, type Dossier, type DossierFilter } from './queries.js';
import { deskState } from './state.js';
import { numberColumn, poleColumn, regionColumn, reviewsColumn, silenceColumn, stateColumn } from './dossier-columns.js';
import { filterOf, type DossierSearch } from './dossier-search.js';

/** Every dossier of a call: filters, search and order are in the address; the rows come as one scrolls. */
export function DossiersPage(): ReactNode {
  const search = useSearch({ from: '/instruction/dossiers' });
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const call = currentCall(calls, search.appel);
  return call === undefined ? <NoCall title="Dossiers" /> : <Dossiers calls={calls} call={call} search={search} />;
}

function Dossiers({ calls, call, search }: { calls: readonly Call[]; call: Call; search: DossierSearch }): ReactNode {
  const progress = useSuspenseQuery(progressQuery(call.id)).data;
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(dossiersQuery(call.id, filterOf(search)));
  const navigate = useNavigate({ from: '/instruction/dossiers' });
  const change = (wanted: Partial<DossierSearch>): void => void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true, resetScroll: false });
  const rows = itemsOf(data);
  const total = progress.states.reduce((sum, { count }) => sum + count, 0);
  const late = progress.states.reduce((sum, one) => sum + one.late, 0);
  const toRule = progress.states.find(({ state }) => state === 'submitted')?.count ?? 0;
  const isFiltered = search.etat !== undefined || search.vue !== undefined || search.region !== undefined || search.volet !== undefined || search.recherche !== undefined;
  const load = (): void => void fetchNextPage();

  return (
    <>
      <CallBar calls={calls} call={call}>
        {counted(total, 'dossier')}.
      </CallBar>
      <PageHead
        title="Dossiers"
        lead={total === 0 ? 'Aucun dossier n’est encore reçu.' : `${late === 0 ? 'Aucun dossier n’est en retard' : `${counted(late, 'dossier est', 'dossiers sont')} en retard`}, ${counted(toRule, 'recevabilité reste', 'recevabilités restent')} à vérifier.`}
        actions={total === 0 ? undefined : <TakeAway address={`/api/calls/${call.id}/dossiers/export`} query={{ ...filterOf(search) }} what={isFiltered ? 'Les dossiers affichés' : 'Tous les dossiers'} more={[{ what: 'Avec les réponses au formulaire', query: { answers: true } }]} />}
      />
      <div className="es-page es-end">
        <section className="es-panel es-panel--flush" aria-label="Dossiers de l’appel">
          <div className="es-filters es-filters--top">
            <SearchField label="Nom, projet, numéro ou SIREN" value={search.recherche} onSearch={(recherche) => change({ recherche })} />
            <Chips search={search} progress={progress} late={late} total={total} change={change} />
            <label className="es-vh" htmlFor="region">
              Région
            </label>
            <select id="region" className="fr-select" value={search.region ?? ''} onChange={(event) => change({ region: event.target.value === '' ? undefined : event.target.value })}>
              <option value="">Toutes les régions</option>
              {regions.map(({ code }) => (
                <option key={code} value={code}>
                  {regionName(code)}
                </option>
              ))}
            </select>
            <TrackSelect callId={call.id} value={search.volet} onChange={(volet) => change({ volet })} />
            <label className="es-vh" htmlFor="tri">
              Trier par
            </label>
            <select id="tri" className="fr-select es-only-phone" value={search.tri ?? '-number'} onChange={(event) => change({ tri: event.target.value as NonNullable<DossierFilter['sort']> })}>
              <option value="-number">Les derniers reçus</option>
              <option value="number">Les premiers reçus</option>
              <option value="pole">Par pôle</option>
              <option value="silence">Par échéance</option>
            </select>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title={isFiltered ? 'Aucun dossier ne correspond' : 'Aucun dossier reçu'} text={isFiltered ? 'Retirez un filtre ou changez la recherche.' : 'Les dossiers paraissent ici dès leur dépôt.'}>
              {isFiltered ? (
                <button type="button" className="fr-btn fr-btn--secondary" onClick={() => void navigate({ search: { appel: call.id } })}>
                  Retirer les filtres
                </button>
              ) : undefined}
            </EmptyState>
          ) : (
            <>
              <DataTable caption={`Dossiers de l’appel ${call.code}`} columns={columnsOf(search.tri ?? '-number', (tri) => change({ tri }))} rows={rows} rowKey={({ id }) => id} what={['dossier', 'dossiers']} more={{ has: hasNextPage, loading: isFetchingNextPage, load }} />
              <AtTheEnd has={hasNextPage && !isFetchingNextPage} reached={load} />
            </>
          )}
        </section>
      </div>
    </>
  );
}

/** The tracks of the call, where it has some. */
function TrackSelect({ callId, value, onChange }: { callId: string; value: string | undefined; onChange: (volet: string | undefined) => void }): ReactNode {
  const tracks = useQuery(callQuery(callId)).data?.tracks ?? [];
  if (tracks.length === 0) return null;
  return (
    <>
      <label className="es-vh" htmlFor="volet">
        Volet
      </label>
      <select id="volet" className="fr-select" value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}>
        <option value="">Tous les volets</option>
        {tracks.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
    </>
  );
}

/** Asks for the next rows when the end of the list comes near. */
function AtTheEnd({ has, reached }: { has: boolean; reached: () => void }): ReactNode {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(reached);
  useEffect(() => {
    latest.current = reached;
  });
  useEffect(() => {
    if (!has || mark.current === null) return;
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(), { rootMargin: '1200px' });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [has]);
  return <div ref={mark} />;
}

const states = ['submitted', 'eligible', 'under-review', 'awarded', 'reserve', 'refused', 'ineligible', 'withdrawn'] as const;

function Chips({ search, progress, late, total, change }: { search: DossierSearch; progress: { states: { state: string; count: number }[]; coverage: { reviewers: number; dossiers: number }[] }; late: number; total: number; change: (wanted: Partial<DossierSearch>) => void }): ReactNode {
  const countOf = (state: string): number => progress.states.find((one) => one.state === state)?.count ?? 0;
  const alone = progress.coverage.find(({ reviewers }) => reviewers === 0)?.dossiers ?? 0;
  const chip = (key: string, label: string, count: number, pressed: boolean, wanted: Partial<DossierSearch>): ReactNode => (
    <button key={key} type="button" className="es-chip" aria-pressed={pressed} onClick={() => change(wanted)}>
      {label}, {count}
    </button>
  );
  return (
    <>
      {chip('tous', 'Tous', total, search.etat === undefined && search.vue === undefined, { etat: undefined, vue: undefined })}
      {chip('retard', 'En retard', late, search.vue === 'retard', { vue: search.vue === 'retard' ? undefined : 'retard', etat: undefined })}
      {chip('seuls', 'Sans évaluateur', alone, search.vue === 'sans-evaluateur', { vue: search.vue === 'sans-evaluateur' ? undefined : 'sans-evaluateur', etat: undefined })}
      {states.filter((state) => countOf(state) > 0 || search.etat === state).map((state) => chip(state, deskState({ state }).word, countOf(state), search.etat === state, { etat: search.etat === state ? undefined : state, vue: undefined }))}
    </>
  );
}

function columnsOf(sorted: NonNullable<DossierFilter['sort']>, turn: (sort: NonNullable<DossierFilter['sort']>) => void): Column<Dossier>[] {
  const sort = (by: 'number' | 'pole' | 'silence'): NonNullable<Column<Dossier>['sort']> => ({
    now: sorted === by ? 'ascending' : sorted === `-${by}` ? 'descending' : undefined,
    turn: () => turn(sorted === by ? `-${by}` : by),
  });
  return [
    { ...poleColumn('/instruction/dossiers/$id', ({ projectTitle, trackTitle }) => (trackTitle === null ? projectTitle : `${trackTitle}, ${projectTitle}`)), sort: sort('pole') },
    { ...numberColumn, sort: sort('number') },
    regionColumn,
    stateColumn,
    reviewsColumn,
    { ...silenceColumn, sort: sort('silence') },
  ];
}
