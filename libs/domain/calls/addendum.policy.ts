import { holds, type Actor } from '../identity/actor.js';
import { seesDrafts } from './call.policy.js';

/** A published addendum is for everybody; one that is proposed or was dropped, for the ministry. */
export const canSeeAddendum = (actor: Actor | undefined, addendum: { state: string }): boolean => addendum.state === 'published' || seesDrafts(actor);
export const canProposeAddendum = (actor: Actor, call: { id: string }): boolean => holds(actor, 'officer', { callId: call.id });
/** That it be another person than the one who proposed is a rule (`publishAddendum`). */
export const canPublishAddendum = (actor: Actor, call: { id: string }): boolean => holds(actor, 'publisher', { callId: call.id });
export const canDropAddendum = (actor: Actor, call: { id: string }): boolean => holds(actor, ['officer', 'publisher'], { callId: call.id });
