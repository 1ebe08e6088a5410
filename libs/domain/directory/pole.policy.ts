import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';
import { isReaderOf } from '../identity/pole-people.js';

const desk: readonly Role[] = ['officer', 'publisher', 'chair', 'committee-member', 'session-secretary', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator'];

/** Those who read all of a pole's see it, and the ministry's and operator's desks. */
export const canSeePole = (actor: Actor, pole: { id: string }): boolean => isReaderOf(actor, pole.id) || seesEveryPole(actor);
export const seesEveryPole = (actor: Actor): boolean => holdsAnywhere(actor, desk);

/** Its own people write what a pole says of itself. */
export const canEditProfile = (actor: Actor, pole: { id: string }): boolean => holds(actor, 'applicant', { poleId: pole.id });
/** Officers say whether a pole is active, and whether the directory shows it. */
export const keepsDirectory = (actor: Actor): boolean => holdsAnywhere(actor, 'officer');
