import fc from 'fast-check';
import { DomainError } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { share, toCents, total } from '#domain/shared/money.js';
import type { Term } from './instalment.rules.js';
import { planInstalments, shareSchedule } from './instalment.rules.js';

const terms: Term[] = [
  { key: 'avance', label: 'Avance', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
  { key: 'solde', label: 'Solde', sharePercent: 40, trigger: 'report-accepted', yearOffset: 1 },
];
const cents = (...amounts: number[]): Cents[] => amounts.map(toCents);
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('planInstalments', () => {
  it('splits an award of 2023 over its two years', () => {
    expect(planInstalments(toCents(10_000_000), terms, '2023-10-17')).toEqual([
      { position: 1, key: 'avance', label: 'Avance', amountCents: 6_000_000, trigger: 'signature', year: 2023, paymentDays: 60, startsOn: null },
      { position: 2, key: 'solde', label: 'Solde', amountCents: 4_000_000, trigger: 'report-accepted', year: 2024, paymentDays: null, startsOn: null },
    ]);
  });

  it('always adds up to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 10 ** 12 }), fc.integer({ min: 1, max: 99 }), (amount, percent) => {
        const parts = [{ ...terms[0]!, sharePercent: percent }, { ...terms[1]!, sharePercent: 100 - percent }];
        const planned = planInstalments(toCents(amount), parts, '2023-10-17').map(({ amountCents }) => amountCents);
        expect(total(planned)).toBe(amount);
        expect(planned.every((part) => part > 0)).toBe(true);
      }),
    );
  });

  const changed = (over: Partial<Term>): Term[] => [terms[0]!, { ...terms[1]!, ...over }];
  it.each([
    [100, changed({ sharePercent: 39 }), 'instalment.shares-not-100'],
    [100, [], 'instalment.shares-not-100'],
    [100, changed({ sharePercent: 0 }), 'instalment.bad-share'],
    [100, changed({ sharePercent: 39.5 }), 'instalment.bad-share'],
    [100, changed({ yearOffset: -1 }), 'instalment.bad-year'],
    [100, changed({ paymentDays: 1.5 }), 'instalment.bad-payment-days'],
    [100, changed({ key: 'avance' }), 'instalment.key-twice'],
    [1, terms, 'instalment.amount-too-small'],
    [0, terms, 'instalment.amount-not-positive'],
  ])('%# refuses', (amount, some, code) => expect(refusal(() => planInstalments(toCents(amount), some, '2023-10-17'))).toBe(code));
});

describe('shareSchedule', () => {
  it('gives each funder its share of the whole where line by line would not', () => {
    // Three instalments of one cent, two equal funders: largest remainder would give all three cents to the first.
    const schedule = shareSchedule(toCents(3), [1, 1], cents(1, 1, 1));
    expect(schedule.map((row) => total(row))).toEqual([1, 1, 1]);
    expect([0, 1].map((j) => total(schedule.map((row) => row[j]!)))).toEqual([2, 1]);
  });

  it('splits two instalments between a third and two thirds', () => {
    expect(shareSchedule(toCents(10_000_000), [2, 1], cents(6_000_000, 4_000_000))).toEqual([[4_000_000, 2_000_000], [2_666_667, 1_333_333]]);
  });

  it('refuses what does not add up', () => {
    expect(refusal(() => shareSchedule(toCents(3), [1], cents(1, 1)))).toBe('schedule.instalments-not-total');
    expect(refusal(() => shareSchedule(toCents(0), [1], cents(1, -1)))).toBe('schedule.negative-instalment');
    expect(refusal(() => shareSchedule(toCents(1), [0], cents(1)))).toBe('share.no-weight');
    expect(shareSchedule(toCents(0), [1, 2], cents(0, 0))).toEqual([[0, 0], [0, 0]]);
  });

  const amounts = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 10 ** 11 }));
  it('keeps both margins, no cell below zero, each within a cent of its exact part', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 8 }), fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }), (list, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const instalments = list.map(toCents);
        const whole = total(instalments);
        const funders = share(whole, weights);
        const schedule = shareSchedule(whole, weights, instalments);
        expect(schedule.map((row) => total(row))).toEqual(instalments);
        expect(funders.map((_, j) => total(schedule.map((row) => row[j]!)))).toEqual(funders);
        for (const [i, row] of schedule.entries()) {
          for (const [j, cell] of row.entries()) {
            const off = BigInt(cell) * BigInt(whole) - BigInt(instalments[i]!) * BigInt(funders[j]!);
            expect(cell >= 0 && (off < 0n ? -off : off) <= (whole === 0 ? 0n : BigInt(whole) - 1n)).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
