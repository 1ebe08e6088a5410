import { isOfPole, poleRoles } from '../identity/pole-people.js';
import { holds, type Actor, type Role } from '../identity/actor.js';

export interface SeenApplication {
  id: string;
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

/** A dossier as the rights of its pole's people look at it. */
interface OfPole {
  id: string;
  poleId: string;
}
const placeOf = ({ id, poleId }: OfPole): { applicationId: string; poleId: string } => ({ applicationId: id, poleId });

/** The pole's people, and the partners who were invited to this dossier. */
export const isOwn = (actor: Actor, application: OfPole): boolean => holds(actor, poleRoles, placeOf(application));
const isApplicant = (actor: Actor, application: OfPole): boolean => holds(actor, 'applicant', placeOf(application));

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
export const conflictMatters = (actor: Actor, application: OfPole): boolean => !isOwn(actor, application);

export const canStart = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });
/** A partner writes with the pole; what binds the pole is its applicants'. */
export const canEdit = (actor: Actor, application: OfPole): boolean => holds(actor, ['applicant', 'partner'], placeOf(application));
export const canSubmit = isApplicant;
export const canWithdraw = isApplicant;
export const canDiscard = isApplicant;
export const canReopen = isApplicant;
export const canWriteAsPole = isApplicant;
export const canAskCertification = isApplicant;
export const canCertify = (actor: Actor, application: OfPole): boolean => holds(actor, 'representative', placeOf(application));
/** What was typed on the way to a submission is the pole's own business. */
export const canReadHistory = isOwn;
/** Nobody instructs a dossier of a pole that is theirs, whatever else they are. */
const instructs = (actor: Actor, { callId, poleId }: { callId: string; poleId: string }): boolean => !isOfPole(actor, { poleId }) && holds(actor, 'officer', { callId });
export const canRequestCorrection = instructs;
/** The drafts of a call by name, never by content, and the exceptions to its deadline. */
export const canSeeDrafts = (actor: Actor, call: { callId: string }): boolean => holds(actor, ['officer', 'publisher', 'auditor'], call);
export const canGiveLateException = (actor: Actor, call: { callId: string }): boolean => holds(actor, 'officer', call);
export const canRuleEligibility = instructs;
