import { invalid } from '../shared/error.js';
import { toCents, type Cents } from '../shared/money.js';

/** AE, autorisation d'engagement: may be promised. CP, crédit de paiement: may be paid (LOLF art. 8). */
export const natures = ['ae', 'cp'] as const;
export type Nature = (typeof natures)[number];

/** Where money may stand, by nature. `source` alone may be below zero: what came from the State budget. */
export const buckets = {
  ae: ['source', 'available', 'delegated', 'reserved', 'committed', 'lapsed'],
  cp: ['source', 'available', 'delegated', 'planned', 'ordered', 'paid', 'recovered', 'lapsed'],
} as const;
export type Bucket = (typeof buckets)[Nature][number];

/** Accounts in these buckets belong to one award; those in all others, but `reserved`, to none. */
export const awardBuckets: readonly Bucket[] = ['committed', 'planned', 'ordered', 'paid', 'recovered'];

export const transferKinds = ['open', 'top-up', 'commit', 'decommit', 'plan', 'order', 'cancel-order', 'pay', 'recover'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** What identifies an account. `awardId` is the decision that awarded, or null for money that belongs to no award yet. */
export interface AccountKey {
  readonly envelopeId: string;
  readonly year: number;
  readonly nature: Nature;
  readonly bucket: Bucket;
  readonly awardId: string | null;
}

/** One movement of money, never changed once posted. `amountCents` is above zero; `corrects` is the id of the transfer that this one takes back. */
export interface LedgerTransfer {
  readonly kind: TransferKind;
  readonly from: AccountKey;
  readonly to: AccountKey;
  readonly amountCents: Cents;
  readonly awardId: string | null;
  readonly instalmentId: string | null;
  readonly reason: string | null;
  readonly corrects: number | null;
}

export interface LedgerMove {
  readonly kind: TransferKind;
  readonly nature: Nature;
  readonly from: Bucket;
  readonly to: Bucket;
  /** Legal only as a transfer that names the one that it takes back. */
  readonly correction: boolean;
  readonly sameYear: boolean;
  readonly sameEnvelope: boolean;
  /** Both accounts belong to one award. */
  readonly sameAward: boolean;
}

const inPlace = { sameYear: true, sameEnvelope: true };
const move = (kind: TransferKind, nature: Nature, from: Bucket, to: Bucket): LedgerMove => ({
  kind,
  nature,
  from,
  to,
  correction: false,
  ...inPlace,
  sameAward: awardBuckets.includes(from) && awardBuckets.includes(to),
});
const takenBack = (legal: LedgerMove): LedgerMove => ({ ...legal, from: legal.to, to: legal.from, correction: true });
const both = (legal: LedgerMove): LedgerMove[] => [legal, takenBack(legal)];

/** Every legal move; PostgreSQL refuses any other (table `ledger_moves`, the same content). */
export const legalMoves: readonly LedgerMove[] = [
  ...both(move('open', 'ae', 'source', 'available')),
  ...both(move('open', 'cp', 'source', 'available')),
  ...both(move('top-up', 'ae', 'source', 'available')),
  ...both(move('top-up', 'cp', 'source', 'available')),
  move('commit', 'ae', 'available', 'committed'),
  move('decommit', 'ae', 'committed', 'available'),
  ...both(move('plan', 'cp', 'available', 'planned')),
  move('order', 'cp', 'planned', 'ordered'),
  move('cancel-order', 'cp', 'ordered', 'planned'),
  ...both(move('pay', 'cp', 'ordered', 'paid')),
  ...both(move('recover', 'cp', 'paid', 'recovered')),
];

/** An amount of AE or CP in one year. */
export interface MoneyLine {
  readonly nature: Nature;
  readonly year: number;
  readonly amountCents: Cents;
  /** Who brings it, as it names itself; absent: not told apart. */
  readonly funder?: string;
}

/** What one award moves in one envelope in one year. */
export interface AwardMoney {
  readonly envelopeId: string;
  readonly awardId: string;
  readonly year: number;
  readonly amountCents: Cents;
  /** Of which instalment, for CP. */
  readonly instalmentId?: string;
}

type Place = Omit<AccountKey, 'bucket'>;

function transfer(kind: TransferKind, from: AccountKey, to: AccountKey, amountCents: Cents, instalmentId: string | null = null): LedgerTransfer {
  if (amountCents <= 0) throw invalid('transfer.amount-not-positive', { amount: amountCents });
  return { kind, from, to, amountCents, awardId: from.awardId ?? to.awardId, instalmentId, reason: null, corrects: null };
}

const ofAward = (kind: TransferKind, nature: Nature, from: Bucket, to: Bucket) => (money: AwardMoney): LedgerTransfer => {
  const key = (bucket: Bucket): AccountKey => ({
    envelopeId: money.envelopeId,
    year: money.year,
    nature,
    bucket,
    awardId: awardBuckets.includes(bucket) ? money.awardId : null,
  });
  return transfer(kind, key(from), key(to), money.amountCents, money.instalmentId ?? null);
};

/** What several funders bring of one nature in one year is one amount: the ledger knows envelopes, the movement knows funders. */
function together(lines: readonly MoneyLine[]): MoneyLine[] {
  const sums = new Map<string, MoneyLine>();
  for (const { nature, year, amountCents } of lines) {
    const key = `${nature} ${year}`;
    sums.set(key, { nature, year, amountCents: toCents(amountCents + (sums.get(key)?.amountCents ?? 0)) });
  }
  return [...sums.values()];
}

const fromSource = (kind: 'open' | 'top-up', envelopeId: string, lines: readonly MoneyLine[]): LedgerTransfer[] =>
  together(lines).map(({ nature, year, amountCents }) => {
    const place: Place = { envelopeId, year, nature, awardId: null };
    return transfer(kind, { ...place, bucket: 'source' }, { ...place, bucket: 'available' }, amountCents);
  });

/** The money that opens an envelope. */
export const openingTransfers = (envelopeId: string, lines: readonly MoneyLine[]): LedgerTransfer[] => fromSource('open', envelopeId, lines);
export const topUpTransfers = (envelopeId: string, lines: readonly MoneyLine[]): LedgerTransfer[] => fromSource('top-up', envelopeId, lines);

/** AE promised in full when an award is confirmed, in that year. */
export const commitTransfers = (...awards: readonly AwardMoney[]): LedgerTransfer[] => awards.map(ofAward('commit', 'ae', 'available', 'committed'));
export const decommitTransfers = (...awards: readonly AwardMoney[]): LedgerTransfer[] => awards.map(ofAward('decommit', 'ae', 'committed', 'available'));

/** CP set aside for the instalments of an award, each in the year in which it is to be paid. */
export const planTransfers = (...instalments: readonly AwardMoney[]): LedgerTransfer[] => instalments.map(ofAward('plan', 'cp', 'available', 'planned'));
export const orderTransfers = (...instalments: readonly AwardMoney[]): LedgerTransfer[] => instalments.map(ofAward('order', 'cp', 'planned', 'ordered'));
export const cancelOrderTransfers = (...instalments: readonly AwardMoney[]): LedgerTransfer[] =>
  instalments.map(ofAward('cancel-order', 'cp', 'ordered', 'planned'));
export const payTransfers = (...instalments: readonly AwardMoney[]): LedgerTransfer[] => instalments.map(ofAward('pay', 'cp', 'ordered', 'paid'));
/** What was paid and came back, in the year whose CP paid it. */
export const recoverTransfers = (...instalments: readonly AwardMoney[]): LedgerTransfer[] => instalments.map(ofAward('recover', 'cp', 'paid', 'recovered'));

/** Takes back `amountCents` of `posted`, whose id is `id`; throws `invalid-input` when its kind has another transfer for that (decommit, cancel-order). */
export function correctionOf(posted: LedgerTransfer, id: number, amountCents: Cents, reason: string): LedgerTransfer {
  const legal = legalMoves.some(
    (one) => one.correction && one.kind === posted.kind && one.nature === posted.from.nature && one.from === posted.to.bucket && one.to === posted.from.bucket,
  );
  if (!legal) throw invalid('transfer.not-corrected-so', { kind: posted.kind });
  return { ...transfer(posted.kind, posted.to, posted.from, amountCents, posted.instalmentId), reason, corrects: id };
}
