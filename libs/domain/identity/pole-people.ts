import { holds, type Actor, type Grant, type Role } from './actor.js';
import { canAdministerUsers } from './identity.policy.js';

/** The roles of the people of a pole. A partner's is narrowed to one dossier. */
export const poleRoles = ['applicant', 'representative', 'pole-reader', 'partner'] as const satisfies readonly Role[];
export type PoleRole = (typeof poleRoles)[number];
/** Those who read all that is the pole's. */
export const poleReaders: readonly Role[] = ['applicant', 'representative', 'pole-reader'];

const isPoleRole = (role: Role): role is PoleRole => (poleRoles as readonly Role[]).includes(role);
const ofPoles = (actor: { grants: readonly Grant[] }): readonly Grant[] => actor.grants.filter(({ role }) => isPoleRole(role));

/**
 * Is `actor` one of the pole's people, in whatever role, were it for one dossier only? Whoever is never reviews, decides on or pays what is the
 * pole's.
 */
export const isOfPole = (actor: { grants: readonly Grant[] }, { poleId }: { poleId: string }): boolean => ofPoles(actor).some(({ scope }) => scope.poleId === undefined || scope.poleId === poleId);

/** The poles whose own `actor` is, as scopes: what lists of what is not for a pole's people keep from them. */
export const polesKeptFrom = (actor: Actor): { poleId?: string }[] => ofPoles(actor).map(({ scope: { poleId } }) => (poleId === undefined ? {} : { poleId }));

export const isReaderOf = (actor: Actor, poleId: string): boolean => holds(actor, poleReaders, { poleId });
export const polesOf = (actor: Actor, wanted: readonly Role[] = poleReaders): string[] =>
  actor.grants.filter((grant) => wanted.includes(grant.role) && grant.scope.poleId !== undefined).map((grant) => grant.scope.poleId!);
/** The dossiers that `actor` was invited to, one by one. */
export const partnerDossiersOf = (actor: Actor): string[] => actor.grants.flatMap(({ role, scope }) => (role === 'partner' && scope.applicationId !== undefined ? [scope.applicationId] : []));

/** The people of a pole, and who is invited to it. */
export const canSeeTeam = isReaderOf;
/** Inviting, sending again, revoking, taking a role away. */
export const canManageTeam = (actor: Actor, poleId: string): boolean => holds(actor, 'applicant', { poleId });

/** An administrator ends any role; an applicant those of its pole's people; everybody their own among those. */
export const canEndGrant = (actor: Actor, grant: (Grant & { userId: string }) | undefined): boolean =>
  canAdministerUsers(actor) || (grant !== undefined && isPoleRole(grant.role) && grant.scope.poleId !== undefined && (grant.userId === actor.userId || canManageTeam(actor, grant.scope.poleId)));
