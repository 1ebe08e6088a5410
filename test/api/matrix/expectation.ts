import type { Case } from './case.js';
import { standsElsewhereAs, type Persona } from './persona.js';

/** `here` and `elsewhere` are ids of the world, `absent` a well-formed one of nothing, `malformed` none at all. */
export type Target = 'here' | 'elsewhere' | 'absent' | 'malformed';

export interface Refusal {
  status: number;
  code: string;
}
/** `holds` and `lacks`: a list that has the item, or has not. */
export type Expectation = 'ok' | 'holds' | 'lacks' | Refusal;

const refusal = (code: string | undefined): Refusal => {
  if (code === undefined) throw new Error('the matrix does not say what the others are answered');
  const status = code.endsWith('.not-found') ? 404 : code.endsWith('-not-yours') ? 403 : 401;
  return { status, code };
};

/** What the matrix says that `persona` is answered. */
export function expectation(one: Case, persona: Persona, target: Target): Expectation {
  if (persona === 'visitor' && one.public !== true) return refusal('session.none');
  const as = target === 'elsewhere' && one.everywhere !== true ? (standsElsewhereAs[persona] ?? persona) : persona;
  const isForbidden = one.forbidden?.to.includes(as) === true;
  const others: Expectation = one.list !== undefined && one.otherwise === undefined ? 'lacks' : refusal(one.otherwise ?? one.absent ?? 'request.unexpected');
  if (target === 'here' || target === 'elsewhere') {
    if (one.ok.includes(as)) return one.list === undefined ? 'ok' : 'holds';
    return isForbidden ? refusal(one.forbidden!.code) : others;
  }
  if (target === 'malformed') return refusal([one.absent, one.otherwise].find((code) => code?.endsWith('.not-found')));
  if (one.absentFirst === true) return refusal(one.absent);
  if (isForbidden && (one.forbidden!.evenAbsent === true || (one.forbidden!.evenAbsent ?? []).includes(as) || one.list !== undefined)) return refusal(one.forbidden!.code);
  if (!one.ok.includes(as) && !isForbidden) return others;
  return one.list !== undefined ? 'lacks' : refusal(one.absent ?? one.otherwise);
}
