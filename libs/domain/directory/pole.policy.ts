import { holdsAnywhere, holds, type Actor, type Role } from '../identity/actor.js';

const desk: readonly Role[] = ['officer', 'publisher', 'chair', 'committee-member', 'session-secretary', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator'];

/** A pole's own people see it, and the ministry's and operator's desks. */
export const canSeePole = (actor: Actor, pole: { id: string }): boolean => holds(actor, 'applicant', { poleId: pole.id }) || holdsAnywhere(actor, desk);
export const seesEveryPole = (actor: Actor): boolean => holdsAnywhere(actor, desk);
export const polesOf = (actor: Actor): string[] =>
  actor.grants.filter((grant) => grant.role === 'applicant' && grant.scope.poleId !== undefined).map((grant) => grant.scope.poleId!);

/** Its own people write what a pole says of itself. */
export const canEditProfile = (actor: Actor, pole: { id: string }): boolean => holds(actor, 'applicant', { poleId: pole.id });
/** Officers say whether a pole is active, and whether the directory shows it. */
export const keepsDirectory = (actor: Actor): boolean => holdsAnywhere(actor, 'officer');
