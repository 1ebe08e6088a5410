import fc from 'fast-check';
import { DomainError } from './error.js';
import { share, toCents, total } from './money.js';

const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('toCents and total', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d', (amount) => expect(refusal(() => toCents(amount))).toBe('amount.not-whole-cents'));

  it('adds, and refuses a total that is no longer exact', () => {
    expect(total([])).toBe(0);
    expect(total([toCents(1), toCents(-3)])).toBe(-2);
    expect(refusal(() => total([toCents(Number.MAX_SAFE_INTEGER), toCents(1)]))).toBe('amount.not-whole-cents');
  });
});

describe('share', () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [100, [60, 40], [60, 40]],
    [5, [0, 1, 0], [0, 5, 0]],
    [1, [1, 2], [0, 1]],
    [0, [1, 1], [0, 0]],
    [Number.MAX_SAFE_INTEGER, [1], [Number.MAX_SAFE_INTEGER]],
  ])('%i by %j', (amount, weights, shares) => expect(share(toCents(amount), weights)).toEqual(shares));

  it('always adds up, each share within a cent of its exact part, and equal weights within a cent of each other', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.nat({ max: 10 ** 6 }), { minLength: 1, maxLength: 12 }), (amount, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const shares = share(toCents(amount), weights);
        const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
        expect(total(shares)).toBe(amount);
        for (const [position, part] of shares.entries()) {
          const off = BigInt(part) * sum - BigInt(amount) * BigInt(weights[position]!);
          expect(off > -sum && off < sum && part >= 0).toBe(true);
        }
      }),
    );
  });

  it.each([
    [-1, [1], 'amount.negative'],
    [1, [], 'share.no-weight'],
    [1, [0, 0], 'share.no-weight'],
    [1, [1, -1], 'share.weights-not-integers'],
    [1, [0.5], 'share.weights-not-integers'],
  ])('refuses %i by %j', (amount, weights, code) => expect(refusal(() => share(toCents(amount), weights))).toBe(code));
});
