import fc from 'fast-check';
import { toCents } from '../shared/money.js';
import {
  awardBuckets,
  buckets,
  cancelOrderTransfers,
  commitTransfers,
  correctionOf,
  decommitTransfers,
  legalMoves,
  openingTransfers,
  orderTransfers,
  payTransfers,
  planTransfers,
  recoverTransfers,
  topUpTransfers,
  transferKinds,
  type LedgerTransfer,
} from './ledger.rules.js';

const money = fc.record({
  envelopeId: fc.uuid(),
  awardId: fc.uuid(),
  year: fc.integer({ min: 2000, max: 2100 }),
  amountCents: fc.integer({ min: 1, max: 1e12 }).map(toCents),
  instalmentId: fc.uuid(),
});
const builders = [commitTransfers, decommitTransfers, planTransfers, orderTransfers, cancelOrderTransfers, payTransfers, recoverTransfers];

const listed = ({ kind, from, to, awardId, corrects }: LedgerTransfer): boolean =>
  legalMoves.some(
    (move) =>
      move.kind === kind && move.nature === from.nature && move.nature === to.nature && move.from === from.bucket && move.to === to.bucket &&
      move.correction === (corrects !== null) && from.year === to.year && from.envelopeId === to.envelopeId && awardId === (from.awardId ?? to.awardId) &&
      (from.awardId !== null) === awardBuckets.includes(from.bucket) && (to.awardId !== null) === awardBuckets.includes(to.bucket),
  );

it('builds legal transfers only', () => {
  fc.assert(
    fc.property(fc.array(money, { minLength: 1 }), fc.constantFrom(...builders), (entries, build) => {
      const transfers = build(...entries);
      expect(transfers.map(({ amountCents }) => amountCents)).toEqual(entries.map(({ amountCents }) => amountCents));
      expect(transfers.filter((one) => !listed(one))).toEqual([]);
    }),
  );
  for (const build of [openingTransfers, topUpTransfers]) {
    const transfers = build('e', [{ nature: 'ae', year: 2023, amountCents: toCents(1) }, { nature: 'cp', year: 2024, amountCents: toCents(2) }]);
    expect(transfers.filter((one) => !listed(one))).toEqual([]);
  }
});

it('moves between buckets of one nature, each kind at least once', () => {
  for (const { nature, from, to } of legalMoves) expect((buckets[nature] as readonly string[]).filter((bucket) => bucket === from || bucket === to)).toHaveLength(2);
  expect(new Set(legalMoves.map(({ kind }) => kind))).toEqual(new Set(transferKinds));
});

it('takes back a plan or a payment by a correction, a commitment by its own kind', () => {
  const entry = { envelopeId: 'e', awardId: 'a', year: 2023, amountCents: toCents(100) };
  const back = correctionOf(planTransfers(entry)[0]!, 7, toCents(40), 'erreur');
  expect(back).toMatchObject({ kind: 'plan', from: { bucket: 'planned' }, to: { bucket: 'available' }, amountCents: 40, corrects: 7, awardId: 'a' });
  expect(listed(back)).toBe(true);
  expect(() => correctionOf(commitTransfers(entry)[0]!, 7, toCents(40), 'erreur')).toThrow('transfer.not-corrected-so');
});

it('refuses an amount that is not above zero', () => {
  expect(() => payTransfers({ envelopeId: 'e', awardId: 'a', year: 2023, amountCents: toCents(0) })).toThrow('transfer.amount-not-positive');
});

it('what several funders bring of one nature in one year moves as one amount', () => {
  const line = (funder: string, cents: number, year = 2024) => ({ nature: 'ae' as const, year, amountCents: toCents(cents), funder });
  expect(openingTransfers('e', [line('A', 100), line('B', 50), line('A', 7, 2025)]).map(({ amountCents, from: { year } }) => [year, amountCents])).toEqual([
    [2024, 150],
    [2025, 7],
  ]);
});
