import { Injectable } from '@nestjs/common';
import { polesOf, seesEveryPole } from '#domain/directory/pole.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';

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

  /** Poles by name, French order: one's own, or all for the desks. */
  async list(actor: Actor, filter: { search?: string; regionCode?: string; limit: number; after?: string }): Promise<Page<PoleRow>> {
    const [name, id] = filter.after === undefined ? [null, null] : decodeCursor(filter.after, ['text', 'uuid']);
    const found = await rows<PoleRow>(
      this.database,
      `select ${columns} from poles p
       where ($1::uuid[] is null or p.id = any($1))
         and ($2::text is null or essaim_fold(p.name) like '%' || essaim_fold($2) || '%')
         and ($3::text is null or p.region_code = $3)
         and ($4::text is null or (p.name collate "fr-x-icu", p.id) > ($4, $5::uuid))
       order by p.name collate "fr-x-icu", p.id limit $6`,
      [seesEveryPole(actor) ? null : polesOf(actor), filter.search ?? null, filter.regionCode ?? null, name, id, filter.limit + 1],
    );
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
