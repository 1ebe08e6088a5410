import { holds, type Actor } from './actor.js';

/** People and roles are the administrator's; an auditor reads them. */
export const canAdministerUsers = (actor: Actor): boolean => holds(actor, 'administrator');
export const canListUsers = (actor: Actor): boolean => holds(actor, ['administrator', 'auditor', 'officer']);
