import type { World } from '../../support/world.js';
import type { Side } from '../../support/world-side.js';
import type { Persona, Subject } from './persona.js';

/** One way to call a route, and what each persona is answered. */
export interface Case {
  /** What the id in the path is of, or the id in the body. Without it, the route has no id. */
  of?: Subject;
  body?: (id: string, world: World, side: Side) => object;
  /** Of a list: whether it holds the `of`, asked for with the filter `param` on the id of `by`; `pins`: the filter lets nothing else through. */
  list?: { param?: string; by?: Subject; pins?: true; query?: (world: World) => string };
  /** Of a route that is no list: what it is asked with. */
  query?: string;
  /** Not refused by right: 2xx, or the state says no (409, 422). A list holds the item for them. */
  ok: readonly Persona[];
  /** Those who may know of the target, and may not do this: 403 with this code; `evenAbsent`: all, or some of them, of whatever id. */
  forbidden?: { code: string; to: readonly Persona[]; evenAbsent?: true | readonly Persona[] };
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
  /** Uses up what it is asked about: one of those who are `ok` has it, the others learn what they would of an absent id. */
  usesUp?: true;
  headers?: () => Record<string, string>;
}

/** `METHOD /path` → the ways to call it. */
export type Matrix = Record<string, readonly Case[]>;
