import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseRubric } from '#domain/calls/rubric.rules.js';
import type { Schemas } from '../../client/client.js';
import { Breadcrumb } from '../../components/breadcrumb.js';
import { Countdown } from '../../components/countdown.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, day, dayAndTime, lastMinute, number, opening, percent, wholeEuros } from '../../language/format.js';
import { callMoments, callStates, instalmentTriggers } from '../../language/words.js';
import { useNow, useSession } from '../../session/site.js';
import { worksIn } from '../../session/space.js';
import { space as poleSpace } from '../pole/space.js';
import { Title } from '../../shell/page.js';
import { Eligibility } from './eligibility.js';
import { momentOf } from './moment.js';
import { Documents } from './call-documents.js';
import { Changes, Places } from './call-news.js';
import { callQuery } from './queries.js';
import { Questions } from './questions.js';
import { Tracks } from './tracks.js';

type Call = Schemas['CallDto'];

/** A call: what, who, how much, until when, by which criteria; and a minute to see whether one may apply. */
export function CallPage(): ReactNode {
  const { id } = useParams({ from: '/appels/$id' });
  const call = useSuspenseQuery(callQuery(id)).data;
  return (
    <>
      <Title>{call.title}</Title>
      <Breadcrumb
        trail={[
          { label: 'Accueil', to: '/' },
          { label: 'Appels', to: '/appels' },
        ]}
        here={call.title}
      />
      <Hero call={call} />
      <Essentials call={call} />
      <Eligibility call={call} />
      <div className="es-page es-two">
        <div className="es-read">
          <Changes call={call} />
          {call.tracks.length === 0 ? <Money call={call} /> : <Tracks call={call} />}
          <Criteria call={call} />
          <Questions callId={call.id} mayAsk={call.state === 'published'} />
        </div>
        <aside aria-label="Calendrier et documents">
          <Calendar call={call} />
          <Places call={call} />
          <Documents call={call} />
        </aside>
      </div>
    </>
  );
}

/** The phase that is open at `now`, else the next one, else the last. */
const phaseAt = ({ phases }: Call, now: Date): Schemas['PhaseDto'] | undefined => phases.find((phase) => now < new Date(phase.closesAt)) ?? phases.at(-1);

function Hero({ call }: { call: Call }): ReactNode {
  const now = useNow();
  const session = useSession();
  const moment = momentOf(call, now);
  const phase = phaseAt(call, now);
  const mayApply = session === null || worksIn(session, poleSpace);
  return (
    <div className="es-page es-hero">
      <div className="es-hero__grid">
        <div>
          <StateBadge of={call.state === 'draft' || call.state === 'discarded' ? callStates[call.state] : callMoments[moment]} />
          <h1>{call.title}</h1>
          <p className="es-lead">{call.summary}</p>
          <div className="es-row es-gap-t">
            {moment === 'over' || !mayApply ? null : (
              <Link className="fr-btn" to="/pole/candidater/$callId" params={{ callId: call.id }}>
                Déposer un dossier
              </Link>
            )}
            {moment === 'over' ? (
              <Link className="fr-btn fr-btn--secondary" to="/resultats/$id" params={{ id: call.id }}>
                Voir les résultats
              </Link>
            ) : (
              <a className="fr-btn fr-btn--tertiary-no-outline" href="#eligible">
                Suis-je éligible ?
              </a>
            )}
          </div>
        </div>
        {phase === undefined || moment === 'over' ? null : moment === 'soon' ? (
          <aside className="es-count" aria-label="Ouverture du dépôt">
            <p className="es-figure">{day(phase.opensAt)}</p>
            <p className="es-clock">Le dépôt ouvre le {opening(phase.opensAt)}, heure de Paris.</p>
          </aside>
        ) : (
          <Countdown opensAt={phase.opensAt} closesAt={phase.closesAt}>
            <a href={`/api/calls/${call.id}/calendar.ics`} download={`${call.code}.ics`}>
              Ajouter à mon agenda
            </a>
          </Countdown>
        )}
      </div>
    </div>
  );
}

function Essentials({ call: { awardTerms, tracks, prerequisite, authority, certification } }: { call: Call }): ReactNode {
  const { minCents, maxCents, durationMonths, laureatesExpected } = awardTerms;
  const announced = tracks.flatMap(({ laureatesExpected: count }) => count ?? []);
  return (
    <div className="es-page">
      <dl className="es-essentials">
        <div>
          <dt>Montant</dt>
          {tracks.length === 0 ? (
            <dd>
              {minCents === maxCents ? wholeEuros(maxCents) : `${wholeEuros(minCents)} à ${wholeEuros(maxCents)}`}
              <small>par pôle, sur {counted(durationMonths, 'mois', 'mois')}</small>
            </dd>
          ) : (
            <dd>
              Selon le volet<small>{counted(tracks.length, 'volet')}, plus bas</small>
            </dd>
          )}
        </div>
        <div>
          <dt>Lauréats</dt>
          {tracks.length === 0 ? (
            <dd>
              {laureatesExpected} environ<small>{wholeEuros(laureatesExpected * maxCents)} en tout au plus</small>
            </dd>
          ) : (
            <dd>
              {announced.length === 0 ? 'Non annoncé' : `${number(announced.reduce((sum, count) => sum + count, 0))} environ`}
              <small>tous volets ensemble</small>
            </dd>
          )}
        </div>
        <div>
          <dt>Pour qui</dt>
          <dd>
            Trois structures au moins<small>{prerequisite ?? 'réunies en pôle sur un même territoire'}</small>
            {certification ? <small>Le représentant légal certifie, une autre personne dépose</small> : null}
          </dd>
        </div>
        <div>
          <dt>Qui décide</dt>
          <dd className="es-essentials__text">
            {authority}
            <small>par lettre, à chaque candidat</small>
          </dd>
        </div>
      </dl>
    </div>
  );
}

const Money = ({ call: { awardTerms } }: { call: Call }): ReactNode => (
  <>
    <h2>Comment l’aide est versée</h2>
    <p>
      {awardTerms.instalments.length === 1 ? 'En une fois.' : `En ${awardTerms.instalments.length} fois.`} Chaque versement suit sa condition, sous le délai annoncé.
    </p>
    <ol className="es-crit">
      {awardTerms.instalments.map(({ key, label, sharePercent, trigger, paymentDays }) => (
        <li key={key}>
          <b>{percent(sharePercent, 100).replace(',0', '')}</b>
          <span>
            <b>{label}</b>
            <span>
              {instalmentTriggers[trigger]}, sous {counted(paymentDays, 'jour')}
            </span>
          </span>
        </li>
      ))}
    </ol>
  </>
);

function Criteria({ call }: { call: Call }): ReactNode {
  if (call.rubric === null) return null;
  const { criteria, eliminatoryThreshold } = parseRubric(call.rubric);
  return (
    <>
      <h2>Les critères de sélection</h2>
      <p>Plusieurs personnes notent chaque dossier, sans se concerter. La note finale est leur moyenne{eliminatoryThreshold === undefined ? '' : ` ; sous ${eliminatoryThreshold / 100} sur 100, le dossier n’est pas retenu`}.</p>
      <ol className="es-crit">
        {criteria.map(({ key, label, guidance, weight, scale, threshold }) => (
          <li key={key}>
            <b>{percent(weight, 100).replace(',0', '')}</b>
            <span>
              <b>{label}</b>
              <span>
                noté de {scale.min} à {scale.max}
                {threshold === undefined ? '' : `, éliminatoire sous ${threshold}`}
                {guidance === undefined ? null : <span className="es-block es-written">{guidance}</span>}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Calendar({ call }: { call: Call }): ReactNode {
  const now = useNow();
  const past = (instant: string): string | undefined => (now >= new Date(instant) ? 'past' : undefined);
  return (
    <>
      <h2 className="fr-h4">Calendrier</h2>
      <ol className="es-time">
        {call.phases.flatMap((phase) => {
          const open = now >= new Date(phase.opensAt) && now < new Date(phase.closesAt);
          return [
            <li key={`${phase.id}-o`} className={past(phase.opensAt)}>
              <time dateTime={phase.opensAt}>{opening(phase.opensAt)}</time>
              {phase.title} : ouverture du dépôt
              {phase.requiresPhase === null ? '' : `, pour les lauréats de « ${call.phases[phase.requiresPhase - 1]?.title ?? ''} »`}
            </li>,
            ...(open
              ? [
                  <li key={`${phase.id}-n`} className="now">
                    <time dateTime={now.toISOString()}>{day(now)}, aujourd’hui</time>
                    <b>Vous pouvez déposer et modifier</b>
                  </li>,
                ]
              : []),
            <li key={`${phase.id}-c`} className={past(phase.closesAt)}>
              <time dateTime={phase.closesAt}>{dayAndTime(lastMinute(phase.closesAt))}</time>
              {phase.title} : clôture du dépôt
            </li>,
          ];
        })}
      </ol>
    </>
  );
}
