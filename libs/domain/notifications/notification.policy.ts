import { holds, type Actor } from '../identity/actor.js';

export const canReadMailLog = (actor: Actor): boolean => holds(actor, ['administrator', 'auditor']);
/** Sending again and retrying failed jobs. */
export const canOperateMail = (actor: Actor): boolean => holds(actor, 'administrator');
