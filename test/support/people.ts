import type { Actor, Role, Scope } from '#domain/identity/actor.js';

/** Actors that fixtures insert as users too: an id that says who it is. */
export const person = (id: string, ...grants: (Role | { role: Role; scope: Scope })[]): Actor => ({
  userId: id,
  grants: grants.map((grant) => (typeof grant === 'string' ? { role: grant, scope: {} } : grant)),
});
