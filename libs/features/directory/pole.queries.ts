import { Injectable } from '@nestjs/common';
import { seesEveryPole } from '#domain/directory/pole.policy.js';
import { polesOf } from '#domain/identity/pole-people.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

export interface PoleRow {
  id: string;
  name: string;
  siren: string;
  legalCategory: string;
  regionCode: string;
  addressLine: string;
  postalCode: string;
  city: string;
}

const columns = `p.id, p.name, p.siren, p.legal_category as "legalCategory", p.region_code as "regionCode",
  p.address_line as "addressLine", p.postal_code as "postalCode", p.city`;

@Injectable()
export class PoleQueries {
  constructor(private readonly database: Database) {}

  /** Poles by name, French order: one's own, or all for the desks; `search` in their names and cities. */
  async list(actor: Actor, filter: { search?: string; regionCode?: string; limit: number; after?: string }): Promise<Page<PoleRow>> {
    const where = new Where();
    if (!seesEveryPole(actor)) where.and(`p.id = any(${where.value(polesOf(actor))}::uuid[])`);
    if (filter.search !== undefined) where.and(`essaim_fold(p.name || ' ' || p.city) like '%' || essaim_fold(${where.value(filter.search)}) || '%'`);
    if (filter.regionCode !== undefined) where.and(`p.region_code = ${where.value(filter.regionCode)}`);
    if (filter.after !== undefined) {
      const [name, id] = decodeCursor(filter.after, ['text', 'uuid']);
      where.and(`(p.name collate "fr-x-icu", p.id) > (${where.value(name)}, ${where.value(id)}::uuid)`);
    }
    const found = await rows<PoleRow>(this.database, `select ${columns} from poles p where ${where.sql} order by p.name collate "fr-x-icu", p.id limit ${fetched(filter.limit)}`, where.params);
    return page(found, filter.limit, (row) => [row.name, row.id]);
  }

  async one(actor: Actor, id: string): Promise<PoleRow> {
    const [pole] = await rows<PoleRow>(
      this.database,
      `select ${columns} from poles p where p.id = $1 and ($2::uuid[] is null or p.id = any($2))`,
      [id, seesEveryPole(actor) ? null : polesOf(actor)],
    );
    if (pole === undefined) throw notFound('pole');
    return pole;
  }
}
