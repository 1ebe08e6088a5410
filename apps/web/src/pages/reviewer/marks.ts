import type { Rubric } from '#domain/calls/rubric.rules.js';
import { marksByCriterion } from '#domain/reviews/review.rules.js';
import { checkMarks, scoreSoFar, type Marks } from '#domain/reviews/score.rules.js';
import { DomainError } from '#domain/shared/error.js';
import type { Schemas } from '../../client/client.js';
import type { Choice } from '../../components/scale.js';

/** The marks of a draft, one per criterion of the rubric, in its order. */
export type MarkList = Schemas['MarkDto'][];

export const choiceOf = ({ value, notApplicable }: MarkList[number]): Choice => (notApplicable ? 'not-applicable' : value);
export const isAnswered = (mark: MarkList[number]): boolean => choiceOf(mark) !== null;

/** The list with one criterion's mark or comment changed. */
export const withMark = (marks: MarkList, criterion: string, change: { choice: Choice } | { comment: string }): MarkList =>
  marks.map((mark) => {
    if (mark.criterion !== criterion) return mark;
    if ('comment' in change) return { ...mark, ...change };
    return { ...mark, value: typeof change.choice === 'number' ? change.choice : null, notApplicable: change.choice === 'not-applicable' };
  });

const byCriterion = (marks: MarkList): Marks => marksByCriterion(marks);

/** Points so far and out of how many, in hundredths of a point. */
export const soFar = (rubric: Rubric, marks: MarkList): { points: number; outOf: number } => scoreSoFar(rubric, byCriterion(marks));
/** The same, of one criterion. */
export const pointsOf = (criterion: Rubric['criteria'][number], mark: MarkList[number]): { points: number; outOf: number } => scoreSoFar({ criteria: [criterion] }, byCriterion([mark]));

/** What keeps the review from being sent, by the domain's own check; undefined when nothing does. */
export function obstacle(rubric: Rubric, marks: MarkList): { code: string; params: Readonly<Record<string, unknown>>; criteria: readonly string[] } | undefined {
  try {
    checkMarks(rubric, byCriterion(marks), true);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { criteria } = error.params as { criteria?: unknown };
    return { code: error.code, params: error.params, criteria: Array.isArray(criteria) ? (criteria as string[]) : [] };
  }
}
