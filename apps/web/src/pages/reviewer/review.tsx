import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseRubric } from '#domain/calls/rubric.rules.js';
import type { Schemas } from '../../client/client.js';
import { Swarm } from '../../components/swarm.js';
import { counted, dayAndTime, mark as outOf100 } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { SealedDossier } from './dossier.js';
import { placeOf, trail } from './place.js';
import { Others } from './others.js';
import { assignmentsQuery, ownAssignmentQuery, reviewQuery, type Assignment } from './queries.js';
import { Scoring } from './scoring.js';
import { Grid, MarkSoFar } from './grid.js';

/** Scoring side by side: the dossier as it was sealed on the left, the rubric on the right. */
export function ReviewPage(): ReactNode {
  const { id } = useParams({ from: '/evaluation/$id' });
  const review = useSuspenseQuery(reviewQuery(id)).data;
  const own = useSuspenseQuery(ownAssignmentQuery(review.applicationId)).data;
  return own === undefined ? <WithCall key={id} review={review} call={undefined} /> : <OfCall key={id} review={review} callId={own.callId} />;
}

const OfCall = ({ review, callId }: { review: Schemas['ReviewDto']; callId: string }): ReactNode => <WithCall review={review} call={useSuspenseQuery(callQuery(callId)).data} />;

function WithCall({ review, call }: { review: Schemas['ReviewDto']; call: Schemas['CallDto'] | undefined }): ReactNode {
  const mine = itemsOf(useSuspenseInfiniteQuery(assignmentsQuery).data).filter(({ endedAt, callId }) => endedAt === null && callId === call?.id);
  const next = mine.find(({ reviewState, reviewId }) => reviewState === 'draft' && reviewId !== review.id);
  const dossier = <SealedDossier reviewId={review.id} submission={review.submission} call={call} />;
  return (
    <>
      <Round call={call} mine={mine} current={review.id} />
      {review.actions.includes('save-marks') ? <Scoring key={review.id} review={review} dossier={dossier} next={next} /> : <Sent review={review} dossier={dossier} next={next} />}
    </>
  );
}

/** The round, and one point per evaluation of one's own: given back, this one, to come. */
function Round({ call, mine, current }: { call: Schemas['CallDto'] | undefined; mine: readonly Assignment[]; current: string }): ReactNode {
  if (call === undefined || mine.length === 0) return null;
  const done = mine.filter(({ reviewState }) => reviewState === 'final').length;
  return (
    <div className="es-ctx">
      <div className="es-page es-ctx__in">
        <strong>{call.title}</strong>
        <span>
          {counted(done, 'dossier')} sur {mine.length} {done > 1 ? 'rendus' : 'rendu'}, {mine.length === done ? 'tout est rendu' : `il en reste ${mine.length - done}`}.
        </span>
        <Swarm items={[...mine].sort((a, b) => a.reviewState.localeCompare(b.reviewState) * -1).map(({ reviewId, reviewState }) => (reviewId === current && reviewState === 'draft' ? 'now' : reviewState === 'final' ? 'accent' : 'ring'))} rows={1} radius={5} />
      </div>
    </div>
  );
}

/** A review that was sent, or that one may only read. */
function Sent({ review, dossier, next }: { review: Schemas['ReviewDto']; dossier: ReactNode; next: Assignment | undefined }): ReactNode {
  const rubric = parseRubric(review.rubric);
  const state = review.sentAt === null ? 'Ce dossier n’est plus à évaluer : vos notes restent lisibles.' : `Évaluation rendue le ${dayAndTime(review.sentAt)}, elle ne change plus.`;
  return (
    <>
      <PageHead
        title={review.submission.content.pole.name}
        trail={trail}
        lead={`${placeOf(review.submission)} ${state}`}
        actions={
          next === undefined ? undefined : (
            <Link className="fr-btn" to="/evaluation/$id" params={{ id: next.reviewId }}>
              Dossier suivant
            </Link>
          )
        }
      />
      <div className="es-page es-end">
        <div className="es-split">
          {dossier}
          <div id="grille">
            <h2 className="es-vh">Votre évaluation</h2>
            {review.basisPoints === null ? null : (
              <p>
                Votre note : <b>{outOf100(review.basisPoints)}</b> sur 100.
              </p>
            )}
            <MarkSoFar rubric={rubric} marks={review.marks} />
            <Grid rubric={rubric} marks={review.marks} onChange={() => undefined} readOnly wanted={[]} />
            <Others ids={review.otherReviewIds} />
          </div>
        </div>
      </div>
    </>
  );
}
