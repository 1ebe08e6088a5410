import { Injectable } from '@nestjs/common';
import { canSeeCharter, seesDraftCharters } from '#domain/charters/charter.policy.js';
import type { CharterItem, CharterState } from '#domain/charters/charter.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';

export interface CharterSummary {
  id: string;
  /** Its number among the published ones, from 1; null before. */
  ordinal: number | null;
  title: string;
  adoptedOn: string;
  state: CharterState;
  publishedAt: Date | null;
  isInForce: boolean;
  /** Of the sealed text. */
  sha256: string | null;
  /** How many poles signed it. */
  signatures: number;
}

export interface CharterView extends CharterSummary {
  version: number;
  preamble: string;
  items: CharterItem[];
  /** For the ministry. */
  changedByName: string | null;
}

const summary = `c.id, c.ordinal, c.title, c.adopted_on as "adoptedOn", c.state, c.published_at as "publishedAt", c.id = charter_in_force($1) is true as "isInForce",
  encode(c.content_sha256, 'hex') as sha256, (select count(*)::integer from charter_signatures s where s.charter_id = c.id) as signatures`;

@Injectable()
export class CharterQueries {
  constructor(private readonly database: Database) {}

  /** Every version, the last first: one in some years, so no pages. Those that are not published are for the ministry. */
  async list(actor: Actor | undefined, at: Date): Promise<CharterSummary[]> {
    const shown = seesDraftCharters(actor) ? `c.state <> 'dropped'` : `c.state = 'published'`;
    return rows<CharterSummary>(this.database, `select ${summary} from charters c where ${shown} order by c.ordinal desc nulls first`, [at]);
  }

  async one(actor: Actor | undefined, id: string, at: Date): Promise<CharterView> {
    const [charter] = await rows<CharterView>(
      this.database,
      `select ${summary}, c.version, c.preamble, c.items, u.full_name as "changedByName" from charters c join users u on u.id = c.changed_by where c.id = $2`,
      [at, id],
    );
    if (charter === undefined || !canSeeCharter(actor, charter)) throw notFound('charter');
    return seesDraftCharters(actor) ? charter : { ...charter, changedByName: null };
  }
}
