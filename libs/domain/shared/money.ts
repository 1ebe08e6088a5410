import { invalid } from './error.js';

declare const cents: unique symbol;
/** An amount in whole euro cents. No float ever touches money. */
export type Cents = number & { readonly [cents]: true };

/** Brands `amount` as cents; throws `invalid-input` `amount.not-whole-cents` unless it is an integer that JavaScript holds exactly. */
export function toCents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw invalid('amount.not-whole-cents', { amount });
  return amount as Cents;
}

export const zero = 0 as Cents;

/** The sum of amounts in cents; refuses a total that JavaScript does not hold exactly. */
export const total = (amounts: Iterable<Cents>): Cents => {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return toCents(sum);
};

/**
 * Splits `amount` (≥ 0) by integer weights: largest remainder, ties by position. The shares always add up to `amount`.
 * Throws `invalid-input` when no weight is above zero or one is negative or not an integer.
 */
export function share(amount: Cents, weights: readonly number[]): Cents[] {
  if (amount < 0) throw invalid('amount.negative', { amount });
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw invalid('share.weights-not-integers');
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (sum === 0n) throw invalid('share.no-weight');
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((product) => Number(product / sum));
  let left = amount - shares.reduce((a, b) => a + b, 0);
  const order = exact
    .map((product, position) => ({ remainder: product % sum, position }))
    .sort((a, b) => (a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1));
  for (const { position } of order) {
    if (left === 0) break;
    shares[position]! += 1;
    left -= 1;
  }
  return shares.map(toCents);
}

/** « 100 000,00 € »: U+202F between thousands, U+00A0 before the sign, a hyphen-minus before what is below zero. */
export function formatEuros(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const euros = digits.slice(0, -2).replace(/\B(?=(?:[0-9]{3})+$)/g, '\u202f');
  return `${cents < 0 ? '-' : ''}${euros},${digits.slice(-2)}\u00a0€`;
}
