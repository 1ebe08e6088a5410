import { holds, type Actor, type Role } from '../identity/actor.js';

export interface SeenApplication {
  callId: string;
  poleId: string;
  state: string;
  /** Has the person a declared link with this dossier? */
  conflicted?: boolean;
  /** Does the person review it, by a form with fields that are hidden from reviewers? */
  reviewedBlind?: boolean;
}

/** Those who see every submitted dossier of their calls. */
export const deskRoles: readonly Role[] = ['officer', 'publisher', 'chair', 'committee-member', 'session-secretary', 'signatory', 'auditor'];

/** Those who read what is hidden from reviewers even of a dossier that they review: their work is the whole dossier. */
export const seesBlindFields = (actor: Actor, call: { callId: string }): boolean => holds(actor, ['officer', 'publisher', 'signatory', 'auditor'], { callId: call.callId });

const isOwn = (actor: Actor, application: { poleId: string }): boolean => holds(actor, 'applicant', { poleId: application.poleId });

/**
 * Its own people, always; the desks once it was submitted, a draft being nobody's business but the pole's, unless they have declared a link
 * with it, or review it as members of the committee by a form with blind fields. Reviewers see theirs through their assignments.
 */
export const canSeeApplication = (actor: Actor, application: SeenApplication): boolean => {
  if (isOwn(actor, application)) return true;
  if (application.state === 'draft' || application.state === 'discarded') return false;
  const place = { callId: application.callId };
  if (application.reviewedBlind === true && !seesBlindFields(actor, place)) return false;
  return holds(actor, 'auditor', place) || (application.conflicted !== true && holds(actor, deskRoles, place));
};

/** Whose link with a dossier must be looked up before they are shown it. */
export const conflictMatters = (actor: Actor, application: { poleId: string }): boolean => !isOwn(actor, application);

export const canStart = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });
export const canEdit = isOwn;
export const canSubmit = isOwn;
export const canWithdraw = isOwn;
export const canDiscard = isOwn;
export const canReopen = isOwn;
/** What was typed on the way to a submission is the pole's own business. */
export const canReadHistory = isOwn;
export const canRequestCorrection = (actor: Actor, application: { callId: string }): boolean => holds(actor, 'officer', { callId: application.callId });
/** The drafts of a call by name, never by content, and the exceptions to its deadline. */
export const canSeeDrafts = (actor: Actor, call: { callId: string }): boolean => holds(actor, ['officer', 'publisher', 'auditor'], call);
export const canGiveLateException = (actor: Actor, call: { callId: string }): boolean => holds(actor, 'officer', call);
export const canRuleEligibility = (actor: Actor, application: { callId: string }): boolean => holds(actor, 'officer', { callId: application.callId });
