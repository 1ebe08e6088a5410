import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { ChartTable } from '../../components/chart-table.js';
import { EmptyState } from '../../components/empty-state.js';
import { Swarm } from '../../components/swarm.js';
import { counted, list } from '../../language/format.js';
import { regionName, roleNames } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { PageHead } from '../../shell/page.js';
import { AssignAction } from './assign-action.js';
import { CallBar } from './call-bar.js';
import { NoCall } from './no-call.js';
import { currentCall, deskCallsQuery, dossiersQuery, loadsQuery, progressQuery, type Call } from './queries.js';
import { ReviewDots } from './state.js';

type Load = Schemas['ReviewerLoadDto'];

/** Who reviews what: gaps and loads, then one or many dossiers given to one or many reviewers. */
export function AffectationPage(): ReactNode {
  const { appel, dossier } = useSearch({ from: '/instruction/affectation' });
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const call = currentCall(calls, appel);
  return call === undefined ? <NoCall title="Affectation" /> : <Affectation key={call.id} calls={calls} call={call} first={dossier} />;
}

/** From how many reviewers on a dossier is no gap any more: three marks make a mean that one person does not decide. */
const enough = 3;

function Affectation({ calls, call, first }: { calls: readonly Call[]; call: Call; first: string | undefined }): ReactNode {
  const { coverage } = useSuspenseQuery(progressQuery(call.id)).data;
  const loads = useSuspenseQuery(loadsQuery(call.id)).data;
  const [all, setAll] = useState(first !== undefined);
  const list = useSuspenseInfiniteQuery(dossiersQuery(call.id, { fewerReviewersThan: all ? 20 : enough, sort: 'silence' }));
  const dossiers = itemsOf(list.data);
  const [ticked, setTicked] = useState<readonly string[]>(first === undefined ? [] : [first]);
  const [reviewers, setReviewers] = useState<readonly string[]>([]);
  const alone = coverage.find(({ reviewers: count }) => count === 0)?.dossiers ?? 0;
  const short = coverage.filter(({ reviewers: count }) => count > 0 && count < enough).reduce((sum, one) => sum + one.dossiers, 0);
  const turn = (from: readonly string[], id: string): string[] => (from.includes(id) ? from.filter((one) => one !== id) : [...from, id]);

  return (
    <>
      <CallBar calls={calls} call={call} />
      <PageHead title="Affectation" lead={alone + short === 0 ? 'Chaque dossier recevable a ses évaluateurs.' : `${alone === 0 ? 'Aucun dossier recevable n’est sans évaluateur' : `${counted(alone, 'dossier recevable n’a', 'dossiers recevables n’ont')} pas d’évaluateur`}${short === 0 ? '' : `, ${counted(short, 'en a', 'en ont')} moins de ${enough}`}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <Coverage coverage={coverage} />
        <div className="es-twin">
          <section className="es-panel" aria-labelledby="choix-dossiers">
            <div className="es-row es-row--between">
              <h2 id="choix-dossiers" className="es-panel__h es-m0">
                1. Les dossiers
              </h2>
              <button type="button" className="es-chip" aria-pressed={all} onClick={() => setAll(!all)}>
                Montrer aussi les complets
              </button>
            </div>
            {dossiers.length === 0 ? (
              <EmptyState dots="done" title="Aucun dossier à affecter" text={`Chaque dossier recevable a ${enough} évaluateurs au moins.`} />
            ) : (
              <fieldset className="es-ticks">
                <legend className="es-vh">Dossiers à affecter</legend>
                {dossiers.map((dossier) => (
                  <Tick key={dossier.id} id={dossier.id} checked={ticked.includes(dossier.id)} onChange={() => setTicked(turn(ticked, dossier.id))} label={dossier.poleName} note={`${dossier.number}, ${regionName(dossier.regionCode)}`} end={<ReviewDots assigned={dossier.assigned} final={dossier.final} />} />
                ))}
              </fieldset>
            )}
            <MoreButton more={moreOf(list)} look="quiet" />
          </section>
          <section className="es-panel" aria-labelledby="choix-personnes">
            <h2 id="choix-personnes" className="es-panel__h">
              2. Les évaluateurs
            </h2>
            {loads.length === 0 ? (
              <p className="es-muted">Personne n’a le rôle d’évaluateur pour cet appel. L’administration l’attribue.</p>
            ) : (
              <fieldset className="es-ticks">
                <legend className="es-vh">Évaluateurs, du moins chargé au plus chargé</legend>
                {[...loads]
                  .sort((one, other) => one.assigned - other.assigned)
                  .map((load) => (
                    <Tick key={load.reviewerId} id={load.reviewerId} checked={reviewers.includes(load.reviewerId)} onChange={() => setReviewers(turn(reviewers, load.reviewerId))} label={load.reviewerName} note={placeOf(load)} end={<Weight load={load} />} />
                  ))}
              </fieldset>
            )}
          </section>
        </div>
        <AssignAction
          call={call}
          dossiers={ticked.flatMap((id) => dossiers.filter((one) => one.id === id))}
          loads={reviewers.flatMap((id) => loads.filter((one) => one.reviewerId === id))}
          onDone={() => {
            setTicked([]);
            setReviewers([]);
          }}
        />
      </div>
    </>
  );
}

/** What lets a person review here: their roles, and the region if they have one. */
function placeOf({ grants }: Load): string {
  if (grants.length === 0) return 'n’a plus de rôle pour cet appel';
  return list([...new Set(grants.map(({ role, scope }) => `${roleNames[role]}${scope.regionCode === undefined ? '' : `, ${regionName(scope.regionCode)}`}`))]);
}

const Weight = ({ load: { assigned, final } }: { load: Load }): ReactNode => (
  <span className="es-weight">
    {assigned === 0 ? null : <ReviewDots assigned={assigned} final={final} />}
    <small className="es-num">{assigned}</small>
  </span>
);

const Tick = ({ id, label, note, end, checked, onChange }: { id: string; label: string; note: string; end: ReactNode; checked: boolean; onChange: () => void }): ReactNode => (
  <div className="es-tick">
    <input type="checkbox" id={`choix-${id}`} checked={checked} onChange={onChange} />
    <label htmlFor={`choix-${id}`}>
      {label}
      <small>{note}</small>
    </label>
    {end}
  </div>
);

/** The gaps: one point per dossier, by how many reviewers it has. */
function Coverage({ coverage }: { coverage: readonly { reviewers: number; dossiers: number }[] }): ReactNode {
  if (coverage.length === 0) return null;
  const rows = [0, 1, 2].map((count) => ({ label: count === 0 ? 'Sans évaluateur' : counted(count, 'évaluateur'), count: coverage.find(({ reviewers }) => reviewers === count)?.dossiers ?? 0, gap: count < enough }));
  const full = coverage.filter(({ reviewers }) => reviewers >= enough).reduce((sum, one) => sum + one.dossiers, 0);
  const stages = [...rows, { label: `${enough} et plus`, count: full, gap: false }];
  const scale = Math.max(...stages.map(({ count }) => count)) > 300 ? 10 : 1;
  return (
    <section className="es-panel" aria-labelledby="couverture">
      <h2 id="couverture">Combien d’évaluateurs par dossier</h2>
      <ol className="es-stages">
        {stages.map(({ label, count, gap }) => (
          <li key={label}>
            <span className="es-figure">{count}</span>
            <b>{label}</b>
            {count === 0 ? null : <Swarm items={Array.from({ length: Math.ceil(count / scale) }, () => (gap ? ('ring' as const) : ('dot' as const)))} rows={4} radius={5} />}
          </li>
        ))}
      </ol>
      <p className="es-chart-note">
        {scale === 10 ? 'Un point pour dix dossiers' : 'Un point par dossier'}, recevable ou en évaluation. Cercle vide : il manque des évaluateurs.
      </p>
      <ChartTable caption="Dossiers par nombre d’évaluateurs" heads={['Évaluateurs', 'Dossiers']} rows={stages.map(({ label, count }) => [label, count])} />
    </section>
  );
}
