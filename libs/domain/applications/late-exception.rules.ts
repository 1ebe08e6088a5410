import type { PhaseTerms } from '../calls/call.rules.js';
import { invalid, ruleViolated } from '../shared/error.js';

const shortestReason = 10;

/** A pole may submit until `until`, an exclusive bound later than the phase's. Throws unless it is to come and a reason is given. */
export function giveLateException(phase: PhaseTerms, exception: { until: Date; reason: string }, at: Date): void {
  if (exception.reason.trim().length < shortestReason) throw invalid('late-exception.reason-too-short');
  if (exception.until <= phase.closesAt) throw ruleViolated('late-exception.not-after-deadline', { closesAt: phase.closesAt.toISOString() });
  if (exception.until <= at) throw ruleViolated('late-exception.in-the-past');
}
