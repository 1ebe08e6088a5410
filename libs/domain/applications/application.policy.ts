import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';

export interface SeenApplication {
  callId: string;
  poleId: string;
  state: string;
}

/** Those who see every submitted dossier of their calls. */
export const deskRoles: readonly Role[] = ['officer', 'publisher', 'chair', 'committee-member', 'session-secretary', 'signatory', 'auditor'];

const isOwn = (actor: Actor, application: { poleId: string }): boolean => holds(actor, 'applicant', { poleId: application.poleId });

/** Its own people, always; the desks once it was submitted, a draft being nobody's business but the pole's. Reviewers see theirs through their assignments. */
export const canSeeApplication = (actor: Actor, application: SeenApplication): boolean =>
  isOwn(actor, application) || (application.state !== 'draft' && application.state !== 'discarded' && holds(actor, deskRoles, { callId: application.callId }));

export const seesDesk = (actor: Actor): boolean => holdsAnywhere(actor, deskRoles);

export const canStart = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });
export const canEdit = isOwn;
export const canSubmit = isOwn;
export const canWithdraw = isOwn;
export const canRuleEligibility = (actor: Actor, application: { callId: string }): boolean => holds(actor, 'officer', { callId: application.callId });
