import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { Score } from '#domain/reviews/score.rules.js';
import { whole } from '#domain/reviews/score.rules.js';
import { invalid, ruleViolated } from '#domain/shared/error.js';

/** An exact fraction of integers in lowest terms, denominator above zero. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

export interface Combined {
  /** of the reviews' scores, in basis points */
  readonly mean: Rational;
  /** highest score minus lowest, in basis points */
  readonly spread: number;
  /** mean mark of each criterion over the reviews where it is applicable; null: nowhere */
  readonly perCriterion: Readonly<Record<string, Rational | null>>;
  /** keys of the criteria whose mean mark is below the threshold, and `whole` ('*') when the mean score is below the rubric's */
  readonly belowThreshold: readonly string[];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const meanOf = (values: readonly number[]): Rational => {
  const sum = values.reduce((a, b) => a + b, 0);
  const common = divisor(sum, values.length);
  return { numerator: sum / common, denominator: values.length / common };
};

/** Below zero when `one` is less than `other`: compared exactly, never as a float. */
export function compareRationals(one: Rational, other: Rational): number {
  const difference = BigInt(one.numerator) * BigInt(other.denominator) - BigInt(other.numerator) * BigInt(one.denominator);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const isBelow = (mean: Rational, threshold: number | undefined): boolean =>
  threshold !== undefined && compareRationals(mean, { numerator: threshold, denominator: 1 }) < 0;

/**
 * The final reviews of one dossier taken together. The mean is that of the rounded scores, so that anybody recomputes it from what is
 * printed; it is exact. Thresholds apply to the means: no single reviewer eliminates. Throws `rule-violated` `ranking.no-review`.
 */
export function combine(scores: readonly Score[], rubric: Rubric): Combined {
  if (scores.length === 0) throw ruleViolated('ranking.no-review');
  const points = scores.map(({ basisPoints }) => basisPoints);
  const mean = meanOf(points);
  const perCriterion: Record<string, Rational | null> = {};
  const belowThreshold: string[] = [];
  for (const { key, threshold } of rubric.criteria) {
    const marks = scores.map((score) => score.perCriterion[key] ?? null).filter((mark) => mark !== null);
    const meanMark = marks.length === 0 ? null : meanOf(marks);
    perCriterion[key] = meanMark;
    if (meanMark && isBelow(meanMark, threshold)) belowThreshold.push(key);
  }
  if (isBelow(mean, rubric.eliminatoryThreshold)) belowThreshold.push(whole);
  return { mean, spread: Math.max(...points) - Math.min(...points), perCriterion, belowThreshold };
}

export interface Candidate extends Combined {
  readonly id: string;
  /** the dossier's number, as people see it */
  readonly number: string;
  readonly submittedAt: Date;
}

/** What separates equal means: a criterion's mean mark (higher first), the spread (smaller first), the submission (earlier first). */
export type TieBreak = `criterion:${string}` | 'spread' | 'submitted-at';

export interface RankedRow extends Candidate {
  /** from 1; equal for those that nothing separates, the next one counts them all (1, 2, 2, 4); null for the eliminated */
  readonly rank: number | null;
  readonly tied: boolean;
  readonly eliminated: boolean;
}

export interface Ranking {
  /** best first, the eliminated at the end; within a tie, by number, which means nothing */
  readonly rows: readonly RankedRow[];
  /** ids of the dossiers that share a rank, group by group */
  readonly ties: readonly (readonly string[])[];
}

type Order = (one: Candidate, other: Candidate) => number;

const byMean: Order = (one, other) => compareRationals(other.mean, one.mean);
const byNumber: Order = (one, other) => (one.number < other.number ? -1 : one.number > other.number ? 1 : 0);

/** The order that `rule` gives in `group`; none where the criterion is not applicable to one of them: what is not known compares with nothing. */
function orderOf(rule: TieBreak, group: readonly Candidate[]): Order | undefined {
  if (rule === 'spread') return (one, other) => one.spread - other.spread;
  if (rule === 'submitted-at') return (one, other) => one.submittedAt.getTime() - other.submittedAt.getTime();
  const key = rule.slice('criterion:'.length);
  if (group.some(({ perCriterion }) => !perCriterion[key])) return undefined;
  return (one, other) => compareRationals(other.perCriterion[key]!, one.perCriterion[key]!);
}

/** `group` in the order given, cut into groups of equals. */
function split(group: readonly Candidate[], order: Order): Candidate[][] {
  const parts: Candidate[][] = [];
  for (const candidate of [...group].sort(order)) {
    const last = parts.at(-1);
    if (last && order(last[0]!, candidate) === 0) last.push(candidate);
    else parts.push([candidate]);
  }
  return parts;
}

function separate(group: readonly Candidate[], rules: readonly TieBreak[]): (readonly Candidate[])[] {
  const [rule, ...rest] = rules;
  if (rule === undefined || group.length === 1) return [group];
  const order = orderOf(rule, group);
  return order ? split(group, order).flatMap((part) => separate(part, rest)) : separate(group, rest);
}

/**
 * The order of the dossiers by mean score, then by the rules of `tieBreak` one after the other. What they cannot separate is reported
 * as a tie, never guessed. Those below a threshold come after all others, without a rank.
 */
export function rank(candidates: readonly Candidate[], tieBreak: readonly TieBreak[]): Ranking {
  if (new Set(candidates.map(({ id }) => id)).size !== candidates.length) throw invalid('ranking.dossier-twice');
  const inRace = candidates.filter(({ belowThreshold }) => belowThreshold.length === 0);
  const eliminated = candidates.filter(({ belowThreshold }) => belowThreshold.length > 0);
  const rows: RankedRow[] = [];
  const ties: string[][] = [];
  for (const group of split(inRace, byMean).flatMap((part) => separate(part, tieBreak))) {
    const position = rows.length + 1;
    const shown = [...group].sort(byNumber);
    if (group.length > 1) ties.push(shown.map(({ id }) => id));
    rows.push(...shown.map((candidate) => ({ ...candidate, rank: position, tied: group.length > 1, eliminated: false })));
  }
  const after = [...eliminated].sort((one, other) => byMean(one, other) || byNumber(one, other));
  rows.push(...after.map((candidate) => ({ ...candidate, rank: null, tied: false, eliminated: true })));
  return { rows, ties };
}

/**
 * `ranking` with the committee's order in the ties that it settles, best first. It may settle some and leave others, but settles a tie
 * wholly. Throws `invalid-input`: `ranking.order-not-a-tie` for a dossier that shares its rank with nobody, `ranking.order-twice`,
 * `ranking.order-incomplete` when a dossier of a tie is left out.
 */
export function withCommitteeOrder<Row extends Pick<RankedRow, 'id' | 'rank' | 'tied'>>(
  ranking: { readonly rows: readonly Row[]; readonly ties: Ranking['ties'] },
  order: readonly string[],
): { rows: readonly Row[]; ties: Ranking['ties'] } {
  if (new Set(order).size !== order.length) throw invalid('ranking.order-twice');
  const strangers = order.filter((id) => !ranking.ties.some((tie) => tie.includes(id)));
  if (strangers.length > 0) throw invalid('ranking.order-not-a-tie', { dossiers: strangers });
  const settled = ranking.ties.filter((tie) => tie.some((id) => order.includes(id)));
  const forgotten = settled.flat().filter((id) => !order.includes(id));
  if (forgotten.length > 0) throw invalid('ranking.order-incomplete', { dossiers: forgotten });

  const place = (row: Row): number => (settled.some((tie) => tie.includes(row.id)) ? order.indexOf(row.id) : -1);
  const rows = [...ranking.rows]
    .map((row, index) => ({ row, index }))
    .sort((one, other) => {
      const sameTie = one.row.rank !== null && one.row.rank === other.row.rank;
      return sameTie ? place(one.row) - place(other.row) || one.index - other.index : one.index - other.index;
    })
    .map(({ row }, index) => (place(row) < 0 ? row : { ...row, rank: index + 1, tied: false }));
  return { rows, ties: ranking.ties.filter((tie) => !settled.includes(tie)) };
}
