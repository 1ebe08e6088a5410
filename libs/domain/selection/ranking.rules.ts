import type { ApplicationState } from '../applications/application.lifecycle.js';
import type { Rubric } from '../calls/rubric.rules.js';
import type { Score } from '../reviews/score.rules.js';
import { forbidden, ruleViolated } from '../shared/error.js';
import { toCents, zero, type Cents } from '../shared/money.js';
import { combine, rank, withCommitteeOrder, type RankedRow, type Ranking, type Rational, type TieBreak } from './rank.rules.js';

/** A dossier that was found eligible, with what its reviewers said of it. */
export interface ReviewedDossier {
  readonly id: string;
  readonly number: string;
  readonly submittedAt: Date;
  /** scores of the final reviews of those who have no declared link with it */
  readonly scores: readonly Score[];
  /** how many assigned reviews are not final */
  readonly awaited: number;
}

/** States in which a dossier has its place in the ranking of its call: from eligible on, also once decided. */
export const rankedStates: readonly ApplicationState[] = ['eligible', 'under-review', 'awarded', 'reserve', 'refused'];

const isReviewed = ({ scores, awaited }: ReviewedDossier): boolean => scores.length > 0 && awaited === 0;

/** The ranking of the dossiers whose reviews are all there, and the ids of the others, which have no rank yet. */
export function rankReviewed(dossiers: readonly ReviewedDossier[], rubric: Rubric, tieBreak: readonly TieBreak[]): { ranking: Ranking; unreviewed: string[] } {
  const candidates = dossiers.filter(isReviewed).map(({ id, number, submittedAt, scores }) => ({ id, number, submittedAt, ...combine(scores, rubric) }));
  return { ranking: rank(candidates, tieBreak), unreviewed: dossiers.filter((one) => !isReviewed(one)).map(({ id }) => id) };
}

/**
 * The ranking as it is to be kept: every review there (`rule-violated` `ranking.reviews-missing`), every tie settled by the rules or by the
 * committee (`ranking.ties-unresolved`), by people who have no link with the dossiers that they set in order (`forbidden`).
 */
export function freezeRanking(ranking: Ranking, unreviewed: readonly string[], order: readonly string[], conflicted: readonly string[]): readonly RankedRow[] {
  if (unreviewed.length > 0) throw ruleViolated('ranking.reviews-missing', { dossiers: unreviewed });
  if (ranking.rows.length === 0) throw ruleViolated('ranking.nothing-to-rank');
  if (order.some((id) => conflicted.includes(id))) throw forbidden('ranking.order-conflicted');
  const { rows, ties } = withCommitteeOrder(ranking, order);
  if (ties.length > 0) throw ruleViolated('ranking.ties-unresolved', { dossiers: ties.flat() });
  return rows;
}

/** A fraction (of zero or more) as an integer, halves up: for people to read, never to compare. */
export const rounded = ({ numerator, denominator }: Rational): number =>
  Number((2n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)));

/**
 * What a dossier counts as for the envelope: a decision in force that was confirmed has settled the money, whatever the dossier's own state
 * says until the letter leaves.
 */
export function settledState<State extends ApplicationState>(state: State, decision: { readonly kind: string; readonly state: string } | null): State | 'awarded' | 'refused' {
  if (decision === null || decision.state === 'proposed') return state;
  if (decision.kind === 'award') return 'awarded';
  return decision.kind === 'refusal' ? 'refused' : state;
}

export interface CutRow {
  /** what the awards would cost up to this row, this one included; null: none is possible */
  readonly cumulatedCents: Cents | null;
  /** is there money enough for all of these? */
  readonly withinEnvelope: boolean;
}

/**
 * The line that an envelope draws through the ranking of those who compete for it: the amount of each award, down the rows, against what may
 * still be promised. What was awarded already has left `availableCents`; what was refused, or eliminated by a threshold, costs nothing.
 */
export function cutLine(rows: readonly { rank: number | null; state: ApplicationState; amountCents: Cents }[], availableCents: Cents): CutRow[] {
  let cumulated = zero;
  return rows.map(({ rank: place, state, amountCents }) => {
    if (place === null || state === 'refused') return { cumulatedCents: null, withinEnvelope: false };
    if (state !== 'awarded') cumulated = toCents(cumulated + amountCents);
    return { cumulatedCents: cumulated, withinEnvelope: state === 'awarded' || cumulated <= availableCents };
  });
}
