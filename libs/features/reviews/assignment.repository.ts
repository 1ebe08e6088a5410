import { Injectable } from '@nestjs/common';
import type { AssignmentEndReason, ConflictBasis, Level } from '#domain/reviews/assignment.rules.js';
import type { ReviewState } from '#domain/reviews/review.lifecycle.js';
import { conflict, notFound } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewConflict {
  applicationId: string;
  personId: string;
  basis: ConflictBasis;
  since: Date;
  recordedBy: string;
}

export interface NewAssignment {
  applicationId: string;
  submissionId: string;
  reviewerId: string;
  level: Level;
  why: string;
  rubricVersionId: string;
  assignedBy: string;
  assignedAt: Date;
}

export interface Assigned {
  assignmentId: string;
  reviewId: string;
}

@Injectable()
export class AssignmentRepository {
  /** Assigns a reviewer and makes the draft of the review. */
  async add(tx: Tx, one: NewAssignment): Promise<Assigned> {
    try {
      const [row] = await rows<Assigned>(
        tx,
        `with assigned as (
           insert into assignments (application_id, submission_id, reviewer_id, level, why, assigned_by, assigned_at)
           values ($1, $2, $3, $4, $5, $6, $7) returning id
         )
         insert into reviews (assignment_id, revision, rubric_version_id) select id, 1, $8 from assigned
         returning id as "reviewId", assignment_id as "assignmentId"`,
        [one.applicationId, one.submissionId, one.reviewerId, one.level, one.why, one.assignedBy, one.assignedAt, one.rubricVersionId],
      );
      return row!;
    } catch (error) {
      if (brokenConstraint(error) === 'assignments_active_once') throw conflict('assignment.already-assigned');
      throw error;
    }
  }

  /** The assignment of a reviewer to a dossier that has not ended, locked with its last review. */
  async lockActive(tx: Tx, applicationId: string, reviewerId: string): Promise<{ id: string; reviewState: ReviewState } | undefined> {
    const [row] = await rows<{ id: string; reviewState: ReviewState }>(
      tx,
      `select s.id, r.state as "reviewState" from assignments s join reviews r on r.assignment_id = s.id
       where s.application_id = $1 and s.reviewer_id = $2 and s.ended_at is null order by r.revision desc limit 1 for update of s, r`,
      [applicationId, reviewerId],
    );
    return row;
  }

  async end(tx: Tx, id: string, reason: AssignmentEndReason, at: Date): Promise<void> {
    await execute(tx, `update assignments set ended_at = $2, end_reason = $3 where id = $1`, [id, at, reason]);
  }

  async addConflict(tx: Tx, link: NewConflict): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into conflicts (application_id, person_id, basis, since, recorded_by) values ($1, $2, $3, $4, $5) returning id`,
        [link.applicationId, link.personId, link.basis, link.since, link.recordedBy],
      );
      return row!.id;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'conflicts_declared_once') throw conflict('conflict.already-declared');
      if (constraint === 'conflicts_person_id_fkey') throw notFound('user');
      throw error;
    }
  }
}
