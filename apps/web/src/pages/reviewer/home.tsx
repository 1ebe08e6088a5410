import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Swarm } from '../../components/swarm.js';
import { TodoSection, type Task } from '../../components/todo.js';
import { counted, mark } from '../../language/format.js';
import { reviewLevels, reviewStates } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { assignmentsQuery, type Assignment } from './queries.js';
import { space } from './space.js';

const taskOf = ({ reviewId, poleName, projectTitle, callCode, level, answered, criteria, basisPoints, reviewState }: Assignment): Task => ({
  key: reviewId,
  title: poleName,
  note: `${projectTitle}. ${callCode}, évaluation ${reviewLevels[level]}, ${answered} sur ${counted(criteria, 'critère')}.`,
  state: reviewStates[reviewState],
  to: '/evaluation/$id',
  params: { id: reviewId },
  ...(basisPoints === null ? {} : { figure: mark(basisPoints) }),
});

/** The queue of a reviewer: one point per evaluation, what remains first. */
export function ReviewerHome(): ReactNode {
  const { data, hasNextPage } = useSuspenseInfiniteQuery(assignmentsQuery);
  const mine = itemsOf(data).filter(({ endedAt }) => endedAt === null);
  const left = mine.filter(({ reviewState }) => reviewState === 'draft');
  const done = mine.filter(({ reviewState }) => reviewState === 'final');
  return (
    <>
      <PageHead title="À faire" lead={left.length === 0 ? 'Rien à faire aujourd’hui : vos évaluations sont rendues.' : `${counted(left.length, 'évaluation reste', 'évaluations restent')} à rendre sur ${mine.length}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        {mine.length === 0 ? null : (
          <Swarm
            items={[...done.map(() => 'accent' as const), ...left.map(({ answered }) => (answered > 0 ? ('now' as const) : ('line' as const)))]}
            rows={3}
            radius={6}
            label={`${counted(mine.length, 'évaluation')} : ${done.length} rendues, ${left.length} à rendre`}
          />
        )}
        <TodoSection title="Évaluations à rendre" what={['évaluation', 'évaluations']} none="Aucune évaluation ne vous attend." tasks={left.map(taskOf)} goesOn={hasNextPage} />
        <TodoSection title="Évaluations rendues" what={['évaluation', 'évaluations']} none="Aucune évaluation rendue pour l’instant." tasks={done.map(taskOf)} goesOn={hasNextPage} />
      </div>
    </>
  );
}
