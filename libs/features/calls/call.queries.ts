import { Injectable } from '@nestjs/common';
import { canSeeCall, seesDrafts } from '#domain/calls/call.policy.js';
import type { AwardTerms, CallState } from '#domain/calls/call.rules.js';
import { toJsonSchema, type JsonSchema } from '#domain/calls/form-schema.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { parseForm } from '#domain/calls/form.rules.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';

export interface CallSummary {
  id: string;
  code: string;
  title: string;
  instrument: 'AAP' | 'AMI';
  summary: string;
  state: CallState;
  publishedAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
}

export interface CallView extends CallSummary {
  version: number;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  prerequisite: string | null;
  tieBreak: string[];
  awardTerms: AwardTerms;
  phases: { id: string; title: string; opensAt: string; closesAt: string }[];
  form: FormDefinition | null;
  rubric: Rubric | null;
}

const summary = `c.id, c.code, c.title, c.instrument, c.summary, c.state, c.published_at as "publishedAt", c.created_at::text as "createdAt",
  (select min(opens_at) from call_phases where call_id = c.id) as "opensAt", (select max(closes_at) from call_phases where call_id = c.id) as "closesAt"`;

@Injectable()
export class CallQueries {
  constructor(private readonly database: Database) {}

  /** Calls, newest first; `open`: those that take applications at `at`. Drafts are for the ministry. */
  async list(actor: Actor | undefined, filter: { open?: boolean; at: Date; limit: number; after?: string }): Promise<Page<CallSummary>> {
    const [since, id] = filter.after === undefined ? [null, null] : decodeCursor(filter.after, ['instant', 'uuid']);
    const found = await rows<CallSummary & { createdAt: string }>(
      this.database,
      `select ${summary} from calls c
       where ($1 or c.state <> 'draft')
         and (not $2::boolean or (c.state = 'published' and exists (select from call_phases p where p.call_id = c.id and p.opens_at <= $3 and $3 < p.closes_at)))
         and ($4::timestamptz is null or (c.created_at, c.id) < ($4, $5::uuid))
       order by c.created_at desc, c.id desc limit $6`,
      [seesDrafts(actor), filter.open ?? false, filter.at, since, id, filter.limit + 1],
    );
    const { items, next } = page(found, filter.limit, (row) => [row.createdAt, row.id]);
    return { items: items.map(({ createdAt: _, ...item }) => item), next };
  }

  async one(actor: Actor | undefined, id: string): Promise<CallView> {
    const [call] = await rows<CallView>(
      this.database,
      `select ${summary}, c.version, c.envelope_id as "envelopeId", c.authority, c.composition_profile as "compositionProfile", c.prerequisite,
         c.tie_break as "tieBreak", c.award_terms as "awardTerms",
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position), '[]')
          from call_phases p where p.call_id = c.id) as phases,
         (select definition from form_versions where call_id = c.id order by ordinal desc limit 1) as form,
         (select definition from rubric_versions where call_id = c.id order by ordinal desc limit 1) as rubric
       from calls c where c.id = $1`,
      [id],
    );
    if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
    return call;
  }

  /** The call's form as JSON Schema; a call that has none yet asks nothing. */
  async formSchema(actor: Actor | undefined, id: string): Promise<JsonSchema> {
    const { form, title } = await this.one(actor, id);
    return toJsonSchema(form === null ? { sections: [] } : parseForm(form), title);
  }
}
