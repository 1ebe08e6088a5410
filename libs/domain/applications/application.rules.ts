import { implicitRejectionDay } from './silence.rules.js';
import type { PhaseTerms } from '../calls/call.rules.js';
import { conflict, invalid, ruleViolated, type DomainError } from '../shared/error.js';
import { isReversed } from '../shared/text.js';
import { parisDay, type Day } from '../shared/day.js';
import { applicationLifecycle, stateTold, type ApplicationState } from './application.lifecycle.js';

/** A correction that an officer asked for and that is neither answered nor over. */
export interface OpenCorrection {
  readonly id: string;
  /** Keys of sections, `coverPart`, `membersPart`. */
  readonly parts: readonly string[];
  /** Exclusive. */
  readonly dueAt: Date;
}

/** The parts of a dossier that are no section of the form; no key of a section looks like them. */
export const coverPart = '@cover';
export const membersPart = '@members';

/** What bounds the writing of a dossier. */
export interface WritingTerms {
  /** Its phase; `closesAt` is its pole's own where a late exception puts it off. */
  readonly phase: PhaseTerms;
  readonly correction: OpenCorrection | null;
}

interface Written {
  readonly state: ApplicationState;
  /** When the pole reopened it, null once it was submitted again. */
  readonly reopenedAt: Date | null;
}

/** Until when, exclusively, `part` may be written; null: it is closed, whatever the time. `writable_until` says the same in the database. */
export function writableUntil({ state, reopenedAt }: Written, { phase, correction }: WritingTerms, part: string): Date | null {
  if (state === 'draft') return phase.closesAt;
  if (state !== 'submitted') return null;
  const bounds = [...(reopenedAt === null ? [] : [phase.closesAt]), ...(correction?.parts.includes(part) === true ? [correction.dueAt] : [])];
  return bounds.reduce<Date | null>((last, one) => (last === null || one > last ? one : last), null);
}

/**
 * May `part` be written at `at`? A part that is closed throws; what comes late is returned, since what was typed is kept in the history of its
 * section all the same.
 */
export function checkWritable(application: Written, terms: WritingTerms, part: string, at: Date): DomainError | undefined {
  const until = writableUntil(application, terms, part);
  if (until === null) throw application.state === 'submitted' && terms.correction !== null ? conflict('application.part-not-opened') : notADraft(application.state);
  if (at < until) return undefined;
  return until === terms.correction?.dueAt ? correctionOver(until) : callClosed(until);
}

/** The refusal of what only a dossier that is being written takes. */
export const notADraft = (state: ApplicationState): DomainError => conflict('application.not-a-draft', { state: stateTold(state) });
const callClosed = (closesAt: Date): DomainError => ruleViolated('application.call-closed', { closedAt: closesAt.toISOString() });
const correctionOver = (dueAt: Date): DomainError => ruleViolated('application.correction-over', { dueAt: dueAt.toISOString() });

/** The refusal of what comes after the bound of a first or a renewed submission. */
export const tooLate = ({ phase, correction }: WritingTerms, isCorrection: boolean): DomainError => (isCorrection && correction !== null ? correctionOver(correction.dueAt) : callClosed(phase.closesAt));

export interface SubmissionChanges {
  state: ApplicationState;
  submittedAt: Date;
  /** The day on which silence becomes a refusal. */
  silenceOn: Day;
}

export type SubmitDecision = { changes: SubmissionChanges; refused?: undefined } | { refused: DomainError; changes?: undefined };

/** Does a submission now answer a correction? Then only the opened parts change. */
export const answersCorrection = (application: Written, { correction }: WritingTerms): boolean => application.state === 'submitted' && correction !== null;

/**
 * A dossier that arrives at `receivedAt`, the first time, reopened or corrected. Late is a refusal that must leave a trace, hence returned; the
 * rest throws. `missing`: what the form still wants, as `section.field` paths. Each submission is a request of its own: silence on it counts from
 * the day on which it came (CRPA L114-5 for one that was completed).
 */
export function submitApplication(application: Written & { version: number }, version: number, terms: WritingTerms, missing: readonly string[], receivedAt: Date): SubmitDecision {
  const isCorrection = answersCorrection(application, terms);
  const again = isCorrection || application.reopenedAt !== null;
  const state = applicationLifecycle.next(again ? 'resubmit' : 'submit', application.state);
  if (application.version !== version) throw conflict('application.stale', { version: application.version });
  if (receivedAt < terms.phase.opensAt) throw ruleViolated('application.call-not-open-yet', { opensAt: terms.phase.opensAt.toISOString() });
  const until = isCorrection ? terms.correction!.dueAt : terms.phase.closesAt;
  if (receivedAt >= until) return { refused: tooLate(terms, isCorrection) };
  if (missing.length > 0) throw ruleViolated('application.incomplete', { missing });
  return { changes: { state, submittedAt: receivedAt, silenceOn: implicitRejectionDay(parisDay(receivedAt)) } };
}

/** Reopens a submitted dossier until the deadline: what was submitted stays in force until something else is. */
export function reopenApplication(application: Written, { phase }: WritingTerms, at: Date): { reopenedAt: Date } {
  applicationLifecycle.next('reopen', application.state);
  if (application.reopenedAt !== null) throw conflict('application.already-reopened');
  if (at >= phase.closesAt) throw callClosed(phase.closesAt);
  return { reopenedAt: at };
}

/** Is the pole rewriting what it submitted? Nobody rules on it meanwhile. */
export const isBeingRewritten = ({ state, reopenedAt }: Written, { phase, correction }: WritingTerms, at: Date): boolean =>
  state === 'submitted' && ((reopenedAt !== null && at < phase.closesAt) || (correction !== null && at < correction.dueAt));

export function checkVersion(current: number, version: number): void {
  if (current !== version) throw conflict('application.stale', { version: current });
}

/** The title of a project may be empty until it is submitted, but pretends to be no other one: throws `invalid-input` `answer.text-reversed`. */
export function checkTitle(title: string): void {
  if (isReversed(title)) throw invalid('answer.text-reversed', { field: 'projectTitle' });
}
