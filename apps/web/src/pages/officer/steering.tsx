import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { ChartTable } from '../../components/chart-table.js';
import { Swarm, type Dot } from '../../components/swarm.js';
import { calendarDay, counted, day, daysBetween, lastMinute, longDay, plural, wholeEuros } from '../../language/format.js';
import { regionName } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { CallBar } from './call-bar.js';
import { numberColumn, poleColumn, reviewsColumn, silenceColumn, stateColumn } from './dossier-columns.js';
import { NoCall } from './no-call.js';
import { currentCall, deskCallsQuery, nearestQuery, progressQuery, type Call, type Dossier } from './queries.js';
import { SentCurve } from './sent-curve.js';

type Progress = Schemas['ProgressDto'];
type State = Progress['states'][number]['state'];

/** Where a call is: its dossiers as points, the clocks, and what is late, which alone has colour. */
export function SteeringPage(): ReactNode {
  const { appel } = useSearch({ from: '/instruction/pilotage' });
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const call = currentCall(calls, appel);
  return call === undefined ? <NoCall title="Pilotage" /> : <Steering calls={calls} call={call} />;
}

const sum = (progress: Progress, of: readonly State[], what: 'count' | 'late' = 'count'): number => progress.states.filter(({ state }) => of.includes(state)).reduce((total, one) => total + one[what], 0);

function Steering({ calls, call }: { calls: readonly Call[]; call: Call }): ReactNode {
  const progress = useSuspenseQuery(progressQuery(call.id)).data;
  const { awardTerms } = useSuspenseQuery(callQuery(call.id)).data;
  const nearest = itemsOf(useSuspenseInfiniteQuery(nearestQuery(call.id)).data);
  const now = useNow();
  const total = progress.states.reduce((all, { count }) => all + count, 0);
  const late = progress.states.reduce((all, one) => all + one.late, 0);
  return (
    <>
      <CallBar calls={calls} call={call}>
        {counted(total, 'dossier')}, {wholeEuros(awardTerms.maxCents * awardTerms.laureatesExpected)} au plus.
      </CallBar>
      <PageHead
        title="Pilotage"
        lead={`${capital(longDay(now))}. ${total === 0 ? 'Aucun dossier n’est encore reçu.' : late === 0 ? 'Rien n’est en retard.' : `${counted(late, 'dossier est', 'dossiers sont')} en retard, le reste tient le calendrier.`}`}
        actions={
          late === 0 ? (
            <Link className="fr-btn fr-btn--secondary" to="/instruction/dossiers" search={{ appel: call.id }}>
              Voir les dossiers
            </Link>
          ) : (
            <Link className="fr-btn" to="/instruction/dossiers" search={{ appel: call.id, vue: 'retard' }}>
              Traiter {late === 1 ? 'le retard' : `les ${late} retards`}
            </Link>
          )
        }
      />
      <div className="es-page es-end es-stack es-stack--lg">
        <Funnel progress={progress} total={total} />
        <div className="es-grid2">
          <section className="es-panel" aria-labelledby="remises">
            <h2 id="remises">Évaluations remises</h2>
            <SentCurve progress={progress} now={now} />
          </section>
          <section className="es-panel" aria-labelledby="echeances">
            <h2 id="echeances">Échéances</h2>
            <Clocks progress={progress} call={call} now={now} />
          </section>
        </div>
        <section className="es-panel es-panel--flush" aria-labelledby="presse">
          <div className="es-panel__bar">
            <h2 id="presse">Les échéances les plus proches</h2>
            <Link to="/instruction/dossiers" search={{ appel: call.id, tri: 'silence' }}>
              Tous les dossiers
            </Link>
          </div>
          <DataTable caption="Dossiers dont l’échéance est la plus proche" columns={columns} rows={nearest} rowKey={({ id }) => id} total={total} what={['dossier', 'dossiers']} />
        </section>
      </div>
    </>
  );
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

const columns: Column<Dossier>[] = [poleColumn('/instruction/dossiers/$id', ({ regionCode }) => regionName(regionCode)), numberColumn, stateColumn, reviewsColumn, silenceColumn];

const stages: readonly { title: string; of: readonly State[]; out?: true; note: string }[] = [
  { title: 'À vérifier', of: ['submitted'], note: 'recevabilité à juger' },
  { title: 'À affecter', of: ['eligible'], note: 'recevables, sans évaluateur' },
  { title: 'En évaluation', of: ['under-review'], note: 'chez leurs évaluateurs' },
  { title: 'Décidés', of: ['awarded', 'reserve', 'refused'], note: 'lauréats, réserve, non retenus' },
  { title: 'Écartés', of: ['ineligible', 'withdrawn'], out: true, note: 'non recevables ou retirés' },
];

/** The dossiers of the call, one point each, by where they are. */
function Funnel({ progress, total }: { progress: Progress; total: number }): ReactNode {
  const scale = total > 300 ? 10 : 1;
  const points = (count: number): number => Math.ceil(count / scale);
  return (
    <section className="es-panel" aria-labelledby="entonnoir">
      <h2 id="entonnoir">{total === 0 ? 'Aucun dossier reçu' : `Où en sont les ${counted(total, 'dossier')}`}</h2>
      <ol className="es-stages">
        {stages.map(({ title, of, out, note }) => {
          const count = sum(progress, of);
          const late = sum(progress, of, 'late');
          const items: Dot[] = [...Array.from({ length: points(late) }, (): Dot => 'late'), ...Array.from({ length: points(count - late) }, (): Dot => (out === true ? 'ring' : 'dot'))];
          return (
            <li key={title}>
              <span className="es-figure">{count}</span>
              <b>{title}</b>
              {items.length === 0 ? null : <Swarm items={items} rows={4} radius={5} />}
              <span className={`es-xs ${late > 0 ? 'es-late' : 'es-muted'}`}>{late > 0 ? `${late} en retard` : note}</span>
            </li>
          );
        })}
      </ol>
      <p className="es-chart-note">{scale === 10 ? 'Un point pour dix dossiers.' : 'Un point par dossier.'} Triangle : le rejet implicite est né sans décision. Cercle vide : sorti de la sélection.</p>
      <ChartTable caption="Dossiers par étape" heads={['Étape', 'Dossiers', 'En retard']} rows={stages.map(({ title, of }) => [title, sum(progress, of), sum(progress, of, 'late')])} />
    </section>
  );
}

interface Clock {
  key: string;
  title: string;
  note: string;
  on: string | Date | null;
  late: number;
}

/** What is due and in how many days; a clock that has run out is late, the others have no colour. */
function Clocks({ progress, call, now }: { progress: Progress; call: Call; now: Date }): ReactNode {
  const next = (of: readonly State[]): string | null => progress.states.filter(({ state, nextSilenceOn }) => of.includes(state) && nextSilenceOn !== null).map(({ nextSilenceOn }) => nextSilenceOn!).sort()[0] ?? null;
  const isOpen = call.state === 'published' && call.closesAt !== null && new Date(call.closesAt) > now;
  const left = progress.assigned - progress.final;
  const clock = (key: string, of: readonly State[], what: readonly [string, string], more: string): Clock[] => {
    const count = sum(progress, of);
    if (count === 0) return [];
    const on = next(of);
    return [{ key, title: counted(count, ...what), note: `${more}${on === null ? '' : `, avant le ${calendarDay(on)}`}`, on, late: sum(progress, of, 'late') }];
  };
  const clocks: Clock[] = [
    ...(isOpen ? [{ key: 'depot', title: 'Clôture du dépôt', note: day(lastMinute(call.closesAt!)), on: lastMinute(call.closesAt!), late: 0 }] : []),
    ...clock('recevabilite', ['submitted'], ['recevabilité', 'recevabilités'], 'à juger'),
    ...clock('affectation', ['eligible'], ['dossier à affecter', 'dossiers à affecter'], 'recevables sans évaluateur'),
    ...clock('evaluation', ['under-review'], ['dossier en évaluation', 'dossiers en évaluation'], left === 0 ? 'tout est rendu, à décider' : `${counted(left, 'évaluation')} à rendre, puis décider`),
  ];
  if (clocks.length === 0) return <p className="es-muted">Aucune échéance en cours.</p>;
  return (
    <ul className="es-clocks">
      {clocks.map(({ key, title, note, on, late }) => (
        <li key={key} className={late > 0 ? 'late' : undefined}>
          <span className="es-figure">
            {late > 0 ? late : on === null ? '–' : `${daysBetween(now, typeof on === 'string' ? `${on}T12:00:00Z` : on)} j`}
            {late > 0 ? <small>{plural(late, 'retard')}</small> : null}
          </span>
          <span>
            <b>{title}</b>
            <small className="es-muted es-block">{late > 0 ? `${note}. Le rejet implicite est né pour ${late === 1 ? 'un dossier' : `${late} dossiers`}` : note}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
