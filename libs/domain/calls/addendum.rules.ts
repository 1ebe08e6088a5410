import { conflict, forbidden, invalid, ruleViolated } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';
import { checkAwardTerms, type AwardTerms, type CallState } from './call.rules.js';
import type { DocumentState, DocumentWords } from './document.rules.js';
import type { FormDefinition } from './form.js';

export type AddendumState = 'proposed' | 'published' | 'dropped';
export type AddendumAction = 'publish' | 'drop';

export const addendumLifecycle = lifecycle<AddendumState, AddendumAction>('addendum', 'proposed', {
  publish: { from: ['proposed'], to: 'published' },
  drop: { from: ['proposed'], to: 'dropped' },
});

/** A phase and when it closes, as an ISO instant; an exclusive bound. */
export interface Closing {
  readonly phaseId: string;
  readonly title: string;
  readonly closesAt: string;
}

/** A document that an addendum brings, and the one whose place it takes; as it stood: the one that is replaced, by nothing yet. */
export interface DocumentChange extends DocumentWords {
  readonly documentId: string;
  readonly name: string;
  readonly replaces: string | null;
}

/** What an addendum changes: as it will stand, or as it stood. What is absent does not change. */
export interface CallParts {
  readonly title?: string;
  readonly summary?: string;
  readonly closings?: readonly Closing[];
  readonly awardTerms?: AwardTerms;
  /** Must the pole have signed the charter in force? */
  readonly charterRequired?: boolean;
  /** For dossiers that are started from then on; a draft keeps the form that it was started with. */
  readonly form?: FormDefinition;
  readonly documents?: readonly DocumentChange[];
}

/** What is asked for: closings name their phase by its id, documents theirs. */
export interface AddendumRequest extends Omit<CallParts, 'closings' | 'documents'> {
  readonly closings?: readonly { readonly phaseId: string; readonly closesAt: Date }[];
  readonly documents?: readonly Pick<DocumentChange, 'documentId' | 'replaces'>[];
}

export interface AmendedPhase {
  readonly id: string;
  readonly title: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Dossiers that somebody has started in it and not given up. */
  readonly started: number;
}

export interface AmendedDocument extends DocumentWords {
  readonly id: string;
  readonly name: string;
  readonly state: DocumentState;
  readonly isInfected: boolean;
}

export interface AmendedCall {
  readonly state: CallState;
  readonly title: string;
  readonly summary: string;
  readonly awardTerms: AwardTerms;
  readonly charterRequired: boolean;
  readonly hasCharter: boolean;
  readonly form: FormDefinition | undefined;
  readonly phases: readonly AmendedPhase[];
  readonly documents: readonly AmendedDocument[];
  /** A decision on one of its dossiers is in force. */
  readonly isDecided: boolean;
}

/** Days that stay at least between the publication of an addendum and a closing that it brings forward. */
export const noticeDays = 15;
const dayMs = 86_400_000;
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node,
  );

/**
 * A closing moves while its phase is not over. Later: freely. Earlier: only as long as nobody has started a dossier in the phase, and to
 * `noticeDays` from now at the soonest: who has begun to write keeps the time that was announced.
 */
function checkClosing(phase: AmendedPhase, closesAt: Date, at: Date): void {
  if (phase.closesAt <= at) throw ruleViolated('addendum.phase-over');
  if (closesAt > phase.closesAt) return;
  if (phase.started > 0) throw ruleViolated('addendum.closing-earlier-with-dossiers', { started: phase.started });
  if (closesAt.getTime() < at.getTime() + noticeDays * dayMs || closesAt <= phase.opensAt) throw ruleViolated('addendum.closing-too-soon', { days: noticeDays });
}

/** The charter may cease to be asked for at any time; it comes to be asked for while nobody has started, and one is in force. */
function checkCharterAsked({ phases, hasCharter }: AmendedCall): void {
  const started = phases.reduce((sum, phase) => sum + phase.started, 0);
  if (started > 0) throw ruleViolated('addendum.charter-with-dossiers', { started });
  if (!hasCharter) throw ruleViolated('call.no-charter');
}

/** The documents that wait and are asked for, with those in force whose place they take. */
function bring(documents: readonly AmendedDocument[], wanted: NonNullable<AddendumRequest['documents']>): { before: DocumentChange[]; after: DocumentChange[] } {
  const find = (id: string, state: DocumentState): AmendedDocument => {
    const found = documents.find((one) => one.id === id && one.state === state);
    if (found === undefined) throw conflict('addendum.unknown-document');
    if (found.isInfected && state === 'waiting') throw ruleViolated('addendum.document-infected');
    return found;
  };
  const change = ({ id, kind, title, name }: AmendedDocument, replaces: string | null): DocumentChange => ({ documentId: id, kind, title, name, replaces });
  const named = wanted.flatMap(({ documentId, replaces }) => (replaces === null ? [documentId] : [documentId, replaces]));
  if (new Set(named).size < named.length) throw invalid('addendum.document-twice');
  return {
    before: wanted.flatMap(({ replaces }) => (replaces === null ? [] : [change(find(replaces, 'in-force'), null)])),
    after: wanted.map(({ documentId, replaces }) => change(find(documentId, 'waiting'), replaces)),
  };
}

/**
 * What `request` would change in a published call at `at`: `before` and `after` hold the same parts, only those that differ. Throws `conflict`
 * `addendum.call-not-published`, `addendum.unknown-document`, `invalid-input` for what is no change or names no phase, `rule-violated` for what
 * may not change any more.
 */
export function amend(call: AmendedCall, request: AddendumRequest, at: Date): { before: CallParts; after: CallParts } {
  if (call.state !== 'published') throw conflict('addendum.call-not-published', { state: call.state });
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const change = (part: keyof CallParts, was: unknown, will: unknown): void => {
    if (will === undefined || same(was, will)) return;
    before[part] = was ?? null;
    after[part] = will;
  };
  change('title', call.title, request.title);
  change('summary', call.summary, request.summary);
  change('awardTerms', call.awardTerms, request.awardTerms);
  change('charterRequired', call.charterRequired, request.charterRequired);
  change('form', call.form, request.form);
  const moved = (request.closings ?? []).flatMap(({ phaseId, closesAt }) => {
    const phase = call.phases.find(({ id }) => id === phaseId);
    if (phase === undefined) throw invalid('addendum.unknown-phase');
    if (phase.closesAt.getTime() === closesAt.getTime()) return [];
    checkClosing(phase, closesAt, at);
    return [{ phase, closesAt }];
  });
  if (new Set(moved.map(({ phase }) => phase.id)).size < moved.length) throw invalid('addendum.phase-twice');
  if (moved.length > 0) {
    before['closings'] = moved.map(({ phase }) => ({ phaseId: phase.id, title: phase.title, closesAt: phase.closesAt.toISOString() }));
    after['closings'] = moved.map(({ phase, closesAt }) => ({ phaseId: phase.id, title: phase.title, closesAt: closesAt.toISOString() }));
  }
  if (request.documents !== undefined && request.documents.length > 0) {
    const brought = bring(call.documents, request.documents);
    before['documents'] = brought.before;
    after['documents'] = brought.after;
  }
  if (Object.keys(after).length === 0) throw invalid('addendum.no-change');
  if (after['charterRequired'] === true) checkCharterAsked(call);
  if (request.awardTerms !== undefined && 'awardTerms' in after) {
    checkAwardTerms(request.awardTerms);
    if (call.isDecided) throw ruleViolated('addendum.award-decided');
  }
  return { before, after };
}

/** The request that gives `after` again: what was proposed is judged once more on the day of its publication. */
export const requestOf = ({ closings, documents, ...parts }: CallParts): AddendumRequest => ({
  ...parts,
  ...(documents === undefined ? {} : { documents: documents.map(({ documentId, replaces }) => ({ documentId, replaces })) }),
  ...(closings === undefined ? {} : { closings: closings.map(({ phaseId, closesAt }) => ({ phaseId, closesAt: new Date(closesAt) })) }),
});

/** Publishes an addendum; whoever proposed it cannot: throws `forbidden` `addendum.second-person-required`. */
export function publishAddendum(addendum: { state: AddendumState; proposedBy: string }, personId: string, at: Date): { state: AddendumState; publishedBy: string; publishedAt: Date } {
  const state = addendumLifecycle.next('publish', addendum.state);
  if (addendum.proposedBy === personId) throw forbidden('addendum.second-person-required');
  return { state, publishedBy: personId, publishedAt: at };
}
