import { deskRoles, seesBlindFields } from '../applications/application.policy.js';
import { isOfPole } from '../identity/pole-people.js';
import { holds, type Actor, type Role } from '../identity/actor.js';
import { rolesOfLevel } from './assignment.rules.js';
import type { ReviewState } from './review.lifecycle.js';

const reviewerRoles: readonly Role[] = Object.values(rolesOfLevel).flat();

/** Those who read every review of their calls. */
const reviewDeskRoles: readonly Role[] = ['officer', 'chair', 'committee-member', 'session-secretary', 'auditor'];

/** A dossier as the policies of its reviews look at it. */
export interface ReviewedDossier {
  callId: string;
  poleId: string;
  regionCode: string;
  /** has the person who asks a declared link with it? */
  conflicted: boolean;
}

export interface SeenReview extends ReviewedDossier {
  reviewerId: string;
  state: ReviewState;
  assignmentEnded: boolean;
  /** has the person who asks sent a review of this dossier? */
  hasSentOwn: boolean;
}

const reviewsThere = (actor: Actor, { callId, regionCode }: ReviewedDossier): boolean => holds(actor, reviewerRoles, { callId, regionCode });

/** Linked people and the dossier's own see nothing of its reviews, whatever else they are (loi 2013-907 art. 2, décret 2014-90). */
const isOutside = (actor: Actor, { conflicted, poleId }: ReviewedDossier): boolean => conflicted || isOfPole(actor, { poleId });

export const canWriteReview = (actor: Actor, review: SeenReview): boolean =>
  !isOutside(actor, review) && !review.assignmentEnded && review.reviewerId === actor.userId && reviewsThere(actor, review);

/** One's own; all of a call for its desks; those that others sent on the same dossier, once one's own was sent. */
export function canSeeReview(actor: Actor, review: SeenReview): boolean {
  if (isOutside(actor, review)) return false;
  if (seesReviewsOf(actor, review.callId) || canWriteReview(actor, review)) return true;
  return review.hasSentOwn && review.state === 'final' && !review.assignmentEnded && reviewsThere(actor, review);
}

/**
 * From whom blind fields are hidden: everybody but the desks, and members of the committee too who review the dossier themselves.
 * `reviewing`: has the person who asks an assignment in force on it?
 */
export const readsAsReviewer = (actor: Actor, { callId, reviewing }: { callId: string; reviewing: boolean }): boolean =>
  !seesReviewsOf(actor, callId) || (reviewing && !seesBlindFields(actor, { callId }));

export const seesReviewsOf = (actor: Actor, callId: string): boolean => holds(actor, reviewDeskRoles, { callId });
/** How far the dossiers of a call are: for those who see them all. */
export const canSeeProgress = (actor: Actor, callId: string): boolean => holds(actor, deskRoles, { callId });
export const canAssign = (actor: Actor, application: { callId: string }): boolean => holds(actor, 'officer', { callId: application.callId });

/** An assigned reviewer knows the dossier and may say that they are linked to it; those who are linked know it no more. */
export const canStepAside = (actor: Actor, dossier: ReviewedDossier): boolean => !isOutside(actor, dossier) && reviewsThere(actor, dossier);
/** The desks say it of themselves, too. */
export const canDeclareAtDesk = (actor: Actor, application: { callId: string }): boolean => holds(actor, deskRoles, { callId: application.callId });
/** An officer writes down the link of somebody else. */
export const canRecordConflict = canAssign;
