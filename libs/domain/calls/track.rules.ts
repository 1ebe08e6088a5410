import { addMonths, type Day } from '../shared/day.js';
import { invalid } from '../shared/error.js';
import { share, toCents, total, zero, type Cents } from '../shared/money.js';

export const supports = ['cash', 'services', 'post', 'loan'] as const;
/**
 * What a track gives: money, accompaniment, posts paid by the quarter (an amount per year and post), or loans without interest that are paid back.
 */
export type Support = (typeof supports)[number];

/** One kind of support of a call, with its own envelope, amounts and number of laureates. */
export interface Track {
  readonly key: string;
  readonly title: string;
  readonly support: Support;
  /** null: the call's envelope. */
  readonly envelopeId: string | null;
  /** Of a post, per year; of the others, in all. Services may cost nothing that is known. */
  readonly minCents: Cents;
  readonly maxCents: Cents;
  readonly durationMonths: number;
  /** null: not announced. */
  readonly laureatesExpected: number | null;
  /** Loans only: over how many months they are paid back. */
  readonly repaidOverMonths: number | null;
  /** Open to laureates of this track of the same call only (a loan for those who got a post). */
  readonly requiresTrack: string | null;
}

/** Throws `invalid-input` `track.…` unless each track can be kept; tracks ask for tracks that stand before them. */
export function checkTracks(tracks: readonly Track[]): void {
  const seen = new Set<string>();
  for (const { key, support, minCents, maxCents, durationMonths, laureatesExpected, repaidOverMonths, requiresTrack } of tracks) {
    if (seen.has(key)) throw invalid('track.key-twice', { key });
    if (requiresTrack !== null && !seen.has(requiresTrack)) throw invalid('track.unknown-track', { key });
    seen.add(key);
    if (minCents < 0 || maxCents < minCents || (support !== 'services' && minCents === 0)) throw invalid('track.amounts-out-of-order', { key });
    if (support === 'post' && minCents !== maxCents) throw invalid('track.post-not-fixed', { key });
    if (support === 'post' && durationMonths % 3 !== 0) throw invalid('track.post-not-in-quarters', { key });
    if (durationMonths < 1 || (laureatesExpected !== null && laureatesExpected < 1)) throw invalid('track.duration-or-count-not-positive', { key });
    if ((support === 'loan') !== (repaidOverMonths !== null)) throw invalid('track.repayment-of-loans-only', { key });
    if (repaidOverMonths !== null && repaidOverMonths < 1) throw invalid('track.duration-or-count-not-positive', { key });
  }
}

/** What one laureate of a track costs at most. */
export const costOfOne = ({ support, maxCents, durationMonths }: Pick<Track, 'support' | 'maxCents' | 'durationMonths'>): Cents =>
  support === 'post' ? toCents(Math.ceil((maxCents * durationMonths) / 12)) : maxCents;

/** What a track costs at most: laureates × amount × duration; null when the number of laureates is not announced. */
export const costOf = (track: Track): Cents | null => (track.laureatesExpected === null ? null : toCents(costOfOne(track) * track.laureatesExpected));

export interface CostOfEnvelope {
  readonly envelopeId: string;
  /** What the tracks that draw on it cost at most. */
  readonly costCents: Cents;
  readonly authorisedCents: Cents;
  /** By how much the costs exceed what the envelope may promise; 0 when they fit. */
  readonly missingCents: Cents;
  /** Laureates of the largest track that the envelope pays for; null when no single track is at stake. */
  readonly affordable: { readonly key: string; readonly laureates: number } | null;
}

/**
 * Compares what tracks cost with the envelopes they draw on. An announced number of laureates binds nobody, so what does not fit is said and
 * never refused: the ledger refuses the award that has no money left.
 */
export function costsOf(tracks: readonly Track[], callEnvelopeId: string, authorised: ReadonlyMap<string, Cents>): CostOfEnvelope[] {
  const envelopes = [...new Set(tracks.map(({ envelopeId }) => envelopeId ?? callEnvelopeId))];
  return envelopes.flatMap((envelopeId) => {
    const drawing = tracks.filter((track) => (track.envelopeId ?? callEnvelopeId) === envelopeId);
    const authorisedCents = authorised.get(envelopeId);
    if (authorisedCents === undefined) return [];
    const costed = drawing.map((track) => ({ track, cost: costOf(track) ?? zero }));
    const costCents = total(costed.map(({ cost }) => cost));
    const missingCents = toCents(Math.max(0, costCents - authorisedCents));
    const { track } = costed.reduce((largest, one) => (one.cost > largest.cost ? one : largest));
    const one = costOfOne(track);
    const others = costCents - (costOf(track) ?? 0);
    const affordable = missingCents === 0 || one === 0 ? null : { key: track.key, laureates: Math.max(0, Math.floor((authorisedCents - others) / one)) };
    return [{ envelopeId, costCents, authorisedCents, missingCents, affordable }];
  });
}

export interface Due {
  readonly on: Day;
  readonly amountCents: Cents;
}

/** What a post pays, quarter by quarter, each at the beginning of its quarter counted from `from`. Exact to the cent. */
export function postPayments({ maxCents, durationMonths }: Pick<Track, 'maxCents' | 'durationMonths'>, from: Day): Due[] {
  const quarters = Math.floor(durationMonths / 3);
  const amounts = share(toCents(Math.round((maxCents * durationMonths) / 12)), Array.from({ length: quarters }, () => 1));
  return amounts.map((amountCents, index) => ({ on: addMonths(from, index * 3), amountCents }));
}

/** When a loan of `amountCents` without interest is paid back: equal parts, month after month, the first a month after `paidOn`. */
export function loanRepayments(amountCents: Cents, repaidOverMonths: number, paidOn: Day): Due[] {
  if (amountCents <= 0 || repaidOverMonths < 1) throw invalid('track.amounts-out-of-order');
  return share(amountCents, Array.from({ length: repaidOverMonths }, () => 1)).map((cents, index) => ({ on: addMonths(paidOn, index + 1), amountCents: cents }));
}
