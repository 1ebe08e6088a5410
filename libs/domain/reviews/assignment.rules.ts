import { isOfPole } from '../identity/pole-people.js';
import { holds, type Grant, type Role } from '../identity/actor.js';
import { ruleViolated } from '../shared/error.js';

export const levels = ['national', 'regional'] as const;
export type Level = (typeof levels)[number];

/** The nature of the link that keeps a person away from a dossier (loi 2013-907 art. 2). */
export const conflictBases = ['member', 'employment', 'family', 'financial', 'competitor', 'other'] as const;
export type ConflictBasis = (typeof conflictBases)[number];

export type AssignmentEndReason = 'conflict';

/** Who may be asked to review at which level. */
export const rolesOfLevel: Readonly<Record<Level, readonly Role[]>> = {
  national: ['national-reviewer', 'personality'],
  regional: ['regional-reviewer'],
};

/** The person whom an officer wants to assign, as found when the dossier is locked. */
export interface Assignee {
  userId: string;
  /** in force; none for somebody who does not exist */
  grants: readonly Grant[];
  conflicted: boolean;
}

/**
 * Throws `rule-violated`: `assignment.not-a-reviewer` unless the person reviews at this level where the dossier is,
 * `assignment.conflicted` when a link with the dossier is declared or the person is one of its pole's.
 */
export function checkAssignee(assignee: Assignee, level: Level, dossier: { callId: string; poleId: string; regionCode: string }): void {
  const { callId, poleId, regionCode } = dossier;
  if (!holds(assignee, rolesOfLevel[level], { callId, regionCode })) throw ruleViolated('assignment.not-a-reviewer', { level });
  if (assignee.conflicted || isOfPole(assignee, { poleId })) throw ruleViolated('assignment.conflicted');
}
