import { Injectable } from '@nestjs/common';
import type { Actor, Grant } from '#domain/identity/actor.js';
import { polesKeptFrom } from '#domain/identity/pole-people.js';
import type { Level } from '#domain/reviews/assignment.rules.js';
import type { ReviewState } from '#domain/reviews/review.lifecycle.js';
import { seesReviewsOf, type ReviewedDossier } from '#domain/reviews/review.policy.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import type { Tx } from '#platform/database/transactions.js';

export interface AssignmentRow {
  id: string;
  reviewId: string;
  reviewState: ReviewState;
  revision: number;
  answered: number;
  criteria: number;
  basisPoints: number | null;
  level: Level;
  why: string;
  applicationId: string;
  applicationNumber: string;
  projectTitle: string;
  poleName: string;
  callId: string;
  callCode: string;
  reviewerId: string;
  reviewerName: string;
  /** a link was declared: a review that was sent before counts no more */
  conflicted: boolean;
  assignedAt: Date;
  endedAt: Date | null;
}

/** How much one reviewer has to do in a call; all who may review there are listed, the idle too. */
export interface ReviewerLoad {
  reviewerId: string;
  reviewerName: string;
  assigned: number;
  final: number;
  /** those in force that let them review in the call */
  grants: Grant[];
}

export interface AssignmentPage extends Page<AssignmentRow> {
  loads: ReviewerLoad[];
}

export interface AssigneeFacts {
  grants: Grant[];
  conflicted: boolean;
  submissionId: string;
  regionCode: string;
}

const inForce = `g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`;
const reviewsIn = (call: string): string => `g.role in ('national-reviewer', 'personality', 'regional-reviewer') and ${inForce} and coalesce(g.scope->>'callId', ${call}) = ${call}`;

const lastReview = `lateral (select * from reviews where assignment_id = s.id order by revision desc limit 1) r`;

@Injectable()
export class AssignmentQueries {
  constructor(private readonly database: Database) {}

  /** The call of a dossier, read without a lock: it never changes. */
  async callOf(tx: Tx, applicationId: string): Promise<string | undefined> {
    return (await rows<{ call_id: string }>(tx, `select call_id from applications where id = $1`, [applicationId]))[0]?.call_id;
  }

  /** What decides whether a person may review a dossier, whose last submission is the one that they would read. */
  async assigneeFacts(tx: Tx, applicationId: string, userId: string): Promise<AssigneeFacts> {
    const [row] = await rows<AssigneeFacts>(
      tx,
      `select p.region_code as "regionCode",
         (select id from submissions where application_id = a.id order by ordinal desc limit 1) as "submissionId",
         exists (select from conflicts where application_id = a.id and person_id = $2) as conflicted,
         coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope)) from role_grants g
                   where g.user_id = $2 and ${inForce}), '[]') as grants
       from applications a join poles p on p.id = a.pole_id where a.id = $1`,
      [applicationId, userId],
    );
    return row!;
  }

  /** The dossier as `userId` stands to it. */
  async dossier(tx: Tx, applicationId: string, userId: string): Promise<ReviewedDossier> {
    const [row] = await rows<ReviewedDossier>(
      tx,
      `select a.call_id as "callId", a.pole_id as "poleId", p.region_code as "regionCode",
         exists (select from conflicts where application_id = a.id and person_id = $2) as conflicted
       from applications a join poles p on p.id = a.pole_id where a.id = $1`,
      [applicationId, userId],
    );
    return row!;
  }

  /** Assignments, newest first: all of a call for its desks, with the reviewers' loads; one's own, those that last, for everybody else. */
  async list(
    actor: Actor,
    filter: { callId?: string; applicationId?: string; reviewState?: ReviewState; limit: number; after?: string },
  ): Promise<AssignmentPage> {
    const isDesk = filter.callId !== undefined && seesReviewsOf(actor, filter.callId);
    const where = new Where();
    const me = `${where.value(actor.userId)}::uuid`;
    if (!isDesk) {
      where.and(`s.reviewer_id = ${me} and s.ended_at is null
        and exists (select from role_grants g where g.user_id = ${me} and ${reviewsIn('s.call_id::text')}
          and coalesce(g.scope->>'regionCode' = (select p.region_code from applications a join poles p on p.id = a.pole_id where a.id = s.application_id), true))`);
    }
    where.and(`not exists (select from conflicts k where k.application_id = s.application_id and k.person_id = ${me})`);
    const kept = polesKeptFrom(actor);
    if (kept.length > 0) where.and(kept.some(({ poleId }) => poleId === undefined) ? 'false' : `(select pole_id from applications where id = s.application_id) <> all(${where.value(kept.map(({ poleId }) => poleId))}::uuid[])`);
    if (filter.callId !== undefined) where.and(`s.call_id = ${where.value(filter.callId)}::uuid`);
    if (filter.applicationId !== undefined) where.and(`s.application_id = ${where.value(filter.applicationId)}::uuid`);
    if (filter.reviewState !== undefined) where.and(`r.state = ${Where.word(filter.reviewState)}`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(s.assigned_at, s.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<AssignmentRow & { sort: string }>(
      this.database,
      `select s.id, r.id as "reviewId", r.state as "reviewState", r.revision, r.basis_points as "basisPoints", s.level, s.why,
         (select count(*) from review_marks m where m.review_id = r.id and (m.value is not null or m.not_applicable)) as answered,
         (select jsonb_array_length(definition->'criteria') from rubric_versions where id = r.rubric_version_id) as criteria,
         s.application_id as "applicationId", a.number as "applicationNumber", a.project_title as "projectTitle", p.name as "poleName",
         a.call_id as "callId", c.code as "callCode", s.reviewer_id as "reviewerId", u.full_name as "reviewerName",
         exists (select from conflicts k where k.application_id = s.application_id and k.person_id = s.reviewer_id) as conflicted,
         s.assigned_at as "assignedAt", s.ended_at as "endedAt", s.assigned_at::text as sort
       from (
         select s.* from assignments s${filter.reviewState === undefined ? '' : ` join ${lastReview} on true`} where ${where.sql} order by s.assigned_at desc, s.id desc limit ${fetched(filter.limit)}
       ) s
       join ${lastReview} on true
       join applications a on a.id = s.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id join users u on u.id = s.reviewer_id
       order by s.assigned_at desc, s.id desc`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.sort, row.id]);
    return { items: items.map(({ sort: _sort, ...row }) => row), next, loads: isDesk ? await this.loads(filter.callId!) : [] };
  }

  private loads(callId: string): Promise<ReviewerLoad[]> {
    return rows<ReviewerLoad>(
      this.database,
      `select r.id as "reviewerId", r.name as "reviewerName", coalesce(l.assigned, 0) as assigned, coalesce(l.final, 0) as final,
         coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope)) from role_grants g where g.user_id = r.id and ${reviewsIn('$1::uuid::text')}), '[]') as grants
       from (
         select id, (select full_name from users u where u.id = reviewing.id) as name from (
           select reviewer_id as id from assignments where call_id = $1::uuid and ended_at is null
           union select g.user_id from role_grants g where ${reviewsIn('$1::uuid::text')}) reviewing
       ) r
       left join (
         select s.reviewer_id, count(*) as assigned, count(*) filter (where (select bool_or(state = 'final') from reviews where assignment_id = s.id)) as final
         from assignments s where s.call_id = $1::uuid and s.ended_at is null group by s.reviewer_id
       ) l on l.reviewer_id = r.id
       order by r.name collate "fr-x-icu", r.id`,
      [callId],
    );
  }
}
