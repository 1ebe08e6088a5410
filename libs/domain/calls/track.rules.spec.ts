import fc from 'fast-check';
import { toCents, total, type Cents } from '../shared/money.js';
import { checkTracks, costOf, costsOf, loanRepayments, postPayments, type Track } from './track.rules.js';

/** The fund for employers' groups and PTCA of 2019 to 2021, instruction n° 2019-082: 3 M€, 200 posts announced. */
const post: Track = { key: 'poste', title: 'Poste FONJEP', support: 'post', envelopeId: null, minCents: toCents(716_400), maxCents: toCents(716_400), durationMonths: 36, laureatesExpected: 200, repaidOverMonths: null, requiresTrack: null };
const loan: Track = { ...post, key: 'pret', title: 'Prêt à taux zéro', support: 'loan', minCents: toCents(1_000_000), maxCents: toCents(3_000_000), laureatesExpected: null, repaidOverMonths: 36, requiresTrack: 'poste' };
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

it('200 posts for three years cost 4.3 M€: more than the fund of 3 M€, which pays for 139', () => {
  expect(costOf(post)).toBe(429_840_000);
  expect(costsOf([post, loan], 'e', new Map([['e', toCents(300_000_000)]]))).toEqual([
    { envelopeId: 'e', costCents: 429_840_000, authorisedCents: 300_000_000, missingCents: 129_840_000, affordable: { key: 'poste', laureates: 139 } },
  ]);
  expect(139 * 2_149_200).toBeLessThanOrEqual(300_000_000);
  expect(140 * 2_149_200).toBeGreaterThan(300_000_000);
});

it('says nothing is missing where the envelope pays for all, each envelope apart', () => {
  const other: Track = { ...post, key: 'cash', support: 'cash', envelopeId: 'f', minCents: toCents(100), maxCents: toCents(200), laureatesExpected: 3 };
  expect(costsOf([post, other], 'e', new Map([['e', toCents(429_840_000)], ['f', toCents(599)]]))).toEqual([
    { envelopeId: 'e', costCents: 429_840_000, authorisedCents: 429_840_000, missingCents: 0, affordable: null },
    { envelopeId: 'f', costCents: 600, authorisedCents: 599, missingCents: 1, affordable: { key: 'cash', laureates: 2 } },
  ]);
});

it('a post is paid by the quarter, at its beginning: 12 times 1 791 €', () => {
  const dues = postPayments(post, '2020-01-01');
  expect(dues).toHaveLength(12);
  expect(dues.map(({ amountCents }) => amountCents)).toEqual(Array.from({ length: 12 }, () => 179_100));
  expect(dues.slice(0, 2).map(({ on }) => on)).toEqual(['2020-01-01', '2020-04-01']);
  expect(dues.at(-1)!.on).toBe('2022-10-01');
});

it('a loan is paid back to the cent, in equal parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 120 }), (amount, months) => {
      const dues = loanRepayments(toCents(amount), months, '2020-01-31');
      const cents = dues.map(({ amountCents }) => amountCents as number);
      expect(total(dues.map(({ amountCents }) => amountCents))).toBe(amount);
      expect(Math.max(...cents) - Math.min(...cents)).toBeLessThanOrEqual(1);
      expect([...dues].sort((a, b) => (a.on < b.on ? -1 : 1))).toEqual(dues);
    }),
  );
  expect(loanRepayments(toCents(3_000_000), 36, '2020-01-31').slice(0, 2)).toEqual([{ on: '2020-02-29', amountCents: 83_334 }, { on: '2020-03-31', amountCents: 83_334 }]);
});

it.each<[string, Partial<Track>, string]>([
  ['amounts out of order', { minCents: toCents(2), maxCents: toCents(1) as Cents, support: 'cash' }, 'track.amounts-out-of-order'],
  ['no amount', { minCents: toCents(0), maxCents: toCents(0), support: 'cash' }, 'track.amounts-out-of-order'],
  ['a post between two amounts', { maxCents: toCents(800_000) }, 'track.post-not-fixed'],
  ['a post of which a quarter is less than a cent', { minCents: toCents(3), maxCents: toCents(3) }, 'track.amounts-out-of-order'],
  ['a post of seven months', { durationMonths: 7 }, 'track.post-not-in-quarters'],
  ['nobody expected', { laureatesExpected: 0 }, 'track.duration-or-count-not-positive'],
  ['a post that is paid back', { repaidOverMonths: 12 }, 'track.repayment-of-loans-only'],
  ['a loan that is not', { support: 'loan' }, 'track.repayment-of-loans-only'],
  ['a track that is not there', { requiresTrack: 'pret' }, 'track.unknown-track'],
])('refuses %s', (_, changes, refusal) => {
  expect(code(() => checkTracks([{ ...post, ...changes }]))).toBe(refusal);
});

it('takes the fund as it was, and services without a known cost', () => {
  const services: Track = { ...post, key: 'accompagnement', support: 'services', minCents: toCents(0), maxCents: toCents(0), durationMonths: 12 };
  expect(() => checkTracks([post, loan, services])).not.toThrow();
  expect(code(() => checkTracks([post, post]))).toBe('track.key-twice');
});
