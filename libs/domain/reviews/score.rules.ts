import type { Criterion, Rubric } from '#domain/calls/rubric.rules.js';
import { invalid, ruleViolated } from '#domain/shared/error.js';
import { isClean } from '#domain/shared/text.js';

export interface Mark {
  /** an integer of the criterion's scale; null: not marked yet, or not applicable */
  readonly value: number | null;
  readonly notApplicable?: boolean;
  readonly comment?: string;
}

/** By criterion key. */
export type Marks = Readonly<Record<string, Mark>>;

/** What stands for the whole score beside criterion keys (no key looks like it). */
export const whole = '*';

export interface Score {
  /** 0 to 10 000, an integer */
  readonly basisPoints: number;
  /** the mark of each criterion of the rubric; null: not applicable */
  readonly perCriterion: Readonly<Record<string, number | null>>;
  /** keys of the criteria marked below their threshold, and `whole` when the score is below the rubric's */
  readonly belowThreshold: readonly string[];
}

const longestComment = 10_000;

const markOf = (marks: Marks, key: string): Mark | undefined => (Object.hasOwn(marks, key) ? marks[key] : undefined);

const isMarked = (mark: Mark | undefined): mark is Mark => mark !== undefined && (mark.value !== null || mark.notApplicable === true);

function checkMark(criterion: Criterion, mark: Mark): void {
  const { key, scale } = criterion;
  if (mark.notApplicable === true) {
    if (!criterion.allowsNotApplicable) throw invalid('review.not-applicable-not-allowed', { criterion: key });
    if (mark.value !== null) throw invalid('review.mark-and-not-applicable', { criterion: key });
  }
  if (mark.value !== null && (!Number.isSafeInteger(mark.value) || mark.value < scale.min || mark.value > scale.max)) {
    throw invalid('review.mark-off-scale', { criterion: key, min: scale.min, max: scale.max });
  }
  if (mark.comment !== undefined && !isClean(mark.comment)) throw invalid('review.comment-not-clean', { criterion: key });
  if ((mark.comment?.length ?? 0) > longestComment) throw invalid('review.comment-too-long', { criterion: key, max: longestComment });
}

function checkAllMarked(rubric: Rubric, marks: Marks): void {
  const unmarked = rubric.criteria.filter(({ key }) => !isMarked(markOf(marks, key))).map(({ key }) => key);
  if (unmarked.length > 0) throw ruleViolated('review.unfinished', { criteria: unmarked });
  if (rubric.criteria.every(({ key }) => markOf(marks, key)?.notApplicable === true)) throw ruleViolated('review.nothing-applicable');
}

/**
 * Marks of a review: on their scales, of criteria that the rubric has (else `invalid-input` `review.…`). A final review also has a
 * mark or "not applicable" everywhere (`rule-violated` `review.unfinished`), one mark at least (`review.nothing-applicable`), and the
 * comments that are mandatory (`review.comment-missing`).
 */
export function checkMarks(rubric: Rubric, marks: Marks, final: boolean): void {
  for (const [key, mark] of Object.entries(marks)) {
    const criterion = rubric.criteria.find((one) => one.key === key);
    if (!criterion) throw invalid('review.unknown-criterion', { criterion: key });
    checkMark(criterion, mark);
  }
  if (!final) return;
  checkAllMarked(rubric, marks);
  const silent = rubric.criteria.filter(({ key, mandatoryComment }) => mandatoryComment && (markOf(marks, key)?.comment ?? '').trim() === '');
  if (silent.length > 0) throw ruleViolated('review.comment-missing', { criteria: silent.map(({ key }) => key) });
}

/** The marks' places on their scales (0 to 1) by their weights, exact, over the weights of what has a mark. */
function weigh(rubric: Rubric, marks: Marks): { numerator: bigint; denominator: bigint; weights: bigint } {
  let numerator = 0n;
  let denominator = 1n;
  let weights = 0n;
  for (const { key, weight, scale } of rubric.criteria) {
    const value = markOf(marks, key)?.value ?? null;
    if (value === null) continue;
    const range = BigInt(scale.max - scale.min);
    numerator = numerator * range + BigInt(weight) * BigInt(value - scale.min) * denominator;
    denominator *= range;
    weights += BigInt(weight);
  }
  return { numerator, denominator, weights };
}

/**
 * What a draft has so far: points, and out of how many, both of the criteria that have a mark. In hundredths of a point, halves up; a
 * criterion that is not applicable, or has no mark yet, is in neither.
 */
export function scoreSoFar(rubric: Rubric, marks: Marks): { points: number; outOf: number } {
  checkMarks(rubric, marks, false);
  const { numerator, denominator, weights } = weigh(rubric, marks);
  return { points: Number((200n * numerator + denominator) / (2n * denominator)), outOf: Number(weights) * 100 };
}

/**
 * The score of a review: each mark's place on its scale (0 to 1) by its weight, over the weights of what is applicable, so that "not
 * applicable" neither gives nor takes. Exact until the end, then rounded once to a basis point, halves up. Throws
 * `rule-violated` `review.unfinished` when a mark is missing: a missing mark is no zero.
 */
export function scoreReview(rubric: Rubric, marks: Marks): Score {
  checkMarks(rubric, marks, false);
  checkAllMarked(rubric, marks);
  const perCriterion: Record<string, number | null> = {};
  const belowThreshold: string[] = [];
  for (const { key, threshold } of rubric.criteria) {
    const value = markOf(marks, key)?.value ?? null;
    perCriterion[key] = value;
    if (value !== null && threshold !== undefined && value < threshold) belowThreshold.push(key);
  }
  const { numerator, denominator, weights } = weigh(rubric, marks);
  const divisor = denominator * weights;
  const basisPoints = Number((2n * 10_000n * numerator + divisor) / (2n * divisor));
  if (rubric.eliminatoryThreshold !== undefined && basisPoints < rubric.eliminatoryThreshold) belowThreshold.push(whole);
  return { basisPoints, perCriterion, belowThreshold };
}
