import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';
import type { Actor } from '#domain/identity/actor.js';
import { canSeeProgress } from '#domain/reviews/review.policy.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type CursorKind, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

/** How far the dossiers of a call are, without those with which the reader has a declared link. */
export interface Progress {
  callId: string;
  states: { state: ApplicationState; count: number; late: number; nextSilenceOn: string | null }[];
  /** of the dossiers found eligible or under review: how many have so many reviewers */
  coverage: { reviewers: number; dossiers: number }[];
  assigned: number;
  final: number;
  sentByDay: { day: string; sent: number }[];
}

export interface DossierRow {
  id: string;
  number: string;
  projectTitle: string;
  /** The title of its track; null where its call has none. */
  trackTitle: string | null;
  poleName: string;
  regionCode: string;
  state: ApplicationState;
  submittedAt: Date;
  silenceOn: string | null;
  late: boolean;
  assigned: number;
  final: number;
}

/** By column; a minus before it turns the order round. */
const orders = {
  number: { by: `a.number`, kind: 'text', type: 'text' },
  pole: { by: '(select name from poles where id = a.pole_id) collate "fr-x-icu"', kind: 'text', type: 'text' },
  silence: { by: `coalesce(a.silence_on, 'infinity')`, kind: 'day', type: 'date' },
} as const satisfies Record<string, { by: string; kind: CursorKind; type: string }>;
export const dossierSorts = ['number', '-number', 'pole', '-pole', 'silence', '-silence'] as const;
export type DossierSort = (typeof dossierSorts)[number];

export interface DossierFilter {
  state?: ApplicationState;
  regionCode?: string;
  /** The key of a track of the call. */
  track?: string;
  late?: boolean;
  pending?: boolean;
  /** with fewer active reviewers than this, among those that are to be reviewed */
  fewerReviewersThan?: number;
  search?: string;
  sort?: DossierSort;
  limit: number;
  after?: string;
}

/** No decision on it has been released: counted, so that it is looked up dossier by dossier and never hashed for the whole table. */
const pending = `(a.state in ('submitted', 'eligible', 'ineligible', 'under-review')
  and (select count(*) from decisions d where d.application_id = a.id and d.state = 'released' and d.superseded_at is null) = 0)`;
/** The silence of the administration has become a refusal that nobody decided (CRPA L231-4). */
const late = `(a.silence_on < (essaim_now() at time zone 'Europe/Paris')::date and ${pending})`;

const shown = (me: string): string => `a.state not in ('draft', 'discarded') and not exists (select from conflicts k where k.application_id = a.id and k.person_id = ${me})`;
const reviewers = `(select count(*) from assignments s where s.application_id = a.id and s.ended_at is null)`;

@Injectable()
export class ProgressQueries {
  constructor(private readonly database: Database) {}

  async ofCall(actor: Actor, callId: string): Promise<Progress> {
    if (!canSeeProgress(actor, callId)) throw notFound('call');
    const [found] = await rows<Omit<Progress, 'callId'>>(
      this.database,
      `with seen as materialized (select a.id, a.state, a.silence_on, ${late} as late, ${pending} as pending from applications a where a.call_id = $1 and ${shown('$2::uuid')}),
       active as materialized (
         select s.id, s.application_id, r.state, r.sent_at from seen join assignments s on s.application_id = seen.id and s.ended_at is null
         join lateral (select state, sent_at from reviews where assignment_id = s.id order by revision desc limit 1) r on true
       )
       select
         coalesce((select jsonb_agg(jsonb_build_object('state', state, 'count', count, 'late', late, 'nextSilenceOn', next) order by state)
                   from (select state, count(*) as count, count(*) filter (where late) as late, min(silence_on) filter (where pending and not late) as next from seen group by state) by_state), '[]') as states,
         coalesce((select jsonb_agg(jsonb_build_object('reviewers', reviewers, 'dossiers', dossiers) order by reviewers)
                   from (select reviewers, count(*) as dossiers from (
                           select seen.id, (select count(*) from active where application_id = seen.id) as reviewers from seen where state in ('eligible', 'under-review')
                         ) each group by reviewers) covered), '[]') as coverage,
         (select count(*) from active) as assigned,
         (select count(*) from active where state = 'final') as final,
         coalesce((select jsonb_agg(jsonb_build_object('day', day, 'sent', sent) order by day)
                   from (select (sent_at at time zone 'Europe/Paris')::date::text as day, count(*) as sent from active where state = 'final' group by 1) by_day), '[]') as "sentByDay"
       from calls where id = $1 and published_at is not null`,
      [callId, actor.userId],
    );
    if (found === undefined) throw notFound('call');
    return { callId, ...found };
  }

  /** The code of a call whose dossiers `actor` may see; throws `call.not-found` for another. */
  async codeOf(actor: Actor, callId: string): Promise<string> {
    const [call] = canSeeProgress(actor, callId) ? await rows<{ code: string }>(this.database, `select code from calls where id = $1 and published_at is not null`, [callId]) : [];
    if (call === undefined) throw notFound('call');
    return call.code;
  }

  /** The dossiers of a call as its desks work on them: filtered, searched and sorted, with how many reviews each has. */
  async dossiers(actor: Actor, callId: string, filter: DossierFilter): Promise<Page<DossierRow>> {
    await this.codeOf(actor, callId);
    const sort = filter.sort ?? '-number';
    const { by, kind, type } = orders[sort.replace('-', '') as keyof typeof orders];
    const [direction, compare] = sort.startsWith('-') ? ['desc', '<'] : ['asc', '>'];
    const where = new Where();
    where.and(`a.call_id = ${where.value(callId)}::uuid and ${shown(`${where.value(actor.userId)}::uuid`)}`);
    if (filter.state !== undefined) where.and(`a.state = ${Where.word(filter.state)}`);
    if (filter.regionCode !== undefined) where.and(`p.region_code = ${where.value(filter.regionCode)}`);
    if (filter.track !== undefined) where.and(`a.track_key = ${where.value(filter.track)}`);
    if (filter.late === true) where.and(late);
    if (filter.pending === true) where.and(pending);
    if (filter.fewerReviewersThan !== undefined) where.and(`a.state in ('eligible', 'under-review') and ${reviewers} < ${where.value(filter.fewerReviewersThan)}::integer`);
    if (filter.search !== undefined) {
      const wanted = where.value(filter.search);
      const bySiren = /^\d{9}$/.test(filter.search) ? ` or a.pole_id = (select id from poles where siren = ${wanted})` : '';
      where.and(`a.search like '%' || essaim_fold(${wanted}) || '%'${bySiren}`);
    }
    if (filter.after !== undefined) {
      const [value, id] = decodeCursor(filter.after, [kind, 'uuid']);
      where.and(`(${by}, a.id) ${compare} (${where.value(value)}::${type}, ${where.value(id)}::uuid)`);
    }
    const found = await rows<DossierRow & { sort: string }>(
      this.database,
      `with page as (
         select a.id, a.pole_id, a.call_id, a.track_key, a.number, a.project_title, a.state, a.submitted_at, a.silence_on, ${late} as late, ${by} as sort
         from applications a ${filter.regionCode === undefined ? '' : 'join poles p on p.id = a.pole_id'} where ${where.sql} order by ${by} ${direction}, a.id ${direction} limit ${fetched(filter.limit)}
       )
       select page.id, number, project_title as "projectTitle",
         (select title from call_tracks t where t.call_id = page.call_id and t.key = page.track_key) as "trackTitle", p.name as "poleName", p.region_code as "regionCode", page.state, submitted_at as "submittedAt",
         case when page.state <> 'withdrawn' then silence_on end as "silenceOn", late, sort::text as sort, work.assigned, work.final
       from page join poles p on p.id = page.pole_id
       cross join lateral (
         select count(*) as assigned, count(*) filter (where r.state = 'final') as final
         from assignments s join lateral (select state from reviews where assignment_id = s.id order by revision desc limit 1) r on true
         where s.application_id = page.id and s.ended_at is null
       ) work
       order by page.sort ${direction}, page.id ${direction}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.sort, row.id]);
    return { items: items.map(({ sort: _sort, ...row }) => row), next };
  }
}
