import type { Side, World } from '../../support/world.js';

/**
 * Who asks. `own` applies for every dossier that is here, `stranger` for every one of the other call. `reviewer` is assigned here,
 * `idle-reviewer` nowhere; the linked two have a declared link with each dossier here. Somebody `-elsewhere` holds the role in the
 * other call and its envelope only.
 */
export const personas = [
  'visitor',
  'nobody',
  'own',
  'stranger',
  'reviewer',
  'idle-reviewer',
  'linked-reviewer',
  'linked-member',
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
  'auditor',
  'administrator',
  'regional-correspondent',
  'officer-elsewhere',
  'chair-elsewhere',
  'signatory-elsewhere',
  'preparer-elsewhere',
] as const;
export type Persona = (typeof personas)[number];

/** In the other call each stands as another one does here; those who are not named stand the same. */
export const standsElsewhereAs: Partial<Record<Persona, Persona>> = {
  own: 'stranger',
  stranger: 'own',
  reviewer: 'idle-reviewer',
  'linked-reviewer': 'idle-reviewer',
  'linked-member': 'committee-member',
  'officer-elsewhere': 'officer',
  'chair-elsewhere': 'chair',
  'signatory-elsewhere': 'signatory',
  'preparer-elsewhere': 'preparer',
};

export const everybody: readonly Persona[] = personas;
export const signedIn: readonly Persona[] = personas.filter((persona) => persona !== 'visitor');
export const reviewers: readonly Persona[] = ['reviewer', 'idle-reviewer', 'linked-reviewer'];
export const committee: readonly Persona[] = ['committee-member', 'chair', 'session-secretary'];
export const elsewhere: readonly Persona[] = ['officer-elsewhere', 'chair-elsewhere', 'signatory-elsewhere', 'preparer-elsewhere'];

/** What a route's id names; the world has one of each here and, where `World` says so, one in the other call. */
export type Subject =
  | 'draft'
  | 'submitted'
  | 'reviewed'
  | 'avowal'
  | 'decided'
  | 'call'
  | 'draft-call'
  | 'pole'
  | 'envelope'
  | 'top-up'
  | 'roadmap'
  | 'review'
  | 'sent-review'
  | 'proposal'
  | 'confirmed-decision'
  | 'released-decision'
  | 'letter-code'
  | 'unreleased-code'
  | 'agreement'
  | 'instalment'
  | 'reported-instalment'
  | 'bank-account'
  | 'payment-order'
  | 'user'
  | 'role-grant'
  | 'notification'
  | 'failed-job'
  | 'submission-event'
  | 'mail';

/** One way to call a route, and what each persona is answered. */
export interface Case {
  /** What the id in the path is of, or the id in the body. Without it, the route has no id. */
  of?: Subject;
  body?: (id: string, world: World, side: Side) => object;
  /** Of a list: whether it holds the `of`, asked for with the filter `param` on the id of `by`; `pins`: the filter lets nothing else through. */
  list?: { param?: string; by?: Subject; pins?: true; query?: (world: World) => string };
  /** Not refused by right: 2xx, or the state says no (409, 422). A list holds the item for them. */
  ok: readonly Persona[];
  /** Those who may know of the target, and may not do this: 403 with this code. */
  forbidden?: { code: string; to: readonly Persona[]; evenAbsent?: true };
  /** Everybody else: a code that ends in `not-found` is a 404, in `not-yours` a 403, `session.none` and `sign-in-link.not-usable` a 401; a list is empty. */
  otherwise?: string;
  /** What those who are `ok` or `forbidden` learn of an id that does not exist; `absentFirst`: so does everybody. Default: `otherwise`. */
  absent?: string;
  absentFirst?: true;
  /** Visitors are treated as everybody. */
  public?: true;
  /** Asks for a role that holds everywhere: nobody stands differently elsewhere. */
  everywhere?: true;
  /** Uses up the session: asked with one of its own. */
  endsSession?: true;
  headers?: () => Record<string, string>;
}

/** `METHOD /path` → the ways to call it. */
export type Matrix = Record<string, readonly Case[]>;
