import fc from 'fast-check';
import type { AwardTerms } from '../calls/call.rules.js';
import { awardBounds, chosenTrack, quarterFrom, requireTrackAward, termsOfAward, type AwardTrack } from '../calls/track.rules.js';
import { toCents, type Cents } from '../shared/money.js';
import { scheduleOf } from './award.rules.js';

const terms: AwardTerms = {
  support: 'cash', minCents: toCents(100), maxCents: toCents(200), durationMonths: 12, laureatesExpected: 1,
  instalments: [
    { key: 'first', label: 'Avance', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
    { key: 'second', label: 'Solde', sharePercent: 40, trigger: 'report-accepted', paymentDays: 60, yearOffset: 1 },
  ],
};
const post: AwardTrack = { support: 'post', minCents: toCents(716_400), maxCents: toCents(716_400), durationMonths: 36, repaidOverMonths: null };
const loan: AwardTrack = { support: 'loan', minCents: toCents(1_000_000), maxCents: toCents(3_000_000), durationMonths: 36, repaidOverMonths: 36 };
const services: AwardTrack = { support: 'services', minCents: toCents(0), maxCents: toCents(0), durationMonths: 12, repaidOverMonths: null };
const cents = (list: readonly { amountCents: Cents }[]): number[] => list.map(({ amountCents }) => amountCents);

it('a post of three years is twelve quarters of 1 791 €, the first that begins after the decision', () => {
  const plan = scheduleOf(toCents(2_149_200), terms, post, '2019-10-14');
  expect(cents(plan)).toEqual(Array.from({ length: 12 }, () => 179_100));
  expect(plan[0]).toEqual({ position: 1, key: 'quarter-1', label: '1er trimestre', amountCents: 179_100, trigger: 'quarter', year: 2020, paymentDays: 30, startsOn: '2020-01-01' });
  expect(plan.map(({ startsOn }) => startsOn).slice(-2)).toEqual(['2022-07-01', '2022-10-01']);
  expect(scheduleOf(toCents(2_149_200), terms, post, '2019-10-01')[0]!.startsOn).toBe('2019-10-01');
});

it('any post makes its amount per year in each of its years, and its award in all, to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 100_000_000 }), fc.integer({ min: 1, max: 40 }), fc.date({ min: new Date('2019-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }), (perYear, quarters, date) => {
      const track = { ...post, minCents: toCents(perYear), maxCents: toCents(perYear), durationMonths: quarters * 3 };
      const { minCents, maxCents } = awardBounds(track);
      const plan = scheduleOf(maxCents, terms, track, date.toISOString().slice(0, 10));
      expect([minCents, plan.length, cents(plan).reduce((a, b) => a + b, 0)]).toEqual([maxCents, quarters, maxCents]);
      for (let year = 0; (year + 1) * 4 <= quarters; year += 1) expect(cents(plan.slice(year * 4, year * 4 + 4)).reduce((a, b) => a + b, 0)).toBe(perYear);
      expect(Math.min(...cents(plan))).toBeGreaterThan(0);
      expect(plan.every(({ startsOn, year }) => startsOn === quarterFrom(startsOn!) && Number(startsOn.slice(0, 4)) === year)).toBe(true);
    }),
  );
});

it('a loan is paid at once, accompaniment without money not at all, the rest as the call says', () => {
  expect(scheduleOf(toCents(2_000_000), terms, loan, '2020-02-01')).toEqual([
    { position: 1, key: 'loan', label: 'Versement du prêt', amountCents: 2_000_000, trigger: 'signature', year: 2020, paymentDays: 60, startsOn: null },
  ]);
  expect(scheduleOf(toCents(0), terms, services, '2020-02-01')).toEqual([]);
  expect(cents(scheduleOf(toCents(100), terms, { ...services, maxCents: toCents(100) }, '2020-02-01'))).toEqual([60, 40]);
  expect(cents(scheduleOf(toCents(200), terms, null, '2020-02-01'))).toEqual([120, 80]);
});

it('an award is bound by its track, else by its call', () => {
  expect(termsOfAward(terms, null)).toMatchObject({ minCents: 100, maxCents: 200, durationMonths: 12 });
  expect(termsOfAward(terms, post)).toEqual({ minCents: 2_149_200, maxCents: 2_149_200, durationMonths: 36 });
  expect(termsOfAward(terms, loan)).toEqual({ minCents: 1_000_000, maxCents: 3_000_000, durationMonths: 36 });
});

it('a dossier is of one track of its call, which may ask for the award of another', () => {
  const code = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const tracks = [{ key: 'poste' }, { key: 'pret' }];
  expect([code(() => chosenTrack([], null)), code(() => chosenTrack(tracks, 'pret'))]).toEqual([null, tracks[1]]);
  expect([code(() => chosenTrack(tracks, null)), code(() => chosenTrack(tracks, 'autre')), code(() => chosenTrack([], 'poste'))]).toEqual(['application.track-missing', 'application.track-unknown', 'application.track-unknown']);
  expect([code(() => requireTrackAward({ requiresTrack: 'poste' }, false)), code(() => requireTrackAward({ requiresTrack: 'poste' }, true)), code(() => requireTrackAward({ requiresTrack: null }, false))]).toEqual(['application.track-not-held', undefined, undefined]);
});
