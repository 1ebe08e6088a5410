import { Injectable } from '@nestjs/common';
import type { MemberKind } from '#domain/directory/member-kind.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import type { ActivityView } from './profile.queries.js';

/** A pole in the public directory's list. */
export interface ListedPole {
  id: string;
  name: string;
  city: string;
  regionCode: string;
  departmentCode: string | null;
  themes: string[];
  active: boolean;
  memberCount: number;
}

export interface DirectoryFilter {
  /** Each word of it, in the name or the city. */
  search?: string;
  /** Of its seat. */
  regionCode?: string;
  /** Of its seat, or in which it acts. */
  departmentCode?: string;
  theme?: string;
  active?: boolean;
}

/** How many poles a filter lets through, all and by the region of their seat: the list, its map and its table are of the same ones. */
export interface DirectoryFigures {
  total: number;
  active: number;
  regions: { regionCode: string; count: number }[];
  /** Every theme of the directory, whatever is asked, the most frequent first. */
  themes: { theme: string; count: number }[];
}

/** A pole's public page. */
export interface PublicPole extends Omit<ListedPole, 'active'> {
  siren: string;
  rna: string | null;
  legalCategory: string;
  addressLine: string;
  postalCode: string;
  description: string;
  website: string | null;
  /** null unless its people show it. */
  contactEmail: string | null;
  regions: string[];
  departments: string[];
  territory: string;
  activity: ActivityView;
  members: { name: string; siren: string | null; rna: string | null; legalCategory: string; kind: MemberKind }[];
  /** Awards that were released. */
  awards: { callId: string; callTitle: string; projectTitle: string; releasedAt: string; amountCents: number }[];
}

const mostWords = 6;

function conditions(filter: DirectoryFilter): Where {
  const where = new Where();
  where.and(`p.listed`);
  for (const word of (filter.search ?? '').split(/\s+/).filter((one) => one !== '').slice(0, mostWords)) {
    where.and(`essaim_fold(p.name || ' ' || p.city) like '%' || essaim_fold(${where.value(word)}) || '%'`);
  }
  if (filter.regionCode !== undefined) where.and(`p.region_code = ${where.value(filter.regionCode)}`);
  if (filter.departmentCode !== undefined) where.and(`p.departments @> array[${where.value(filter.departmentCode)}::text]`);
  if (filter.theme !== undefined) where.and(`p.themes @> array[${where.value(filter.theme)}::text]`);
  if (filter.active !== undefined) where.and(filter.active ? `p.active` : `not p.active`);
  return where;
}

/** A natural person among the members is counted and not named. */
const isNamed = `m.legal_category not like '1%'`;

/** The directory as anybody reads it: listed poles, and of these only what they show. */
@Injectable()
export class DirectoryQueries {
  constructor(private readonly database: Database) {}

  /** Poles by name, French order. */
  async list(filter: DirectoryFilter & { limit: number; after?: string }): Promise<Page<ListedPole>> {
    const where = conditions(filter);
    if (filter.after !== undefined) {
      const [name, id] = decodeCursor(filter.after, ['text', 'uuid']);
      where.and(`(p.name collate "fr-x-icu", p.id) > (${where.value(name)}, ${where.value(id)}::uuid)`);
    }
    const found = await rows<ListedPole>(
      this.database,
      `select p.id, p.name, p.city, p.region_code as "regionCode", p.department_code as "departmentCode", p.themes, p.active,
         (select count(*)::int from pole_members m where m.pole_id = p.id) as "memberCount"
       from poles p where ${where.sql} order by p.name collate "fr-x-icu", p.id limit ${fetched(filter.limit)}`,
      where.params,
    );
    return page(found, filter.limit, (row) => [row.name, row.id]);
  }

  async figures(filter: DirectoryFilter): Promise<DirectoryFigures> {
    const where = conditions(filter);
    const regions = await rows<{ regionCode: string; count: number; active: number }>(
      this.database,
      `select p.region_code as "regionCode", count(*)::int as count, (count(*) filter (where p.active))::int as active from poles p where ${where.sql} group by p.region_code order by p.region_code`,
      where.params,
    );
    const themes = await rows<{ theme: string; count: number }>(
      this.database,
      `select theme, count(*)::int as count from poles p cross join lateral unnest(p.themes) theme where p.listed group by theme order by count(*) desc, theme limit 100`,
    );
    const sum = (key: 'count' | 'active'): number => regions.reduce((all, one) => all + one[key], 0);
    return { total: sum('count'), active: sum('active'), regions: regions.map(({ regionCode, count }) => ({ regionCode, count })), themes };
  }

  async one(id: string): Promise<PublicPole> {
    const [pole] = await rows<PublicPole>(
      this.database,
      `select p.id, p.name, p.siren, p.rna, p.legal_category as "legalCategory", p.address_line as "addressLine", p.postal_code as "postalCode", p.city, p.region_code as "regionCode",
         p.department_code as "departmentCode", p.themes, p.description, p.website, case when p.shows_contact_email then p.contact_email end as "contactEmail",
         p.territory_regions as regions, p.territory_departments as departments, p.territory,
         jsonb_build_object('active', p.active, 'since', p.activity_since, 'side', p.activity_side, 'reason', p.activity_reason) as activity,
         (select count(*)::int from pole_members m where m.pole_id = p.id) as "memberCount",
         coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'siren', m.siren, 'rna', m.rna, 'legalCategory', m.legal_category, 'kind', m.kind) order by m.position)
                   from pole_members m where m.pole_id = p.id and ${isNamed}), '[]') as members,
         coalesce((select jsonb_agg(jsonb_build_object('callId', c.id, 'callTitle', c.title, 'projectTitle', a.project_title, 'releasedAt', d.released_at, 'amountCents', d.amount_cents) order by d.released_at desc)
                   from applications a join decisions d on d.application_id = a.id join calls c on c.id = a.call_id
                   where a.pole_id = p.id and d.kind = 'award' and d.state = 'released' and d.superseded_at is null), '[]') as awards
       from poles p where p.id = $1 and p.listed`,
      [id],
    );
    if (pole === undefined) throw notFound('pole');
    return pole;
  }
}
