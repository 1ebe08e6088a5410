import { holds, type Actor, type Role } from '../identity/actor.js';

const readers: readonly Role[] = ['officer', 'chair', 'committee-member', 'session-secretary', 'signatory', 'auditor'];

/** The order of a call's dossiers is deliberation: for those who prepare, take, sign or audit the decisions. */
export const canSeeRanking = (actor: Actor, callId: string): boolean => holds(actor, readers, { callId });
export const canFreezeRanking = (actor: Actor, callId: string): boolean => holds(actor, ['chair', 'session-secretary'], { callId });
