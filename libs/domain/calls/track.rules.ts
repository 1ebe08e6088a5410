import { addMonths, type Day } from '../shared/day.js';
import { invalid, ruleViolated } from '../shared/error.js';
import { share, toCents, total, zero, type Cents } from '../shared/money.js';
import type { AwardTerms } from './call.rules.js';

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
    if (support === 'post' && minCents < 4) throw invalid('track.amounts-out-of-order', { key });
    if (support === 'post' && durationMonths % 3 !== 0) throw invalid('track.post-not-in-quarters', { key });
    if (durationMonths < 1 || (laureatesExpected !== null && laureatesExpected < 1)) throw invalid('track.duration-or-count-not-positive', { key });
    if ((support === 'loan') !== (repaidOverMonths !== null)) throw invalid('track.repayment-of-loans-only', { key });
    if (repaidOverMonths !== null && repaidOverMonths < 1) throw invalid('track.duration-or-count-not-positive', { key });
  }
}

/**
 * The track of a dossier that is begun with the key `key`; null where the call has none. Throws `invalid-input` `application.track-missing`
 * or `application.track-unknown`.
 */
export function chosenTrack<One extends { readonly key: string }>(tracks: readonly One[], key: string | null): One | null {
  if (key === null && tracks.length > 0) throw invalid('application.track-missing');
  const track = tracks.find((one) => one.key === key) ?? null;
  if (key !== null && track === null) throw invalid('application.track-unknown', { key });
  return track;
}

/** A track for laureates of another one is open to them only: throws `rule-violated` `application.track-not-held`. */
export function requireTrackAward({ requiresTrack }: Pick<Track, 'requiresTrack'>, holdsAward: boolean): void {
  if (requiresTrack !== null && !holdsAward) throw ruleViolated('application.track-not-held', { requires: requiresTrack });
}

/** What `perYear` makes over `durationMonths`, halves of a cent up. */
const overMonths = (perYear: Cents, durationMonths: number): Cents => toCents(Math.round(toCents(perYear * durationMonths) / 12));

/** What one award of a track may be, least and most: of a post, its amount per year over its duration. The database says the same (`decision_in_track`). */
export const awardBounds = ({ support, minCents, maxCents, durationMonths }: Pick<Track, 'support' | 'minCents' | 'maxCents' | 'durationMonths'>): { minCents: Cents; maxCents: Cents } =>
  support === 'post' ? { minCents: overMonths(minCents, durationMonths), maxCents: overMonths(maxCents, durationMonths) } : { minCents, maxCents };

/** What awards need of the track of a dossier. */
export type AwardTrack = Pick<Track, 'support' | 'minCents' | 'maxCents' | 'durationMonths' | 'repaidOverMonths'>;

/** What one award may be, and how long it lasts: as its track says, or its call where it has none. */
export const termsOfAward = (terms: AwardTerms, track: AwardTrack | null): Pick<AwardTerms, 'minCents' | 'maxCents' | 'durationMonths'> =>
  track === null ? terms : { ...awardBounds(track), durationMonths: track.durationMonths };

/** What one laureate of a track costs at most. */
export const costOfOne = (track: Pick<Track, 'support' | 'minCents' | 'maxCents' | 'durationMonths'>): Cents => awardBounds(track).maxCents;

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

/** The first day of a quarter of the calendar that is `day` or follows it. */
export function quarterFrom(day: Day): Day {
  const [year, month] = day.split('-') as [string, string];
  const begun = `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  return begun === day ? day : addMonths(begun, 3);
}

/**
 * What a post pays, quarter by quarter, each at the beginning of a quarter of the calendar, the first one that begins on `from` or later. Each
 * twelve months make the amount per year to the cent, what is left of the duration the rest; the cents that no quarter divides are in the first ones.
 */
export function postPayments({ maxCents, durationMonths }: Pick<Track, 'maxCents' | 'durationMonths'>, from: Day): Due[] {
  const first = quarterFrom(from);
  const quarters = Math.floor(durationMonths / 3);
  const whole = overMonths(maxCents, durationMonths);
  const years = Math.ceil(quarters / 4);
  return Array.from({ length: years }, (_, year) => {
    const inYear = Math.min(4, quarters - year * 4);
    const cents = year === years - 1 ? toCents(whole - year * maxCents) : maxCents;
    return share(cents, Array.from({ length: inYear }, () => 1));
  })
    .flat()
    .map((amountCents, index) => ({ on: addMonths(first, index * 3), amountCents }));
}

/**
 * When a loan of `amountCents` without interest is paid back: equal parts, month after month, the first a month after `paidOn`. The cents
 * that the months do not divide are in the first ones, a cent each.
 */
export function loanRepayments(amountCents: Cents, repaidOverMonths: number, paidOn: Day): Due[] {
  if (amountCents <= 0 || repaidOverMonths < 1) throw invalid('track.amounts-out-of-order');
  return share(amountCents, Array.from({ length: repaidOverMonths }, () => 1)).map((cents, index) => ({ on: addMonths(paidOn, index + 1), amountCents: cents }));
}
