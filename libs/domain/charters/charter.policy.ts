import { holds, holdsAnywhere, type Actor, type Role } from '../identity/actor.js';

const draftReaders: readonly Role[] = ['officer', 'publisher', 'auditor', 'administrator', 'signatory'];

/** A version that is published is for everybody; one in preparation, or dropped, for the ministry. */
export const seesDraftCharters = (actor: Actor | undefined): boolean => actor !== undefined && holdsAnywhere(actor, draftReaders);
export const canSeeCharter = (actor: Actor | undefined, charter: { state: string }): boolean => charter.state === 'published' || seesDraftCharters(actor);
/** The charter is of no call: a role in one call gives nothing on it. */
export const canDraftCharter = (actor: Actor): boolean => holds(actor, 'officer');
/** That it be another person than those who wrote it is a rule (`publishCharter`). */
export const canPublishCharter = (actor: Actor): boolean => holds(actor, 'publisher');
export const canDropCharter = (actor: Actor): boolean => holds(actor, ['officer', 'publisher']);

/** A pole's own people assess it, sign for it, and choose what everybody reads. */
export const canSignCharter = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });
