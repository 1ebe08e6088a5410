import type { DecisionPlace } from '../decisions/decision.policy.js';
import { isOfPole } from '../identity/pole-people.js';
import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';
import type { OrderAction } from './payment-order.lifecycle.js';

/** Those who order, pay or check payments. */
export const orderReaders: readonly Role[] = ['officer', 'signatory', 'preparer', 'approver', 'executor', 'auditor'];

/** Orders are the operator's business; a pole sees its instalments. */
export const canSeeOrder = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, orderReaders, place);
export const canPrepareOrder = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, 'preparer', place);

const roleOf: Readonly<Record<OrderAction, Role>> = { approve: 'approver', execute: 'executor', cancel: 'approver' };
/** That nobody does two steps is a rule (`takeStep`). */
export const canTakeStep = (actor: Actor, action: OrderAction, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, roleOf[action], place);

/** What came back is written down by whoever of the operator reads the statement; what was written wrongly is taken back by the approver. */
export const canRecordRepayment = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, ['preparer', 'approver', 'executor'], place);
/** That it be another person than the one who recorded it is a rule (`correctRepayment`). */
export const canCorrectRepayment = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, 'approver', place);

/** Bank accounts belong to poles: roles that are narrowed to a call or an envelope see them all the same. */
export const seesEveryAccount = (actor: Actor): boolean => holdsAnywhere(actor, ['preparer', 'approver', 'executor', 'auditor']);
/** Of the pole, those who answer for it see its accounts. */
export const accountReaders: readonly Role[] = ['applicant', 'representative'];
export const seesAccount = (actor: Actor, poleId: string): boolean => seesEveryAccount(actor) || holds(actor, accountReaders, { poleId });
export const canDeclareAccount = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });
export const canVerifyAccount = (actor: Actor, poleId: string): boolean => holdsAnywhere(actor, 'approver') && !isOfPole(actor, { poleId });
