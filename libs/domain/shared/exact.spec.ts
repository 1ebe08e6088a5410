import fc from 'fast-check';
import { decimalsOf, isLess, minus, over, plus, rounded, times, toExact, whole } from './exact.js';

const exact = (value: number) => toExact(value)!;

it('reads a number as it is written', () => {
  expect(rounded(exact(0.1), 9)).toBe(100_000_000n);
  expect(rounded(plus(exact(0.1), exact(0.2)), 1)).toBe(3n);
  expect(rounded(exact(1e-7), 9)).toBe(100n);
  expect(rounded(exact(-12.5), 2)).toBe(-1_250n);
  for (const none of [Number.NaN, Infinity, 1e21, 1e300, 1e-12, 0.1 + 0.2]) expect(toExact(none)).toBeUndefined();
  expect(rounded(exact(Number.MAX_SAFE_INTEGER), 0)).toBe(BigInt(Number.MAX_SAFE_INTEGER));
});

it('knows decimals', () => {
  expect([1, 1.5, 0.25, 1e-7, 1.5e-7, 1e21, -0.125].map(decimalsOf)).toEqual([0, 1, 2, 7, 8, 0, 3]);
});

it('rounds halves away from zero', () => {
  expect([0.5, 1.5, 2.4, -0.5, -1.5, -2.4].map((value) => rounded(exact(value), 0))).toEqual([1n, 2n, 2n, -1n, -2n, -2n]);
});

it('divides by no zero, and keeps its denominators above zero', () => {
  expect(over(whole(1n), whole(0n))).toBeUndefined();
  expect(rounded(over(whole(1n), whole(-4n))!, 2)).toBe(-25n);
});

it('what is divided and multiplied again, added and taken away again, is what it was', () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => exact(n / 1_000));
  fc.assert(
    fc.property(number, number, (a, b) => {
      const same = (one: typeof a, other: typeof a): boolean => !isLess(one, other) && !isLess(other, one);
      expect(same(minus(plus(a, b), b), a)).toBe(true);
      const quotient = over(a, b);
      if (quotient) expect(same(times(quotient, b), a)).toBe(true);
    }),
    { seed: 6, numRuns: 300 },
  );
});
