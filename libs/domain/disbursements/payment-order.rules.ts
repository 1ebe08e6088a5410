import type { AgreementState } from '../agreements/agreement.lifecycle.js';
import type { Trigger } from '../decisions/instalment.rules.js';
import type { Day } from '../shared/day.js';
import { conflict, forbidden, ruleViolated, type DomainError } from '../shared/error.js';
import { paymentOrderLifecycle, type OrderAction, type OrderState } from './payment-order.lifecycle.js';

/**
 * May this instalment be ordered on `today`? The first condition that is missing is a refusal that must leave a trace, hence returned; undefined: yes.
 * Throws `conflict` `instalment.already-ordered`.
 */
export function refuseOrder(facts: {
  agreement: AgreementState;
  trigger: Trigger;
  reportAccepted: boolean;
  startsOn: Day | null;
  hasOrder: boolean;
  hasVerifiedAccount: boolean;
}, today: Day): DomainError | undefined {
  if (facts.hasOrder) throw conflict('instalment.already-ordered');
  if (facts.agreement !== 'signed') return ruleViolated('instalment.agreement-not-signed');
  if (facts.trigger === 'report-accepted' && !facts.reportAccepted) return ruleViolated('instalment.report-not-accepted');
  if (facts.startsOn !== null && today < facts.startsOn) return ruleViolated('instalment.quarter-not-begun', { startsOn: facts.startsOn });
  if (!facts.hasVerifiedAccount) return ruleViolated('bank-account.none-verified');
  return undefined;
}

/** The state that a step leads to; nobody takes two of the three steps of an order, and whoever cancels is not held by that. */
export function takeStep(action: OrderAction, order: { state: OrderState }, people: readonly string[], person: string): OrderState {
  const state = paymentOrderLifecycle.next(action, order.state);
  if (action !== 'cancel' && people.includes(person)) throw forbidden('payment-order.needs-another-person');
  return state;
}

/** Throws unless what a person declared may be verified by `verifier`: once, by somebody else. */
export function verifyAccount(account: { declaredBy: string; verifiedAt: Date | null }, verifier: string): void {
  if (account.verifiedAt !== null) throw conflict('bank-account.already-verified');
  if (account.declaredBy === verifier) throw forbidden('bank-account.verify-needs-another-person');
}
