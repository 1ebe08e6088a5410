import { Injectable } from '@nestjs/common';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

/** A call whose awards are known, at least one. */
export interface ResultSummary {
  callId: string;
  code: string;
  title: string;
  laureates: number;
  totalCents: number;
  /** Of the first award that was released. */
  publishedAt: string;
}

/** Of each region from which a dossier came. */
export interface RegionResult {
  regionCode: string;
  received: number;
  laureates: number;
  totalCents: number;
}

/** The results of a call as anybody may read them; no laureate as long as no award is released. */
export interface Results extends Omit<ResultSummary, 'publishedAt'> {
  publishedAt: string | null;
  regions: RegionResult[];
}

export interface Laureate {
  id: string;
  callId: string;
  callCode: string;
  poleName: string;
  projectTitle: string;
  regionCode: string;
  amountCents: number;
}

/** Awards that are public: released, and not superseded since. */
const isPublic = `d.kind = 'award' and d.state = 'released' and d.superseded_at is null`;

/** What everybody may know of who was chosen. A statistic by region counts dossiers that were received, and only once there are laureates. */
@Injectable()
export class ResultQueries {
  constructor(private readonly database: Database) {}

  /** Calls that have laureates, the last published first: only those of the page are added up. */
  async list(filter: { limit: number; after?: string }): Promise<Page<ResultSummary>> {
    const where = new Where();
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(first.at, c.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<ResultSummary>(
      this.database,
      `select r.id as "callId", r.code, r.title, r.at::text as "publishedAt", total.laureates, total.cents as "totalCents"
       from (
         select c.id, c.code, c.title, first.at from calls c
         cross join lateral (select d.released_at as at from decisions d where d.call_id = c.id and ${isPublic} order by d.released_at limit 1) first
         where ${where.sql} order by first.at desc, c.id desc limit ${fetched(filter.limit)}
       ) r
       cross join lateral (select count(*)::int as laureates, sum(d.amount_cents) as cents from decisions d where d.call_id = r.id and ${isPublic}) total
       order by r.at desc, r.id desc`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.publishedAt, row.callId]);
    return { items: items.map(summary), next };
  }

  async of(callId: string): Promise<Results> {
    const [call] = await rows<Omit<Results, 'regions'>>(
      this.database,
      `select c.id as "callId", c.code, c.title, count(d.id)::int as laureates, coalesce(sum(d.amount_cents), 0) as "totalCents", min(d.released_at)::text as "publishedAt"
       from calls c left join decisions d on d.call_id = c.id and ${isPublic} where c.id = $1 and c.published_at is not null group by c.id`,
      [callId],
    );
    if (call === undefined) throw notFound('call');
    if (call.laureates === 0) return { ...call, totalCents: 0, regions: [] };
    const regions = await rows<RegionResult>(
      this.database,
      `select p.region_code as "regionCode", count(*)::int as received, count(d.id)::int as laureates, coalesce(sum(d.amount_cents), 0) as "totalCents"
       from applications a join poles p on p.id = a.pole_id left join decisions d on d.application_id = a.id and ${isPublic}
       where a.call_id = $1 and a.submitted_at is not null group by p.region_code order by p.region_code`,
      [callId],
    );
    return { ...call, totalCents: Number(call.totalCents), publishedAt: new Date(call.publishedAt!).toISOString(), regions: regions.map((one) => ({ ...one, totalCents: Number(one.totalCents) })) };
  }

  /** The laureates, of one call or of all, by name. */
  async laureates(filter: { callId?: string; limit: number; after?: string }): Promise<Page<Laureate>> {
    const where = new Where();
    where.and(isPublic);
    if (filter.callId !== undefined) where.and(`d.call_id = ${where.value(filter.callId)}`);
    if (filter.after !== undefined) {
      const [name, id] = decodeCursor(filter.after, ['text', 'uuid']);
      const from = where.value(name);
      where.and(`essaim_fold(p.name) >= ${from} and (essaim_fold(p.name), d.id) > (${from}, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Laureate & { cursor: string }>(
      this.database,
      `select d.id, d.call_id as "callId", (select code from calls where id = d.call_id) as "callCode", p.name as "poleName", a.project_title as "projectTitle", p.region_code as "regionCode", d.amount_cents as "amountCents", essaim_fold(p.name) as cursor
       from decisions d join applications a on a.id = d.application_id join poles p on p.id = a.pole_id
       where ${where.sql} order by essaim_fold(p.name), d.id limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }
}

const summary = (row: ResultSummary): ResultSummary => ({ ...row, totalCents: Number(row.totalCents), publishedAt: new Date(row.publishedAt).toISOString() });
