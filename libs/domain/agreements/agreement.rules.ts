import type { DecisionState } from '../decisions/decision.lifecycle.js';
import type { DecisionKind } from '../decisions/decision.rules.js';
import type { Trigger } from '../decisions/instalment.rules.js';
import { addDays, parisDay, type Day } from '../shared/day.js';
import { conflict, forbidden, invalid, ruleViolated } from '../shared/error.js';
import { agreementLifecycle, type AgreementState } from './agreement.lifecycle.js';

/** Throws unless an agreement may be drafted from this decision: an award in force that its pole knows of. */
export function checkDraftable(decision: { kind: DecisionKind; state: DecisionState; supersededAt: Date | null }): void {
  if (decision.kind !== 'award') throw ruleViolated('agreement.not-an-award');
  if (decision.state !== 'released' || decision.supersededAt !== null) throw ruleViolated('agreement.award-not-released');
}

export type Signature = { state: 'half-signed'; signedByPole: string; signedByPoleAt: Date } | { state: 'signed'; signedByAuthority: string; signedByAuthorityAt: Date };

/**
 * What the signature of `person` changes: the pole's on a draft, the authority's, by another person, on what the pole has signed.
 * `mayAs`: which of the two this person signs for.
 */
export function signAgreement(agreement: { state: AgreementState; signedByPole: string | null }, mayAs: { pole: boolean; authority: boolean }, person: string, at: Date): Signature {
  if (agreement.state === 'draft') {
    if (!mayAs.pole) throw conflict('agreement.pole-signs-first');
    return { state: 'half-signed', signedByPole: person, signedByPoleAt: at };
  }
  agreementLifecycle.next(mayAs.authority ? 'sign-as-authority' : 'sign-as-pole', agreement.state);
  if (agreement.signedByPole === person) throw forbidden('agreement.sign-needs-another-person');
  return { state: 'signed', signedByAuthority: person, signedByAuthorityAt: at };
}

/**
 * The last day to pay what became due on the day of `at` in Paris, or on `startsOn` where that comes later: `paymentDays` after it (loi 2000-321:
 * sixty), that very day without them.
 */
export const dueDay = (at: Date, paymentDays: number | null, startsOn: Day | null = null): Day => {
  const signed = parisDay(at);
  return addDays(startsOn !== null && startsOn > signed ? startsOn : signed, paymentDays ?? 0);
};

/** What accepting the report on an instalment changes. */
export function acceptReport(
  instalment: { trigger: Trigger; paymentDays: number | null; reportAcceptedAt: Date | null },
  agreement: AgreementState,
  officer: string,
  at: Date,
): { reportAcceptedBy: string; reportAcceptedAt: Date; dueOn: Day } {
  if (instalment.trigger !== 'report-accepted') throw invalid('instalment.no-report-expected');
  if (agreement !== 'signed') throw ruleViolated('instalment.agreement-not-signed');
  if (instalment.reportAcceptedAt !== null) throw conflict('instalment.report-already-accepted');
  return { reportAcceptedBy: officer, reportAcceptedAt: at, dueOn: dueDay(at, instalment.paymentDays) };
}

export const instalmentStates = ['awaiting-signature', 'awaiting-report', 'awaiting-quarter', 'due', 'ordered', 'paid'] as const;
export type InstalmentState = (typeof instalmentStates)[number];

/** Where an instalment stands on `today`, out of its agreement, its report or its quarter, and the order that pays it, if any. */
export function instalmentState(facts: { agreement: AgreementState; trigger: Trigger; reportAccepted: boolean; startsOn: Day | null; order: 'prepared' | 'approved' | 'executed' | null }, today: Day): InstalmentState {
  if (facts.order !== null) return facts.order === 'executed' ? 'paid' : 'ordered';
  if (facts.agreement !== 'signed') return 'awaiting-signature';
  if (facts.startsOn !== null && today < facts.startsOn) return 'awaiting-quarter';
  return facts.trigger === 'report-accepted' && !facts.reportAccepted ? 'awaiting-report' : 'due';
}

export const instalmentBlocks = ['pole-signature', 'authority-signature', 'report', 'account-declaration', 'account-verification'] as const;
/** What an instalment waits for before it can be ordered; each names who acts: the pole, the signatory, the officer, the pole, the approver. */
export type InstalmentBlock = (typeof instalmentBlocks)[number];

/** Everything that an instalment without an order waits for, in the order in which it will be asked. `account`: of its pole. */
export function blocksOf(facts: { agreement: AgreementState; trigger: Trigger; reportAccepted: boolean; hasOrder: boolean; account: 'none' | 'declared' | 'verified' }): InstalmentBlock[] {
  if (facts.hasOrder) return [];
  const blocks: InstalmentBlock[] = [];
  if (facts.agreement === 'draft') blocks.push('pole-signature');
  if (facts.agreement !== 'signed') blocks.push('authority-signature');
  if (facts.trigger === 'report-accepted' && !facts.reportAccepted) blocks.push('report');
  if (facts.account !== 'verified') blocks.push(facts.account === 'none' ? 'account-declaration' : 'account-verification');
  return blocks;
}
