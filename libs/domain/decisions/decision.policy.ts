import { isOfPole, isReaderOf } from '../identity/pole-people.js';
import { holds, type Actor, type Role, type Scope } from '../identity/actor.js';
import type { DecisionKind } from './decision.rules.js';

/** Where a decision stands: the scopes of grants are compared with it. */
export type DecisionPlace = Required<Omit<Scope, 'applicationId'>>;

interface SeenDecision extends DecisionPlace {
  state: string;
  /** Has the person who asks a declared link with the dossier? */
  conflicted: boolean;
}

/** Those who prepare, take, sign or audit decisions. */
export const decisionReaders: readonly Role[] = ['officer', 'chair', 'committee-member', 'session-secretary', 'signatory', 'auditor'];

/** Those who may know of some decision there. */
export const readsDecisions = (actor: Actor, place: DecisionPlace): boolean => isReaderOf(actor, place.poleId) || holds(actor, decisionReaders, place);

/** A pole sees what was released to it and nothing before, whatever else its people are; so do desk people with a link with the dossier. Partners do not, as such. */
export const canSeeDecision = (actor: Actor, decision: SeenDecision): boolean => {
  if (decision.state !== 'released' && (decision.conflicted || isOfPole(actor, decision))) return false;
  return readsDecisions(actor, decision);
};

/** The committee proposes on what it examined, the officer on what she found ineligible. */
export const canProposeDecision = (actor: Actor, kind: DecisionKind, place: DecisionPlace): boolean =>
  !isOfPole(actor, place) && holds(actor, kind === 'ineligible' ? 'officer' : ['chair', 'session-secretary'], place);

/** That it be another person than the one who proposed is a rule (`confirmDecision`). */
export const canConfirmDecision = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, 'signatory', place);
export const canReleaseDecision = canConfirmDecision;
