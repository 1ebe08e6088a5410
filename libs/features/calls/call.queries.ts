import { Inject, Injectable } from '@nestjs/common';
import { canSeeCall, seesDrafts } from '#domain/calls/call.policy.js';
import type { AwardTerms, CallMoment, CallState, Zoning } from '#domain/calls/call.rules.js';
import { calendarOf } from '#domain/calls/calendar.rules.js';
import { toJsonSchema, type JsonSchema } from '#domain/calls/form-schema.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { parseForm } from '#domain/calls/form.rules.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { Track } from '#domain/calls/track.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

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
  themes: string[];
  regions: string[];
}

export interface CallFilter {
  /** `true`: as `moment` open. */
  open?: boolean;
  moment?: CallMoment;
  /** Those that were given up are listed when they are asked for only. */
  state?: CallState;
  instrument?: 'AAP' | 'AMI';
  /** The year, in Paris, in which its first phase opens. */
  year?: number;
  theme?: string;
  /** A region's code: calls for it, and calls for all. */
  region?: string;
  at: Date;
  limit: number;
  after?: string;
}

export interface CallView extends CallSummary {
  version: number;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  certification: boolean;
  prerequisite: string | null;
  tieBreak: string[];
  awardTerms: AwardTerms;
  phases: { id: string; title: string; opensAt: string; closesAt: string; requiresPhase: number | null }[];
  tracks: Track[];
  prerequisiteCallId: string | null;
  prerequisiteCallTitle: string | null;
  zonings: Zoning[];
  charterRequired: boolean;
  addenda: number;
  /** Those that pay it, its tracks' too: for the ministry; nobody else is told any. */
  envelopes: { id: string; title: string }[];
  form: FormDefinition | null;
  rubric: Rubric | null;
}

/** SQL: the track of the dossier at hand (`a` applications), as the rules take it; null where its call has none. */
export const trackOfDossier = `(select jsonb_build_object('key', t.key, 'title', t.title, 'support', t.support, 'minCents', t.min_cents, 'maxCents', t.max_cents,
  'durationMonths', t.duration_months, 'repaidOverMonths', t.repaid_over_months) from call_tracks t where t.call_id = a.call_id and t.key = a.track_key)`;

/** SQL: the envelope that pays the dossier at hand: its track's own, else its call's. */
export const envelopeOfDossier = `dossier_envelope(a.call_id, a.track_key)`;

/** The track of a dossier, as people read it and as its money is counted. */
export type TrackOfDossier = Pick<Track, 'key' | 'title' | 'support' | 'minCents' | 'maxCents' | 'durationMonths' | 'repaidOverMonths'>;

const summary = `c.id, c.code, c.title, c.instrument, c.summary, c.state, c.published_at as "publishedAt", c.created_at::text as "createdAt",
  (select min(opens_at) from call_phases where call_id = c.id) as "opensAt", (select max(closes_at) from call_phases where call_id = c.id) as "closesAt",
  c.themes, c.regions`;

/** Where a published call stands at `now`, a parameter's place. */
const moments: Record<CallMoment, (now: string) => string> = {
  soon: (now) => `c.state = 'published' and ${now} < (select min(opens_at) from call_phases where call_id = c.id)`,
  open: (now) => `c.state = 'published' and exists (select from call_phases p where p.call_id = c.id and p.opens_at <= ${now} and ${now} < p.closes_at)`,
  over: (now) => `c.state = 'closed' or c.state = 'published' and ${now} >= (select max(closes_at) from call_phases where call_id = c.id)`,
};

@Injectable()
export class CallQueries {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Calls, newest first. Drafts are for the ministry. */
  async list(actor: Actor | undefined, filter: CallFilter): Promise<Page<CallSummary>> {
    const where = new Where();
    if (!seesDrafts(actor)) where.and(`c.published_at is not null`);
    where.and(filter.state === undefined ? `c.state <> 'discarded'` : `c.state = ${Where.word(filter.state)}`);
    const moment = filter.moment ?? (filter.open === true ? 'open' : undefined);
    if (moment !== undefined) where.and(moments[moment](`${where.value(filter.at)}::timestamptz`));
    if (filter.instrument !== undefined) where.and(`c.instrument = ${where.value(filter.instrument)}`);
    if (filter.year !== undefined) where.and(`(select extract(year from min(opens_at) at time zone 'Europe/Paris') from call_phases where call_id = c.id) = ${where.value(filter.year)}`);
    if (filter.theme !== undefined) where.and(`${where.value(filter.theme)} = any(c.themes)`);
    if (filter.region !== undefined) where.and(`c.regions = '{}' or ${where.value(filter.region)} = any(c.regions)`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(c.created_at, c.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<CallSummary & { createdAt: string }>(
      this.database,
      `select ${summary} from calls c where ${where.sql} order by c.created_at desc, c.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.createdAt, row.id]);
    return { items: items.map(({ createdAt: _, ...item }) => item), next };
  }

  /** The dates of a published call as iCalendar. */
  async calendar(actor: Actor | undefined, id: string): Promise<string> {
    const { code, title, addenda, publishedAt, phases } = await this.one(actor, id);
    const dated = phases.map((phase) => ({ ...phase, opensAt: new Date(phase.opensAt), closesAt: new Date(phase.closesAt) }));
    return calendarOf({ id, code, title, addenda, publishedAt: publishedAt ?? dated[0]?.opensAt ?? new Date(0), phases: dated }, `${this.config.publicUrl}/appels/${id}`);
  }

  async one(actor: Actor | undefined, id: string): Promise<CallView> {
    const [call] = await rows<CallView>(
      this.database,
      `select ${summary}, c.version, c.envelope_id as "envelopeId", c.authority, c.composition_profile as "compositionProfile", c.certification, c.prerequisite,
         c.tie_break as "tieBreak", c.award_terms as "awardTerms",
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'opensAt', p.opens_at, 'closesAt', p.closes_at, 'requiresPhase', p.requires_position) order by p.position), '[]')
          from call_phases p where p.call_id = c.id) as phases,
         (select coalesce(jsonb_agg(jsonb_build_object('key', t.key, 'title', t.title, 'support', t.support, 'envelopeId', t.envelope_id, 'minCents', t.min_cents, 'maxCents', t.max_cents,
            'durationMonths', t.duration_months, 'laureatesExpected', t.laureates_expected, 'repaidOverMonths', t.repaid_over_months, 'requiresTrack', t.requires_track) order by t.position), '[]')
          from call_tracks t where t.call_id = c.id) as tracks,
         c.zonings, c.charter_required as "charterRequired", c.addenda, c.prerequisite_call_id as "prerequisiteCallId", (select title from calls before where before.id = c.prerequisite_call_id and before.published_at is not null) as "prerequisiteCallTitle",
         (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'title', e.title) order by e.title), '[]') from envelopes e
          where e.id = c.envelope_id or e.id in (select t.envelope_id from call_tracks t where t.call_id = c.id)) as envelopes,
         (select definition from form_versions where call_id = c.id order by ordinal desc limit 1) as form,
         (select definition from rubric_versions where call_id = c.id order by ordinal desc limit 1) as rubric
       from calls c where c.id = $1`,
      [id],
    );
    if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
    return seesDrafts(actor) ? call : { ...call, envelopes: [] };
  }

  /** The call's form as JSON Schema; a call that has none yet asks nothing. */
  async formSchema(actor: Actor | undefined, id: string): Promise<JsonSchema> {
    const { form, title } = await this.one(actor, id);
    return toJsonSchema(form === null ? { sections: [] } : parseForm(form), title);
  }
}
