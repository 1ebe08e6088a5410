import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { computeVerdict, type Condition, type FindingKey, type Verdict } from '#domain/applications/eligibility.rules.js';
import type { Schemas } from '../../client/client.js';
import { Spread } from '../../components/spread.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, dayAndTime, euros, mark, tableDay } from '../../language/format.js';
import { sentenceOfCode } from '../../language/problems.js';
import { agreementStates, conditionNames, decisionKinds, decisionStates, reviewLevels, reviewStates, type StateWord } from '../../language/words.js';
import { eventWords } from './history.js';
import { poleQuery, type Application } from './queries.js';

type Call = Schemas['CallDto'];
export type Findings = Partial<Record<FindingKey, { met: boolean; reason: string } | undefined>>;

/** The verdict as the domain's rules give it for these findings: what the api will say when one rules. */
export const verdictOf = (dossier: Application, call: Call, poleCategory: string, findings: Findings, validated: boolean | null): Verdict =>
  computeVerdict({
    pole: { legalCategory: poleCategory },
    members: dossier.members,
    profile: call.compositionProfile,
    prerequisite: { declared: dossier.prerequisiteDeclared, validated },
    requiresPrerequisite: call.prerequisite !== null,
    findings,
  });

export const findingsOf = (dossier: Application): Findings => Object.fromEntries(dossier.findings.map(({ condition, met, reason }) => [condition, { met, reason }]));

const answers: Record<'yes' | 'no' | 'unknown', StateWord> = {
  yes: { word: 'Remplie', shape: 'tick', tint: 'ok' },
  no: { word: 'Non remplie', shape: 'barred', tint: 'bad' },
  unknown: { word: 'À juger', shape: 'quarter', tint: 'plain' },
};
export const answerOf = (met: boolean | null): StateWord => answers[met === null ? 'unknown' : met ? 'yes' : 'no'];

/** The conditions of the decree: as they were ruled, else as they stand now. */
export function Conditions({ dossier, call }: { dossier: Application; call: Call }): ReactNode {
  const pole = useQuery({ ...poleQuery(dossier.poleId), enabled: dossier.verdict === null }).data;
  const conditions: readonly Pick<Condition, 'key' | 'met' | 'reasons' | 'note'>[] | undefined =
    (dossier.verdict?.conditions as Condition[] | undefined) ?? (pole === undefined ? undefined : verdictOf(dossier, call, pole.legalCategory, findingsOf(dossier), dossier.prerequisiteValidated).conditions);
  if (conditions === undefined) return null;
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">Recevabilité</h2>
      <ol className="es-conds">
        {conditions.map(({ key, met, reasons, note }) => (
          <li key={key}>
            <StateBadge of={answerOf(met)} />
            <div>{conditionNames[key]}</div>
            {met === false && reasons.length > 0 ? <small>{reasons.map(sentenceOfCode).join(' ')}</small> : null}
            {note === null || note === '' ? null : <small>« {note} »</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function ReviewsOf({ assignments }: { assignments: readonly Schemas['AssignmentDto'][] }): ReactNode {
  const marks = assignments.flatMap(({ basisPoints, endedAt, conflicted }) => (basisPoints === null || endedAt !== null || conflicted ? [] : [basisPoints]));
  return (
    <section aria-labelledby="evaluations">
      <h2 id="evaluations">Évaluations</h2>
      {assignments.length === 0 ? <p className="es-muted">Personne n’évalue encore ce dossier.</p> : null}
      {marks.length > 1 ? <Spread marks={marks} mean={Math.round(marks.reduce((sum, one) => sum + one, 0) / marks.length)} /> : null}
      <ul className="es-plain-list es-todo">
        {assignments.map(({ id, reviewerName, level, answered, criteria, basisPoints, reviewState, endedAt, conflicted }) => (
          <li key={id}>
            <div>
              <b>{reviewerName}</b>
              <small>
                Évaluation {reviewLevels[level]}
                {endedAt !== null ? `, retirée le ${tableDay(endedAt)}` : conflicted ? ', ne compte plus : conflit d’intérêts' : basisPoints === null ? `, ${answered} sur ${criteria} critères` : `, ${mark(basisPoints)} sur 100`}
              </small>
            </div>
            {endedAt === null ? <StateBadge of={reviewStates[reviewState]} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DecisionsOf({ decisions }: { decisions: readonly Schemas['DecisionSummaryDto'][] }): ReactNode {
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">Décision</h2>
      {decisions.length === 0 ? <p className="es-muted">Aucune décision n’est encore proposée.</p> : null}
      <ul className="es-plain-list es-todo">
        {decisions.map(({ id, kind, amountCents, reference, state, releaseOn, releasedAt, supersededAt, hasLetter }) => (
          <li key={id}>
            <div>
              <b>
                {decisionKinds[kind].word}
                {amountCents === null ? '' : `, ${euros(amountCents)}`}
              </b>
              <small>
                {reference}, {supersededAt !== null ? 'remplacée depuis' : releasedAt === null ? `à notifier à partir du ${calendarDay(releaseOn)}` : `notifiée le ${tableDay(releasedAt)}`}
                {hasLetter ? (
                  <>
                    {' '}
                    · <a href={`/api/decisions/${id}/letter`}>Lire la lettre</a>
                  </>
                ) : null}
              </small>
            </div>
            <StateBadge of={decisionStates[state]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AgreementsOf({ agreements }: { agreements: readonly Schemas['AgreementSummaryDto'][] }): ReactNode {
  if (agreements.length === 0) return null;
  return (
    <section aria-labelledby="convention">
      <h2 id="convention">Convention</h2>
      <ul className="es-plain-list es-todo">
        {agreements.map(({ id, reference, amountCents, state }) => (
          <li key={id}>
            <div>
              <b>{reference}</b>
              <small>{euros(amountCents)}</small>
            </div>
            <StateBadge of={agreementStates[state]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const Timeline = ({ entries }: { entries: readonly Schemas['TimelineEntryDto'][] }): ReactNode => (
  <section aria-labelledby="historique">
    <h2 id="historique">Historique</h2>
    <ol className="es-time">
      {entries.map(({ seq, name, occurredAt }) => (
        <li key={seq} className="past">
          <time dateTime={occurredAt}>{dayAndTime(occurredAt)}</time>
          {eventWords[name] ?? name}
        </li>
      ))}
    </ol>
  </section>
);
