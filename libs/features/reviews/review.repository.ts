import { Injectable } from '@nestjs/common';
import type { ReviewState } from '#domain/reviews/review.lifecycle.js';
import type { Marks, Score } from '#domain/reviews/score.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface LockedReview {
  id: string;
  applicationId: string;
  state: ReviewState;
  revision: number;
  version: number;
}

@Injectable()
export class ReviewRepository {
  /** The review, locked with its assignment. */
  async lock(tx: Tx, id: string): Promise<LockedReview | undefined> {
    const [row] = await rows<LockedReview>(
      tx,
      `select r.id, s.application_id as "applicationId", r.state, r.revision, r.version
       from assignments s join reviews r on r.assignment_id = s.id where r.id = $1 for update of s, r`,
      [id],
    );
    return row;
  }

  /** Replaces the marks of a draft: criteria that `marks` does not name become unanswered. */
  async saveMarks(tx: Tx, id: string, version: number, criteria: readonly string[], marks: Marks): Promise<void> {
    await execute(
      tx,
      `with saved as (
         update reviews set version = $2 where id = $1 returning id
       )
       insert into review_marks (review_id, criterion, value, not_applicable, comment)
       select saved.id, mark.criterion, mark.value, mark.not_applicable, mark.comment
       from saved, unnest($3::text[], $4::integer[], $5::boolean[], $6::text[]) as mark (criterion, value, not_applicable, comment)
       on conflict (review_id, criterion) do update set value = excluded.value, not_applicable = excluded.not_applicable, comment = excluded.comment`,
      [
        id,
        version,
        criteria,
        criteria.map((key) => marks[key]?.value ?? null),
        criteria.map((key) => marks[key]?.notApplicable ?? false),
        criteria.map((key) => marks[key]?.comment ?? ''),
      ],
    );
  }

  async finish(tx: Tx, id: string, state: ReviewState, score: Score, at: Date): Promise<void> {
    await execute(tx, `update reviews set state = $2, basis_points = $3, below_threshold = $4, sent_at = $5 where id = $1`, [
      id,
      state,
      score.basisPoints,
      score.belowThreshold,
      at,
    ]);
  }
}
