/** Every role of the platform; docs/GLOSSARY.md says what each may do and who excludes whom. */
export const roles = [
  'applicant',
  'representative',
  'pole-reader',
  'partner',
  'regional-reviewer',
  'national-reviewer',
  'personality',
  'committee-member',
  'chair',
  'session-secretary',
  'officer',
  'publisher',
  'budget-approver',
  'signatory',
  'preparer',
  'approver',
  'executor',
  'regional-correspondent',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Where a role holds. An empty scope holds everywhere; a filled field narrows it. */
export interface Scope {
  readonly callId?: string;
  readonly regionCode?: string;
  readonly poleId?: string;
  readonly envelopeId?: string;
  /** One dossier of the pole that the scope names: a partner's. */
  readonly applicationId?: string;
}

export interface Grant {
  readonly role: Role;
  readonly scope: Scope;
}

/** The person behind a request, with the grants in force at that moment. */
export interface Actor {
  readonly userId: string;
  readonly grants: readonly Grant[];
}

/** What timers and jobs act as: nobody's rights, a name for the audit trail. */
export const system: Actor = { userId: 'system', grants: [] };

/**
 * Does `actor` hold one of `wanted` where `place` is? A scoped grant holds only where each of its fields equals the place's;
 * a place that does not name a field that the grant narrows is outside of it.
 */
export function holds(actor: Actor, wanted: Role | readonly Role[], place: Scope = {}): boolean {
  const list: readonly Role[] = typeof wanted === 'string' ? [wanted] : wanted;
  return actor.grants.some(({ role, scope }) => list.includes(role) && covers(scope, place));
}

const covers = (scope: Scope, place: Scope): boolean =>
  (Object.keys(scope) as (keyof Scope)[]).every((field) => scope[field] === undefined || scope[field] === place[field]);

/** Does `actor` hold one of `wanted` anywhere at all? For menus and lists, whose rows are then filtered by `holds`. */
export const holdsAnywhere = (actor: Actor, wanted: Role | readonly Role[]): boolean => {
  const list: readonly Role[] = typeof wanted === 'string' ? [wanted] : wanted;
  return actor.grants.some(({ role }) => list.includes(role));
};

/** The scopes in which `actor` holds one of `wanted`: what a list asks of its rows, as `holds` asks it of a place. */
export const scopesOf = (actor: Actor, wanted: readonly Role[]): Scope[] => actor.grants.filter(({ role }) => wanted.includes(role)).map(({ scope }) => scope);
