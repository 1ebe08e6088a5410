import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { checkAssignee, type ConflictBasis, type Level } from '#domain/reviews/assignment.rules.js';
import { canAssign, canDeclareAtDesk, canRecordConflict, canStepAside } from '#domain/reviews/review.policy.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import { CallService } from '../calls/call.service.js';
import { AssignmentQueries } from './assignment.queries.js';
import { AssignmentRepository, type Assigned } from './assignment.repository.js';

export interface WantedAssignment {
  applicationId: string;
  reviewerId: string;
  level: Level;
  /** Why this person. */
  why?: string;
}

export interface DeclaredConflict {
  id: string;
  applicationId: string;
  personId: string;
  basis: ConflictBasis;
  since: Date;
  endedAssignmentId: string | null;
}

/** Who reviews what, and who keeps away from it. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly assignments: AssignmentRepository,
    private readonly queries: AssignmentQueries,
    private readonly applications: ApplicationService,
    private readonly calls: CallService,
    private readonly events: EventLog,
  ) {}

  /** Asks a person to review a dossier as it was last submitted; the first assignment puts the dossier under review. */
  async assign(actor: Actor, { applicationId, reviewerId, level, why = '' }: WantedAssignment, at: Date): Promise<Assigned> {
    return this.transactions.run(async (tx) => {
      const callId = await this.queries.callOf(tx, applicationId);
      if (callId === undefined) throw notFound('application');
      await this.calls.termsOf(tx, callId);
      const application = await this.applications.lockSeen(tx, actor, applicationId);
      if (!canAssign(actor, application)) throw forbidden('assignment.make-not-yours');
      const { submissionId, regionCode, ...assignee } = await this.queries.assigneeFacts(tx, applicationId, reviewerId);
      checkAssignee({ userId: reviewerId, ...assignee }, level, { callId, poleId: application.poleId, regionCode });
      const isFirst = application.state !== 'under-review';
      if (isFirst) await this.applications.move(tx, application, 'start-review');
      const rubric = await this.calls.rubricOf(tx, callId);
      const assigned = await this.assignments.add(tx, {
        applicationId,
        submissionId,
        reviewerId,
        level,
        why,
        rubricVersionId: rubric.id,
        assignedBy: actor.userId,
        assignedAt: at,
      });
      if (isFirst) {
        await this.events.append(tx, { name: 'application.review-started', actor, subject: { type: 'application', id: applicationId }, payload: { applicationId }, occurredAt: at });
      }
      await this.events.append(tx, {
        name: 'review.assigned',
        actor,
        subject: { type: 'assignment', id: assigned.assignmentId },
        payload: { ...assigned, applicationId, reviewerId, level },
        occurredAt: at,
      });
      return assigned;
    });
  }

  /**
   * Says that a person has a link with a dossier: oneself, or, by an officer, somebody else. Whoever was to review it is so no more,
   * unless their review was sent: it stays, and counts no more.
   */
  async declareConflict(actor: Actor, applicationId: string, personId: string, basis: ConflictBasis, at: Date): Promise<DeclaredConflict> {
    return this.transactions.run(async (tx) => {
      const application = await this.applications.lock(tx, applicationId);
      const assignment = await this.assignments.lockActive(tx, applicationId, personId);
      const isOwn = personId === actor.userId;
      const stepsAside = isOwn && assignment !== undefined && canStepAside(actor, await this.queries.dossier(tx, applicationId, personId));
      if (!stepsAside && !(await this.applications.isSeen(tx, actor, application))) throw notFound('application');
      if (!stepsAside && isOwn && !canDeclareAtDesk(actor, application)) throw forbidden('conflict.declare-not-yours');
      if (!isOwn && !canRecordConflict(actor, application)) throw forbidden('conflict.record-not-yours');
      const endedAssignmentId = assignment?.reviewState === 'draft' ? assignment.id : null;
      if (endedAssignmentId !== null) await this.assignments.end(tx, endedAssignmentId, 'conflict', at);
      const id = await this.assignments.addConflict(tx, { applicationId, personId, basis, since: at, recordedBy: actor.userId });
      await this.events.append(tx, {
        name: 'review.conflict-declared',
        actor,
        subject: { type: 'application', id: applicationId },
        payload: { conflictId: id, applicationId, personId, basis },
        occurredAt: at,
      });
      if (endedAssignmentId !== null) {
        await this.events.append(tx, {
          name: 'review.assignment-ended',
          actor,
          subject: { type: 'assignment', id: endedAssignmentId },
          payload: { assignmentId: endedAssignmentId, applicationId, reason: 'conflict' },
          occurredAt: at,
        });
      }
      return { id, applicationId, personId, basis, since: at, endedAssignmentId };
    });
  }
}
