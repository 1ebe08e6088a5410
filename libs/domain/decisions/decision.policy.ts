import { holds, type Actor, type Role, type Scope } from '../identity/actor.js';
import type { DecisionKind } from './decision.rules.js';

/** Where a decision stands: the scopes of grants are compared with it. */
export type DecisionPlace = Required<Scope>;

interface SeenDecision extends DecisionPlace {
  state: string;
  /** Has the person who asks a declared link with the dossier? */
  conflicted: boolean;
}

/** Those who prepare, take, sign or audit decisions. */
export const decisionReaders: readonly Role[] = ['officer', 'chair', 'committee-member', 'session-secretary', 'signatory', 'auditor'];

export const isOfPole = (actor: Actor, place: { poleId: string }): boolean => holds(actor, 'applicant', { poleId: place.poleId });

/** A pole sees what was released to it and nothing before, whatever else its people are; so do desk people with a link with the dossier. */
export const canSeeDecision = (actor: Actor, decision: SeenDecision): boolean => {
  if (decision.state !== 'released' && (decision.conflicted || isOfPole(actor, decision))) return false;
  return isOfPole(actor, decision) || holds(actor, decisionReaders, decision);
};

/** The committee proposes on what it examined, the officer on what she found ineligible. */
export const canProposeDecision = (actor: Actor, kind: DecisionKind, place: DecisionPlace): boolean =>
  !isOfPole(actor, place) && holds(actor, kind === 'ineligible' ? 'officer' : ['chair', 'session-secretary'], place);

/** That it be another person than the one who proposed is a rule (`confirmDecision`). */
export const canConfirmDecision = (actor: Actor, place: DecisionPlace): boolean => !isOfPole(actor, place) && holds(actor, 'signatory', place);
export const canReleaseDecision = canConfirmDecision;
