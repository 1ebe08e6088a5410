import type { DecisionPlace } from '../decisions/decision.policy.js';
import { isOfPole, isReaderOf } from '../identity/pole-people.js';
import { holds, type Actor, type Role } from '../identity/actor.js';
import type { AgreementAction } from './agreement.lifecycle.js';

/** The desks and the operator's people, who pay what agreements promise. */
export const agreementReaders: readonly Role[] = ['officer', 'signatory', 'preparer', 'approver', 'executor', 'auditor'];

export const canSeeAgreement = (actor: Actor, place: DecisionPlace): boolean => isReaderOf(actor, place.poleId) || holds(actor, agreementReaders, place);
export const canDraftAgreement = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, 'officer', place);
/** For the pole, an applicant or its representative. */
export const canSign = (actor: Actor, action: AgreementAction, place: DecisionPlace): boolean =>
  action === 'sign-as-pole' ? holds(actor, ['applicant', 'representative'], { poleId: place.poleId }) : !isOfPole(actor, place) && holds(actor, 'signatory', place);
/** Whoever signs for one of the two. */
export const signsAgreements = (actor: Actor, place: DecisionPlace): boolean => canSign(actor, 'sign-as-pole', place) || canSign(actor, 'sign-as-authority', place);
export const canAcceptReport = canDraftAgreement;
