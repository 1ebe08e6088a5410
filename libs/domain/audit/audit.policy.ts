import { holds, type Actor } from '../identity/actor.js';

export const canAudit = (actor: Actor): boolean => holds(actor, ['auditor', 'administrator']);
