import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';

const viewers: readonly Role[] = [
  'officer',
  'budget-approver',
  'signatory',
  'chair',
  'committee-member',
  'session-secretary',
  'preparer',
  'approver',
  'executor',
  'auditor',
];

/** Those who spend, commit or check public money; a grant scoped to an envelope shows that one only. */
export const canSeeEnvelope = (actor: Actor, envelope: { id: string }): boolean => holds(actor, viewers, { envelopeId: envelope.id });
export const seesEveryEnvelope = (actor: Actor): boolean => holds(actor, viewers);
/** The envelopes that scoped grants show to someone who does not see all of them. */
export const envelopesOf = (actor: Actor): string[] =>
  actor.grants.flatMap(({ scope }) => (scope.envelopeId !== undefined && canSeeEnvelope(actor, { id: scope.envelopeId }) ? [scope.envelopeId] : []));
export const canListEnvelopes = (actor: Actor): boolean => seesEveryEnvelope(actor) || envelopesOf(actor).length > 0;

export const canProposeEnvelope = (actor: Actor): boolean => holds(actor, 'officer');
export const canProposeTopUp = (actor: Actor, envelope: { id: string }): boolean => holds(actor, 'officer', { envelopeId: envelope.id });
/** Envelopes and top-ups; that it be another person than the one who proposed is a rule (`confirmEnvelope`, `confirmTopUp`). */
export const canConfirmMoney = (actor: Actor, envelope: { id: string }): boolean => holds(actor, 'budget-approver', { envelopeId: envelope.id });

/** A roadmap is an announcement: whoever works with envelopes reads it. */
export const canSeeRoadmaps = (actor: Actor): boolean => holdsAnywhere(actor, viewers);
export const canCreateRoadmap = (actor: Actor): boolean => holds(actor, 'officer');
