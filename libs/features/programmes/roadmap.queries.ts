import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canSeeRoadmaps } from '#domain/programmes/envelope.policy.js';
import type { Day } from '#domain/shared/day.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { decodeCursor, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';

export interface RoadmapRow {
  id: string;
  title: string;
  announcedOn: Day;
  firstYear: number;
  lastYear: number;
  totalCents: number;
  themes: string[];
}

/** What a funder has brought in a year, of the money that was opened. */
export interface Funding {
  year: number;
  /** Empty: not told apart. */
  funder: string;
  aeCents: number;
  cpCents: number;
}

export interface RoadmapView extends RoadmapRow {
  /** Of the envelopes that keep this announcement, what was opened and topped up: year by year, funder by funder. */
  funding: Funding[];
  envelopes: { id: string; title: string }[];
  years: { year: number; amountCents: number }[];
  lines: { label: string; amounts: { year: number; amountCents: number }[] }[];
}

const columns = `r.id, r.title, r.themes, r.announced_on as "announcedOn", s."firstYear", s."lastYear", s."totalCents"`;
const tables = `roadmaps r cross join lateral (
  select min(a.year) as "firstYear", max(a.year) as "lastYear", sum(a.amount_cents) as "totalCents"
  from roadmap_lines l join roadmap_amounts a on a.line_id = l.id where l.roadmap_id = r.id) s`;

@Injectable()
export class RoadmapQueries {
  constructor(private readonly database: Database) {}

  /** Roadmaps, the last announced first. */
  async list(actor: Actor, filter: { limit: number; after?: string }): Promise<Page<RoadmapRow>> {
    if (!canSeeRoadmaps(actor)) throw forbidden('roadmap.list-not-yours');
    const [announcedOn, id] = filter.after === undefined ? [null, null] : decodeCursor(filter.after, ['day', 'uuid']);
    const found = await rows<RoadmapRow>(
      this.database,
      `select ${columns} from ${tables} where $1::date is null or (r.announced_on, r.id) < ($1, $2::uuid) order by r.announced_on desc, r.id desc limit $3`,
      [announcedOn, id, filter.limit + 1],
    );
    return page(found, filter.limit, (row) => [row.announcedOn, row.id]);
  }

  async one(actor: Actor, id: string): Promise<RoadmapView> {
    if (!canSeeRoadmaps(actor)) throw notFound('roadmap');
    const [roadmap] = await rows<RoadmapView>(
      this.database,
      `select ${columns},
         (select jsonb_agg(jsonb_build_object('year', y.year, 'amountCents', y.cents) order by y.year) from (
            select a.year, sum(a.amount_cents) as cents from roadmap_lines l join roadmap_amounts a on a.line_id = l.id where l.roadmap_id = r.id group by a.year) y) as years,
         (select jsonb_agg(jsonb_build_object('label', l.label, 'amounts',
            (select jsonb_agg(jsonb_build_object('year', a.year, 'amountCents', a.amount_cents) order by a.year) from roadmap_amounts a where a.line_id = l.id)) order by l.position)
            from roadmap_lines l where l.roadmap_id = r.id) as lines,
         (select coalesce(jsonb_agg(jsonb_build_object('year', f.year, 'funder', f.funder, 'aeCents', f.ae, 'cpCents', f.cp) order by f.year, f.funder), '[]') from (
            select l.year, l.funder, coalesce(sum(l.amount_cents) filter (where l.nature = 'ae'), 0) as ae, coalesce(sum(l.amount_cents) filter (where l.nature = 'cp'), 0) as cp
            from envelopes e join envelope_movements m on m.envelope_id = e.id and m.state = 'confirmed' join envelope_movement_lines l on l.movement_id = m.id
            where e.roadmap_id = r.id group by l.year, l.funder) f) as funding,
         (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'title', e.title) order by e.title, e.id), '[]') from envelopes e where e.roadmap_id = r.id) as envelopes
       from ${tables} where r.id = $1`,
      [id],
    );
    if (roadmap === undefined) throw notFound('roadmap');
    return roadmap;
  }
}
