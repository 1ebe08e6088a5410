import { wasPublished } from './call.rules.js';
import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';

interface SeenCall {
  id: string;
  state: string;
}

const draftReaders: readonly Role[] = ['officer', 'publisher', 'auditor', 'administrator', 'signatory'];

export const seesDrafts = (actor: Actor | undefined): boolean => actor !== undefined && holdsAnywhere(actor, draftReaders);
/** Everybody sees a published call; drafts, given up or not, are for the ministry. */
export const canSeeCall = (actor: Actor | undefined, call: SeenCall): boolean => wasPublished(call.state) || seesDrafts(actor);
export const canCreateCall = (actor: Actor): boolean => holds(actor, 'officer');
export const canEditCall = (actor: Actor, call: { id: string }): boolean => holds(actor, 'officer', { callId: call.id });
export const canDiscardCall = canEditCall;
export const canPublishCall = (actor: Actor, call: SeenCall): boolean => holds(actor, 'publisher', { callId: call.id });
/** The documents of a published call are for everybody; those that wait for an addendum, for the ministry. */
export const canSeeDocument = (actor: Actor | undefined, document: { callState: string; addendum: number | null }): boolean =>
  (wasPublished(document.callState) && document.addendum !== null) || seesDrafts(actor);
