import { conflict, invalid, ruleViolated } from '../shared/error.js';
import type { ApplicationState } from './application.lifecycle.js';
import { checkVersion, isBeingRewritten, notADraft, tooLate, type WritingTerms } from './application.rules.js';

/** Of one version of a draft: any later change makes another version, which nobody has certified. */
export interface Certification {
  readonly certifiedBy: string;
  /** As what, in the person's words: « présidente ». */
  readonly quality: string;
  readonly certifiedAt: Date;
}

/** Requests that one dossier may send to its representatives in 24 hours. */
export const certificationRequestsPerDay = 5;

interface Written {
  readonly state: ApplicationState;
  readonly reopenedAt: Date | null;
  readonly version: number;
}

/** Until when, exclusively, what is being written may be submitted, and so certified; null: nothing is being written. */
const submittableUntil = (application: Written, terms: WritingTerms, at: Date): Date | null => {
  if (application.state === 'draft') return terms.phase.closesAt;
  if (!isBeingRewritten(application, terms, at)) return null;
  return terms.correction !== null ? terms.correction.dueAt : terms.phase.closesAt;
};

/** Does the call ask for it, and is the dossier being written? Throws `conflict` or, past the bound, `rule-violated` `application.call-closed`. */
export function checkCertifiable(call: { certification: boolean }, application: Written, terms: WritingTerms, at: Date): void {
  if (!call.certification) throw conflict('application.no-certification');
  const until = submittableUntil(application, terms, at);
  if (until === null) throw notADraft(application.state);
  if (at >= until) throw tooLate(terms, terms.correction !== null);
}

/**
 * Certifies `version` of a dossier as it stands, complete: `missing` holds what the form still wants. Gives the quality as it is kept. Throws
 * `invalid-input` `certification.quality-missing`, `conflict` `application.stale`, `rule-violated` `application.incomplete`.
 */
export function certify(application: Written, version: number, quality: string, missing: readonly string[]): string {
  const kept = quality.trim();
  if (kept.length < 2) throw invalid('certification.quality-missing');
  checkVersion(application.version, version);
  if (missing.length > 0) throw ruleViolated('application.incomplete', { missing });
  return kept;
}

/** Throws `rule-violated` `certification.asked-often`; `asked`: requests of the last 24 hours. */
export function checkRequests(asked: number): void {
  if (asked >= certificationRequestsPerDay) throw ruleViolated('certification.asked-often', { most: certificationRequestsPerDay });
}

/**
 * The certification that a submission by `submitter` seals, of those of its version, the earliest first: another person's. Throws `rule-violated`
 * `application.not-certified`, or `application.certified-by-submitter` when only the one who submits certified. `submissions_certified` says the same in the database.
 */
export function sealedCertification<C extends Certification>(certifications: readonly C[], submitter: string): C {
  const by = certifications.find(({ certifiedBy }) => certifiedBy !== submitter);
  if (by !== undefined) return by;
  throw ruleViolated(certifications.length === 0 ? 'application.not-certified' : 'application.certified-by-submitter');
}
