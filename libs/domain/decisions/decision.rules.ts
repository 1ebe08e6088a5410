import type { ApplicationAction, ApplicationState } from '../applications/application.lifecycle.js';
import type { AwardTerms } from '../calls/call.rules.js';
import { parisDay, type Day } from '../shared/day.js';
import { conflict, forbidden, invalid, ruleViolated } from '../shared/error.js';
import type { Cents } from '../shared/money.js';
import { appealDeadline } from './deadline.rules.js';
import { decisionLifecycle, type DecisionState } from './decision.lifecycle.js';

export const decisionKinds = ['award', 'reserve', 'refusal', 'ineligible'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What is proposed. `amountCents` for awards only, `reserveRank` (from 1) for the reserve list only; `motivation` is what the letter quotes. */
export interface Proposal {
  readonly kind: DecisionKind;
  readonly amountCents: Cents | null;
  readonly reserveRank: number | null;
  readonly motivation: string;
  readonly releaseOn: Day;
}

/** From which states of the dossier each kind may be taken, and what its release does to it. An ineligible dossier is that already. */
const outcomes: Readonly<Record<DecisionKind, { from: readonly ApplicationState[]; action: ApplicationAction | null }>> = {
  award: { from: ['under-review', 'reserve'], action: 'award' },
  reserve: { from: ['under-review'], action: 'put-in-reserve' },
  refusal: { from: ['under-review', 'reserve'], action: 'refuse' },
  ineligible: { from: ['ineligible'], action: null },
};

/** What a release does to the dossier, or null. */
export const actionOnRelease = (kind: DecisionKind): ApplicationAction | null => outcomes[kind].action;

/** Throws `conflict` `decision.dossier-not-ready` unless the dossier is in a state in which `kind` can be decided. */
export function checkDossier(kind: DecisionKind, state: ApplicationState): void {
  if (!outcomes[kind].from.includes(state)) throw conflict('decision.dossier-not-ready', { kind, state });
}

function checkAmount({ kind, amountCents }: Proposal, terms: Pick<AwardTerms, 'minCents' | 'maxCents'>): void {
  if (kind !== 'award') {
    if (amountCents !== null) throw invalid('decision.amount-for-awards-only');
    return;
  }
  if (amountCents === null) throw invalid('decision.amount-missing');
  if (amountCents < terms.minCents || amountCents > terms.maxCents) {
    throw ruleViolated('decision.amount-out-of-terms', { amountCents, minCents: terms.minCents, maxCents: terms.maxCents });
  }
}

/**
 * May this be proposed? `current`: the decision in force on the dossier, if any; a proposal that nobody confirmed and a released place on
 * the reserve list give way to a new one, what was confirmed or settled does not (`conflict` `decision.already-taken`).
 * `ranking`: the dossier's place in the frozen ranking, without which the committee decides nothing; a rank null was eliminated by a threshold.
 */
export function proposeDecision(
  proposal: Proposal,
  facts: { state: ApplicationState; current: { kind: DecisionKind; state: DecisionState } | undefined; ranking: { rank: number | null } | undefined; terms: Pick<AwardTerms, 'minCents' | 'maxCents'> },
): void {
  const { kind, reserveRank, motivation } = proposal;
  const { current } = facts;
  checkDossier(kind, facts.state);
  const givesWay = current === undefined || current.state === 'proposed' || (current.state === 'released' && current.kind === 'reserve');
  if (!givesWay) throw conflict('decision.already-taken', { kind: current.kind, state: current.state });
  checkAmount(proposal, facts.terms);
  if ((kind === 'reserve') !== (reserveRank !== null)) throw invalid('decision.reserve-rank-for-reserve-only');
  if (reserveRank !== null && reserveRank < 1) throw invalid('decision.reserve-rank-not-positive');
  if (kind === 'refusal' && motivation.trim() === '') throw invalid('decision.refusal-without-motivation');
  if (kind === 'ineligible') return;
  if (facts.ranking === undefined) throw ruleViolated('decision.no-frozen-ranking');
  if (kind !== 'refusal' && facts.ranking.rank === null) throw ruleViolated('decision.dossier-eliminated');
}

export interface Confirmation {
  state: DecisionState;
  confirmedBy: string;
  confirmedAt: Date;
  /** The day of the decision in Paris: its year is the one in which the award is committed. */
  decidedOn: Day;
  /** As they are that day: the letter bears them for ever (CRPA L212-1). */
  signatoryName: string;
  signatoryQuality: string;
}

export interface Signatory {
  readonly userId: string;
  readonly name: string;
  /** « Sous-directrice de … »; null: nobody has said. */
  readonly quality: string | null;
}

/** What a confirmation at `at` changes; by another person than the one who proposed. */
export function confirmDecision(
  decision: { state: DecisionState; kind: DecisionKind; proposedBy: string; supersededAt: Date | null },
  dossier: ApplicationState,
  signatory: Signatory,
  at: Date,
): Confirmation {
  const state = decisionLifecycle.next('confirm', decision.state);
  if (decision.supersededAt !== null) throw conflict('decision.superseded');
  if (decision.proposedBy === signatory.userId) throw forbidden('decision.confirm-needs-another-person');
  if (signatory.quality === null) throw ruleViolated('decision.signatory-without-quality');
  checkDossier(decision.kind, dossier);
  return { state, confirmedBy: signatory.userId, confirmedAt: at, decidedOn: parisDay(at), signatoryName: signatory.name, signatoryQuality: signatory.quality };
}

/** What a release at `at` changes: on its day in Paris or later, once its letter is made. */
export function releaseDecision(
  decision: { state: DecisionState; releaseOn: Day; supersededAt: Date | null },
  hasLetter: boolean,
  signatory: string,
  at: Date,
): { state: DecisionState; releasedBy: string; releasedAt: Date } {
  const state = decisionLifecycle.next('release', decision.state);
  if (decision.supersededAt !== null) throw conflict('decision.superseded');
  if (parisDay(at) < decision.releaseOn) throw ruleViolated('decision.release-day-not-come', { releaseOn: decision.releaseOn });
  if (!hasLetter) throw conflict('decision.letter-not-made');
  return { state, releasedBy: signatory, releasedAt: at };
}

/** The last day to appeal against a decision notified on its release day, for a pole overseas or not. */
export const appealLastDay = (releaseOn: Day, overseas: boolean): Day => appealDeadline(releaseOn, overseas ? 'overseas' : 'metropole');
