import { invalid } from '#domain/shared/error.js';
import type { Day } from '#domain/shared/day.js';
import type { Cents } from '#domain/shared/money.js';
import { share, toCents, total as sumOf } from '#domain/shared/money.js';

/** What makes an instalment due: the signature of the agreement, an accepted report, the first day of a quarter. */
export const triggers = ['signature', 'report-accepted', 'quarter'] as const;
export type Trigger = (typeof triggers)[number];

export interface Term {
  readonly key: string;
  readonly label: string;
  /** an integer; the shares of all terms make 100 */
  readonly sharePercent: number;
  /** what makes the instalment due */
  readonly trigger: Trigger;
  /** days to pay once due; absent or null: no limit */
  readonly paymentDays?: number | null;
  /** the budget year, counted from the decision's */
  readonly yearOffset: number;
}

export interface PlannedInstalment {
  /** from 1 */
  readonly position: number;
  readonly key: string;
  readonly label: string;
  readonly amountCents: Cents;
  readonly trigger: Trigger;
  /** the year whose payment appropriations (CP) pay it */
  readonly year: number;
  readonly paymentDays: number | null;
  /** of a quarter: its first day, before which nothing is ordered; null for the others */
  readonly startsOn: Day | null;
}

const isCount = (value: number, max: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= max;

/**
 * The instalments of an award of `amount`, exact to the cent (largest remainder, ties by position). Throws `invalid-input`
 * `instalment.…` for terms that don't make 100 % or an amount too small to give each instalment a cent.
 */
export function planInstalments(amount: Cents, terms: readonly Term[], decidedOn: Day): PlannedInstalment[] {
  if (amount <= 0) throw invalid('instalment.amount-not-positive', { amount });
  if (terms.some(({ sharePercent }) => !isCount(sharePercent, 100) || sharePercent === 0)) throw invalid('instalment.bad-share');
  if (terms.some(({ yearOffset }) => !isCount(yearOffset, 50))) throw invalid('instalment.bad-year');
  if (terms.some(({ paymentDays }) => !isCount(paymentDays ?? 0, 3650))) throw invalid('instalment.bad-payment-days');
  if (new Set(terms.map(({ key }) => key)).size !== terms.length) throw invalid('instalment.key-twice');
  const weights = terms.map(({ sharePercent }) => sharePercent);
  if (weights.reduce((a, b) => a + b, 0) !== 100) throw invalid('instalment.shares-not-100');
  const amounts = share(amount, weights);
  if (amounts.some((cents) => cents === 0)) throw invalid('instalment.amount-too-small', { amount });
  const year = Number(decidedOn.slice(0, 4));
  return terms.map(({ key, label, trigger, paymentDays, yearOffset }, index) => ({
    position: index + 1,
    key,
    label,
    amountCents: amounts[index]!,
    trigger,
    year: year + yearOffset,
    paymentDays: paymentDays ?? null,
    startsOn: null,
  }));
}

/**
 * Who pays how much of which instalment: rows are instalments, columns funders. Row i adds up to `instalments[i]`, column j to
 * `share(total, funderWeights)[j]`; no cell is below zero, each less than a cent from its exact part. Throws `invalid-input`
 * `schedule.instalments-not-total` or `schedule.negative-instalment`, and what `share` throws.
 *
 * Largest remainder row by row would overspend a funder by cents. So this is a controlled rounding: each cell is rounded down, and the
 * cents that are left, each row's and each column's, go to cells that were rounded at most once, found as a flow by augmenting paths
 * (König: the exact parts are themselves such a flow, in fractions, so one in whole cents exists).
 */
export function shareSchedule(total: Cents, funderWeights: readonly number[], instalments: readonly Cents[]): Cents[][] {
  if (instalments.some((cents) => cents < 0)) throw invalid('schedule.negative-instalment');
  if (sumOf(instalments) !== total) throw invalid('schedule.instalments-not-total', { total });
  const funders = share(total, funderWeights);
  if (total === 0) return instalments.map(() => funders.map(() => total));

  const exact = instalments.map((row) => funders.map((column) => BigInt(row) * BigInt(column)));
  const cells = exact.map((row) => row.map((product) => Number(product / BigInt(total))));
  const remainders = exact.map((row) => row.map((product) => product % BigInt(total)));
  const raised = cells.map((row) => row.map(() => false));
  const left = funders.map((column, j) => column - cells.reduce((sum, row) => sum + row[j]!, 0));
  const byRemainder = remainders.map((row) =>
    row
      .map((remainder, j) => ({ remainder, j }))
      .filter(({ remainder }) => remainder > 0n)
      .sort((one, other) => (one.remainder === other.remainder ? one.j - other.j : one.remainder > other.remainder ? -1 : 1))
      .map(({ j }) => j),
  );

  /** One cent more in row i, in a column with a cent left, or in one whose raised cell of another row can move elsewhere. */
  const raise = (i: number, seen: Set<number>): boolean => {
    for (const j of byRemainder[i]!) {
      if (raised[i]![j] || seen.has(j)) continue;
      seen.add(j);
      const taker = left[j]! > 0 ? undefined : raised.findIndex((row, other) => row[j] && raise(other, seen));
      if (taker === -1) continue;
      if (taker === undefined) left[j]! -= 1;
      else raised[taker]![j] = false;
      raised[i]![j] = true;
      return true;
    }
    return false;
  };

  for (const [i, row] of cells.entries()) {
    for (let cents = instalments[i]! - row.reduce((a, b) => a + b, 0); cents > 0; cents -= 1) {
      if (!raise(i, new Set())) throw new Error('controlled rounding found no flow');
    }
  }
  return cells.map((row, i) => row.map((cents, j) => toCents(cents + (raised[i]![j] ? 1 : 0))));
}
