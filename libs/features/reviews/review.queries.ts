import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';
import { blindFields, openContent, openForm } from '#domain/calls/blind.rules.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { Actor } from '#domain/identity/actor.js';
import type { Level } from '#domain/reviews/assignment.rules.js';
import { reviewLifecycle, type ReviewAction } from '#domain/reviews/review.lifecycle.js';
import { canSeeReview, canWriteReview, readsAsReviewer, seesReviewsOf, type SeenReview } from '#domain/reviews/review.policy.js';
import type { Mark, Marks } from '#domain/reviews/score.rules.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** What a command on a review must know of it, under its lock. */
export interface ReviewFacts extends SeenReview {
  dossierState: ApplicationState;
  rubric: Rubric;
  marks: Marks;
}

/** A dossier as it was sealed at its submission: what its reviewers read. */
export interface SealedDossier {
  call: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  pole: { name: string; siren: string; legalCategory: string; regionCode: string; addressLine: string; postalCode: string; city: string };
  members: { name: string; siren: string | null; legalCategory: string; slots: string[]; evidence: string }[];
  sections: { key: string; answers: Record<string, unknown> }[];
  attachments?: { id: string; section: string; field: string; name: string; kind: string; bytes: number; sha256: string }[];
}

export interface ReviewView {
  id: string;
  state: SeenReview['state'];
  version: number;
  revision: number;
  level: Level;
  /** null where the reader may not know who wrote it */
  reviewerName: string | null;
  applicationId: string;
  /** As this reader may read it; without its hash where some of it is hidden, so that nothing is guessed by that. */
  submission: { id: string; number: string; receivedAt: Date; sha256: string | null; content: SealedDossier; form: FormDefinition; hiddenQuestions: number };
  rubric: Rubric;
  marks: ({ criterion: string } & Required<Mark>)[];
  basisPoints: number | null;
  belowThreshold: string[];
  sentAt: Date | null;
  /** what others sent on the same dossier, for those who may read it */
  otherReviewIds: string[];
  actions: ReviewAction[];
}

interface Raw extends Omit<ReviewView, 'submission' | 'actions' | 'belowThreshold'>, SeenReview {
  reviewerName: string;
  belowThreshold: string[] | null;
  dossierState: ApplicationState;
  submissionId: string;
  number: string;
  receivedAt: Date;
  sha256: string;
  content: string;
  form: FormDefinition;
  reviewing: boolean;
}

const seen = `s.reviewer_id as "reviewerId", r.state, s.ended_at is not null as "assignmentEnded", a.call_id as "callId", a.pole_id as "poleId",
  p.region_code as "regionCode", a.state as "dossierState", v.definition as rubric,
  exists (select from conflicts where application_id = a.id and person_id = $2) as conflicted,
  exists (select from assignments o join reviews mine on mine.assignment_id = o.id
          where o.application_id = a.id and o.reviewer_id = $2 and o.ended_at is null and mine.state = 'final') as "hasSentOwn"`;

const tables = `reviews r join assignments s on s.id = r.assignment_id join applications a on a.id = s.application_id
  join poles p on p.id = a.pole_id join rubric_versions v on v.id = r.rubric_version_id`;

@Injectable()
export class ReviewQueries {
  constructor(private readonly database: Database) {}

  /** A review that is locked, as `userId` stands to it: a statement of its own, which sees what was declared while the lock was waited for. */
  async facts(tx: Tx, id: string, userId: string): Promise<ReviewFacts> {
    const [row] = await rows<ReviewFacts>(
      tx,
      `select ${seen},
         coalesce((select jsonb_object_agg(criterion, jsonb_build_object('value', value, 'notApplicable', not_applicable, 'comment', comment))
                   from review_marks where review_id = r.id), '{}') as marks
       from ${tables} where r.id = $1`,
      [id, userId],
    );
    return row!;
  }

  /** A review with the sealed dossier, the rubric and the marks. */
  async one(actor: Actor, id: string): Promise<ReviewView> {
    const [found] = await rows<Raw>(
      this.database,
      `select ${seen}, r.id, r.version, r.revision, s.level, u.full_name as "reviewerName", a.id as "applicationId", r.basis_points as "basisPoints",
         r.below_threshold as "belowThreshold", r.sent_at as "sentAt",
         b.id as "submissionId", b.number, b.received_at as "receivedAt", encode(b.content_sha256, 'hex') as sha256, b.content, (select definition from form_versions where id = a.form_version_id) as form,
         coalesce((select jsonb_agg(jsonb_build_object('criterion', criterion, 'value', value, 'notApplicable', not_applicable, 'comment', comment))
                   from review_marks where review_id = r.id), '[]') as marks,
         exists (select from assignments o where o.application_id = a.id and o.reviewer_id = $2 and o.ended_at is null) as reviewing,
         array(select x.id from reviews x join assignments o on o.id = x.assignment_id
               where o.application_id = a.id and o.id <> s.id and o.ended_at is null and x.state = 'final' order by x.sent_at, x.id) as "otherReviewIds"
       from ${tables} join users u on u.id = s.reviewer_id join submissions b on b.id = s.submission_id where r.id = $1`,
      [id, actor.userId],
    );
    if (found === undefined || !canSeeReview(actor, found)) throw notFound('review');
    const { submissionId, number, receivedAt, sha256, content, form, rubric, marks } = found;
    const isDesk = seesReviewsOf(actor, found.callId);
    const isMine = canWriteReview(actor, found);
    const hidden = readsAsReviewer(actor, found) ? blindFields(form).size : 0;
    const open = hidden === 0 ? form : openForm(form);
    const received = JSON.parse(content) as SealedDossier;
    const byCriterion = new Map(marks.map((mark) => [mark.criterion, mark]));
    return {
      id,
      state: found.state,
      version: found.version,
      revision: found.revision,
      level: found.level,
      reviewerName: isDesk || isMine ? found.reviewerName : null,
      applicationId: found.applicationId,
      submission: { id: submissionId, number, receivedAt, sha256: hidden === 0 ? sha256 : null, content: hidden === 0 ? received : openContent(open, received), form: open, hiddenQuestions: hidden },
      rubric,
      marks: rubric.criteria.map(({ key }) => byCriterion.get(key) ?? { criterion: key, value: null, notApplicable: false, comment: '' }),
      basisPoints: found.basisPoints,
      belowThreshold: found.belowThreshold ?? [],
      sentAt: found.sentAt,
      otherReviewIds: isDesk || found.hasSentOwn ? found.otherReviewIds : [],
      actions: isMine && found.dossierState === 'under-review' ? reviewLifecycle.actionsFrom(found.state) : [],
    };
  }
}
