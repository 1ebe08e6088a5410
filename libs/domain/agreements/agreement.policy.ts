import { isOfPole, type DecisionPlace } from '../decisions/decision.policy.js';
import { holds, type Actor, type Role } from '../identity/actor.js';
import type { AgreementAction } from './agreement.lifecycle.js';

/** The desks and the operator's people, who pay what agreements promise. */
export const agreementReaders: readonly Role[] = ['officer', 'signatory', 'preparer', 'approver', 'executor', 'auditor'];

export const canSeeAgreement = (actor: Actor, place: DecisionPlace): boolean => isOfPole(actor, place) || holds(actor, agreementReaders, place);
export const canDraftAgreement = (actor: Actor, place: DecisionPlace): boolean => holds(actor, 'officer', place);
export const canSign = (actor: Actor, action: AgreementAction, place: DecisionPlace): boolean =>
  action === 'sign-as-pole' ? isOfPole(actor, place) : holds(actor, 'signatory', place);
/** Whoever signs for one of the two. */
export const signsAgreements = (actor: Actor, place: DecisionPlace): boolean => canSign(actor, 'sign-as-pole', place) || canSign(actor, 'sign-as-authority', place);
export const canAcceptReport = (actor: Actor, place: DecisionPlace): boolean => holds(actor, 'officer', place);
