import type { FormDefinition } from '../calls/form.js';
import { conflict, invalid, ruleViolated } from '../shared/error.js';
import { applicationLifecycle, type ApplicationState } from './application.lifecycle.js';
import { coverPart, membersPart, type WritingTerms } from './application.rules.js';

/** What may follow when a pole does not answer: announced with the request, never done by the clock. */
export const consequences = ['examined-as-is', 'may-be-ineligible'] as const;
export type Consequence = (typeof consequences)[number];

/** Of a request, in UTF-16 units without the blanks around it. */
const shortestReason = 10;

/**
 * A request to correct some parts of a dossier: after the deadline, one at a time, while its eligibility is not ruled. Throws unless a reason is
 * given, `parts` are parts of the dossier, and `dueAt`, an exclusive bound, is to come.
 */
export function requestCorrection(application: { state: ApplicationState }, terms: WritingTerms, form: FormDefinition, request: { parts: readonly string[]; reason: string; dueAt: Date }, at: Date): void {
  if (request.reason.trim().length < shortestReason) throw invalid('correction.reason-too-short');
  applicationLifecycle.next('request-correction', application.state);
  if (at < terms.phase.closesAt) throw ruleViolated('correction.before-deadline', { closesAt: terms.phase.closesAt.toISOString() });
  if (terms.correction !== null) throw conflict('correction.already-open');
  const known = new Set([coverPart, membersPart, ...form.sections.map(({ key }) => key)]);
  if (request.parts.length === 0 || new Set(request.parts).size !== request.parts.length || !request.parts.every((part) => known.has(part))) throw invalid('correction.unknown-part');
  if (request.dueAt <= at) throw ruleViolated('correction.due-in-the-past');
}

/** Everything that the pole declared, as a submission seals it. */
export interface DossierContent<Member = unknown> {
  readonly projectTitle: string;
  readonly prerequisiteDeclared: boolean;
  readonly members: readonly Member[];
  readonly sections: readonly { readonly key: string; readonly answers: Readonly<Record<string, unknown>> }[];
}

/** What answers a correction: the opened `parts` as they are written now, everything else as it was `sealed`. */
export function corrected<Content extends DossierContent>(sealed: Content, now: Content, parts: readonly string[]): Content {
  const cover = parts.includes(coverPart) ? now : sealed;
  return {
    ...sealed,
    projectTitle: cover.projectTitle,
    prerequisiteDeclared: cover.prerequisiteDeclared,
    members: parts.includes(membersPart) ? now.members : sealed.members,
    sections: now.sections.map((section) => (parts.includes(section.key) ? section : (sealed.sections.find(({ key }) => key === section.key) ?? section))),
  };
}
