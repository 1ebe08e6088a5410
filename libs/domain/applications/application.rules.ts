import { implicitRejectionDay } from './silence.rules.js';
import { isOpen, type PhaseTerms } from '../calls/call.rules.js';
import { conflict, ruleViolated, type DomainError } from '../shared/error.js';
import { parisDay, type Day } from '../shared/day.js';
import { applicationLifecycle, type ApplicationState } from './application.lifecycle.js';

interface Draft {
  state: ApplicationState;
  version: number;
}

export interface SubmissionChanges {
  state: ApplicationState;
  submittedAt: Date;
  /** The day on which silence becomes a refusal. */
  silenceOn: Day;
}

export type SubmitDecision = { changes: SubmissionChanges; refused?: undefined } | { refused: DomainError; changes?: undefined };

/**
 * A dossier that arrives at `receivedAt`. Late is a refusal that must leave a trace, hence returned; the rest throws.
 * `missing`: what the form still wants, as `section.field` paths.
 */
export function submitApplication(application: Draft, version: number, phase: PhaseTerms, missing: readonly string[], receivedAt: Date): SubmitDecision {
  const state = applicationLifecycle.next('submit', application.state);
  if (application.version !== version) throw conflict('application.stale', { version: application.version });
  if (receivedAt < phase.opensAt) throw ruleViolated('application.call-not-open-yet', { opensAt: phase.opensAt.toISOString() });
  if (!isOpen(phase, receivedAt)) return { refused: ruleViolated('application.call-closed', { closedAt: phase.closesAt.toISOString() }) };
  if (missing.length > 0) throw ruleViolated('application.incomplete', { missing });
  return { changes: { state, submittedAt: receivedAt, silenceOn: implicitRejectionDay(parisDay(receivedAt)) } };
}

/** Drafts are written to until they are submitted, late ones too: what was typed stays. */
export function checkDraft(application: Draft): void {
  if (application.state !== 'draft') throw conflict('application.not-a-draft', { state: application.state });
}

export function checkVersion(current: number, version: number): void {
  if (current !== version) throw conflict('application.stale', { version: current });
}
