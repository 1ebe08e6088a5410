import { Injectable } from '@nestjs/common';
import type { Bucket, Nature, TransferKind } from '#domain/programmes/ledger.rules.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

/** Cents. All but `available` are cumulated and net: authorised = opened + topped up − taken back, committed = committed − decommitted. */
export interface AeFigures {
  authorised: number;
  reserved: number;
  committed: number;
  available: number;
}

/** Cents, cumulated and net: what was ordered stays planned, what was paid stays ordered, what came back stays paid. */
export interface CpFigures {
  authorised: number;
  planned: number;
  ordered: number;
  paid: number;
  recovered: number;
  available: number;
}

export interface Figures {
  /** Of all years together. */
  ae: AeFigures;
  aeByYear: Record<string, AeFigures>;
  cp: Record<string, CpFigures>;
}

export interface TransferRow {
  id: number;
  kind: TransferKind;
  nature: Nature;
  fromBucket: Bucket;
  fromYear: number;
  toBucket: Bucket;
  toYear: number;
  amountCents: number;
  at: Date;
  occurredAt: Date;
  person: string;
  reason: string | null;
  awardId: string | null;
  instalmentId: string | null;
  corrects: number | null;
  eventId: string;
  event: string;
}

/** The account or award that a page of transfers explains; a field left out does not filter. */
export interface TransferFilter {
  year?: number;
  nature?: Nature;
  bucket?: Bucket;
  awardId?: string;
  limit: number;
  after?: string;
}

interface BalanceRow {
  nature: Nature;
  year: number;
  bucket: Bucket;
  cents: number;
}

const transferColumns = `t.id, t.kind, a.nature, a.bucket as "fromBucket", a.year as "fromYear", b.bucket as "toBucket", b.year as "toYear",
  t.amount_cents as "amountCents", t.at, e.occurred_at as "occurredAt", u.full_name as person, t.reason, t.award_id as "awardId",
  t.instalment_id as "instalmentId", t.corrects, t.event_id as "eventId", e.name as event`;
const transferTables = `ledger_transfers t join ledger_accounts a on a.id = t.from_account join ledger_accounts b on b.id = t.to_account
  join events e on e.id = t.event_id join users u on u.id = t.person_id`;

/** Reads the ledger for whoever may see it: the caller has asked the policy. */
@Injectable()
export class LedgerQueries {
  constructor(private readonly database: Database) {}

  async figures(envelopeId: string): Promise<Figures> {
    const balances = await rows<BalanceRow>(
      this.database,
      `select nature, year, bucket, sum(balance_cents) as cents from ledger_accounts where envelope_id = $1 group by nature, year, bucket order by year`,
      [envelopeId],
    );
    const years = (nature: Nature) => [...new Set(balances.filter((one) => one.nature === nature).map((one) => one.year))];
    const inBuckets = (nature: Nature, wanted: readonly Bucket[], year?: number): number =>
      balances
        .filter((one) => one.nature === nature && wanted.includes(one.bucket) && (year === undefined || one.year === year))
        .reduce((sum, one) => sum + one.cents, 0);
    const authorised = (nature: Nature, year?: number): number => 0 - inBuckets(nature, ['source'], year);
    const ae = (year?: number): AeFigures => ({
      authorised: authorised('ae', year),
      reserved: inBuckets('ae', ['reserved'], year),
      committed: inBuckets('ae', ['committed'], year),
      available: inBuckets('ae', ['available'], year),
    });
    const cp = (year: number): CpFigures => ({
      authorised: authorised('cp', year),
      planned: inBuckets('cp', ['planned', 'ordered', 'paid', 'recovered'], year),
      ordered: inBuckets('cp', ['ordered', 'paid', 'recovered'], year),
      paid: inBuckets('cp', ['paid', 'recovered'], year),
      recovered: inBuckets('cp', ['recovered'], year),
      available: inBuckets('cp', ['available'], year),
    });
    return {
      ae: ae(),
      aeByYear: Object.fromEntries(years('ae').map((year) => [year, ae(year)])),
      cp: Object.fromEntries(years('cp').map((year) => [year, cp(year)])),
    };
  }

  /** The transfers of an envelope, the last first. */
  async transfersOf(envelopeId: string, filter: TransferFilter): Promise<Page<TransferRow>> {
    const where = new Where();
    const accounts = [
      `x.envelope_id = ${where.value(envelopeId)}::uuid`,
      ...(filter.year === undefined ? [] : [`x.year = ${where.value(filter.year)}::smallint`]),
      ...(filter.nature === undefined ? [] : [`x.nature = ${Where.word(filter.nature)}`]),
      ...(filter.bucket === undefined ? [] : [`x.bucket = ${Where.word(filter.bucket)}`]),
    ].join(' and ');
    // An array, which PostgreSQL looks up key by key: it would sooner read every transfer than join this many accounts twice.
    const own = `any(array(select x.id from ledger_accounts x where ${accounts}))`;
    where.and(`t.from_account = ${own} or t.to_account = ${own}`);
    if (filter.after !== undefined) where.and(`t.id < ${where.value(decodeCursor(filter.after, ['number'])[0])}::bigint`);
    if (filter.awardId !== undefined) where.and(`t.award_id = ${where.value(filter.awardId)}::uuid`);
    const found = await rows<TransferRow>(
      this.database,
      `select ${transferColumns} from ${transferTables} where ${where.sql} order by t.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    return page(found, filter.limit, (row) => [row.id]);
  }

  /** Everything that ever moved for one award, the first first. */
  transfersOfAward(awardId: string): Promise<TransferRow[]> {
    return rows<TransferRow>(this.database, `select ${transferColumns} from ${transferTables} where t.award_id = $1 order by t.id`, [awardId]);
  }

  /** Replays every transfer: the accounts whose balance differs, which only the owner of the tables could bring about. */
  async replay(): Promise<{ accountId: number; balanceCents: number; replayedCents: number }[]> {
    return rows(
      this.database,
      `select account_id as "accountId", balance_cents as "balanceCents", replayed_cents as "replayedCents" from ledger_differences()`,
    );
  }
}
