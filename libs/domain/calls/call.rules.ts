import { regionOf } from '../directory/region.js';
import { conflict, forbidden, invalid, ruleViolated } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';
import type { Cents } from '../shared/money.js';

export type CallState = 'draft' | 'published' | 'closed' | 'discarded';

/** Was it ever published? What was not is the ministry's alone. */
export const wasPublished = (state: string): boolean => state !== 'draft' && state !== 'discarded';

export const callLifecycle = lifecycle<CallState, 'publish' | 'close' | 'discard'>('call', 'draft', {
  publish: { from: ['draft'], to: 'published' },
  close: { from: ['published'], to: 'closed' },
  discard: { from: ['draft'], to: 'discarded' },
});

export type InstalmentTrigger = 'signature' | 'report-accepted';

/** One instalment of each award: its share in percent, what makes it due, the year it is planned in (0: the decision's year). */
export interface InstalmentTerm {
  readonly key: string;
  readonly label: string;
  readonly sharePercent: number;
  readonly trigger: InstalmentTrigger;
  readonly paymentDays: number;
  readonly yearOffset: number;
}

export interface AwardTerms {
  readonly support: 'cash';
  readonly minCents: Cents;
  readonly maxCents: Cents;
  readonly durationMonths: number;
  readonly laureatesExpected: number;
  readonly instalments: readonly InstalmentTerm[];
}

/** Zones that a call may give priority to: quartiers prioritaires de la ville, France ruralités revitalisation, rural, overseas. */
export const zonings = ['qpv', 'frr', 'rural', 'overseas'] as const;
export type Zoning = (typeof zonings)[number];

/** Where a published call stands: soon to open, open, over. */
export type CallMoment = 'soon' | 'open' | 'over';

export interface PhaseTerms {
  readonly opensAt: Date;
  /** Exclusive: « until 23:59 » is midnight of the next day. */
  readonly closesAt: Date;
}

/** Throws unless the terms can be kept: amounts in order, shares that make 100 %, a positive duration. */
export function checkAwardTerms(terms: AwardTerms): void {
  if (terms.minCents <= 0 || terms.maxCents < terms.minCents) throw invalid('call.amounts-out-of-order');
  if (terms.durationMonths < 1 || terms.laureatesExpected < 1) throw invalid('call.duration-or-count-not-positive');
  if (terms.instalments.length === 0) throw invalid('call.no-instalment');
  const keys = new Set(terms.instalments.map((one) => one.key));
  if (keys.size !== terms.instalments.length) throw invalid('call.instalment-key-twice');
  const sum = terms.instalments.reduce((percent, one) => percent + one.sharePercent, 0);
  if (sum !== 100) throw invalid('call.instalments-not-100-percent', { sum });
}

/**
 * Phases stand in their order, and ask for laureates of earlier phases only. `requiresPhase` counts from 1; null: open to all. Throws
 * `invalid-input` `call.phase-requires-later`.
 */
export function checkPhases(phases: readonly { readonly requiresPhase: number | null }[]): void {
  phases.forEach(({ requiresPhase }, index) => {
    if (requiresPhase !== null && (requiresPhase < 1 || requiresPhase > index)) throw invalid('call.phase-requires-later', { phase: index + 1 });
  });
}

/** INSEE's codes of regions, each once. Throws `invalid-input` `call.region-unknown`. */
export function checkRegions(codes: readonly string[]): void {
  for (const code of codes) if (regionOf(code) === undefined) throw invalid('call.region-unknown', { code });
}

/** Where a call, or a phase of it, is for laureates of another one: throws `rule-violated` `application.prerequisite-not-held`. */
export function requireAward(needsAward: boolean, holdsAward: boolean): void {
  if (needsAward && !holdsAward) throw ruleViolated('application.prerequisite-not-held');
}

export const isOpen = (phase: PhaseTerms, at: Date): boolean => phase.opensAt <= at && at < phase.closesAt;

/** What a publication changes; a second person, a form, a rubric, a charter in force where one is asked for, and a phase that is not over yet are needed. */
export function publishCall(
  call: { state: CallState; authoredBy: string; hasForm: boolean; hasRubric: boolean; envelopeOpen: boolean; lacksCharter: boolean; phases: readonly PhaseTerms[] },
  publisher: string,
  at: Date,
): { state: CallState; publishedBy: string; publishedAt: Date } {
  const state = callLifecycle.next('publish', call.state);
  if (call.authoredBy === publisher) throw forbidden('call.publish-needs-another-person');
  if (!call.hasForm) throw ruleViolated('call.no-form');
  if (!call.hasRubric) throw ruleViolated('call.no-rubric');
  if (!call.envelopeOpen) throw ruleViolated('call.envelope-not-open');
  if (call.lacksCharter) throw ruleViolated('call.no-charter');
  if (call.phases.length === 0) throw ruleViolated('call.no-phase');
  if (call.phases.every((phase) => phase.closesAt <= at)) throw ruleViolated('call.every-phase-over');
  return { state, publishedBy: publisher, publishedAt: at };
}

/** A draft may still change; what is published changes by addenda only, what was given up no more. */
export function checkEditable(call: { state: CallState; version: number }, version: number): void {
  if (call.state === 'discarded') throw conflict('call.discarded');
  if (call.state !== 'draft') throw conflict('call.already-published');
  checkEditedAt(call, version);
}

/** Nobody changes what they have not read. */
export function checkEditedAt(call: { version: number }, version: number): void {
  if (call.version !== version) throw conflict('call.stale', { version: call.version });
}
