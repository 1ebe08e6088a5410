import type { Due } from '../calls/track.rules.js';
import { parisDay, type Day } from '../shared/day.js';
import { conflict, forbidden, invalid, ruleViolated } from '../shared/error.js';
import { toCents, total, zero, type Cents } from '../shared/money.js';

export const loanStates = ['late', 'running', 'repaid'] as const;
/** Where a loan stands: something that was due is missing, nothing is, all came back. */
export type LoanState = (typeof loanStates)[number];

/** In UTF-16 units, without the blanks around it. */
const shortestReason = 10;

/**
 * The reference of a line of a bank's statement as it is kept: capitals, single spaces. Throws `invalid-input` `repayment.reference-malformed`
 * unless 3 to 140 signs are left.
 */
export function bankReference(text: string): string {
  const reference = text.replace(/\s+/g, ' ').trim().toUpperCase();
  if (reference.length < 3 || reference.length > 140) throw invalid('repayment.reference-malformed');
  return reference;
}

/** A due of a loan with what of it came back: repayments cover the oldest dues first. */
export interface DueStanding extends Due {
  readonly repaidCents: Cents;
}

/** `dues` in their order, covered one after the other by `repaidCents`. */
export function coverDues(dues: readonly Due[], repaidCents: Cents): DueStanding[] {
  let left: number = repaidCents;
  return dues.map((due) => {
    const covered = Math.min(left, due.amountCents);
    left -= covered;
    return { ...due, repaidCents: toCents(covered) };
  });
}

/** What should have come back before `today` and did not, and the first due that is not covered: a due is in time on its own day. */
export function loanStanding(dues: readonly Due[], repaidCents: Cents, today: Day): { state: LoanState; lateCents: Cents; next: { on: Day; leftCents: Cents } | null } {
  const standing = coverDues(dues, repaidCents);
  const open = standing.filter((due) => due.repaidCents < due.amountCents);
  const [next] = open;
  if (next === undefined) return { state: 'repaid', lateCents: zero, next: null };
  const lateCents = total(open.filter(({ on }) => on < today).map((due) => toCents(due.amountCents - due.repaidCents)));
  return { state: lateCents > 0 ? 'late' : 'running', lateCents, next: { on: next.on, leftCents: toCents(next.amountCents - next.repaidCents) } };
}

/**
 * May `repayment` be recorded at `at`? Throws `invalid-input` `repayment.amount-not-positive`, `repayment.received-before-payment` or
 * `repayment.received-in-the-future`, and `rule-violated` `repayment.exceeds-loan` for more than is left: nobody repays more than was lent.
 */
export function recordRepayment(loan: { amountCents: Cents; repaidCents: Cents; paidOn: Day }, repayment: { amountCents: Cents; receivedOn: Day }, at: Date): void {
  if (repayment.amountCents <= 0) throw invalid('repayment.amount-not-positive');
  if (repayment.receivedOn < loan.paidOn) throw invalid('repayment.received-before-payment', { paidOn: loan.paidOn });
  if (repayment.receivedOn > parisDay(at)) throw invalid('repayment.received-in-the-future');
  const leftCents = loan.amountCents - loan.repaidCents;
  if (repayment.amountCents > leftCents) throw ruleViolated('repayment.exceeds-loan', { leftCents });
}

/**
 * May `person` take the whole of a repayment back for `reason`? Once, by another person than the one who recorded it. Throws `conflict`
 * `repayment.already-corrected`, `forbidden` `repayment.correct-needs-another-person`, `invalid-input` `repayment.reason-too-short`.
 */
export function correctRepayment(repayment: { recordedBy: string; takenBack: boolean }, person: string, reason: string): void {
  if (reason.trim().length < shortestReason) throw invalid('repayment.reason-too-short');
  if (repayment.takenBack) throw conflict('repayment.already-corrected');
  if (repayment.recordedBy === person) throw forbidden('repayment.correct-needs-another-person');
}
