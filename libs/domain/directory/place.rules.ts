import { isCommuneCode } from './identifiers.js';
import { isSiren } from './siren.js';

export const placeLevels = ['commune', 'epci'] as const;
/** What is looked up in a list; regions and departments are few enough to choose from. */
export type PlaceLevel = (typeof placeLevels)[number];

/** Communities of communes, of agglomeration, urban; metropolises; territorial establishments of Grand Paris. */
export const epciKinds = ['CC', 'CA', 'CU', 'METRO', 'EPT'] as const;
export type EpciKind = (typeof epciKinds)[number];

/** A commune or an EPCI of the official list. */
export interface Place {
  /** INSEE's of a commune, the SIREN of an EPCI. */
  readonly code: string;
  readonly name: string;
  /** Of a commune its own; of an EPCI those of its communes, where most of them are first. */
  readonly departments: readonly string[];
  /** null for a commune. */
  readonly kind: EpciKind | null;
  /** How many an EPCI has; null for a commune. */
  readonly communes: number | null;
}

/** A place with what it is found by. */
export interface ListedPlace extends Place {
  readonly postalCodes: readonly string[];
  readonly population: number;
  /** Its name as `placeKey` has it. */
  readonly key: string;
  /** Where the name begins in `key`, without its article or « CC du ». */
  readonly start: number;
}

/** What a person should look at in an answer; it decides nothing. */
export type PlaceDoubt = 'unknown-code' | 'other-name';

const head = /^ (?:(?:cc|ca|cu|metropole|eurometropole) )?(?:(?:de|du|des|d|la|le|les|l) )*/;

/**
 * A name as it is searched, each word after a space: without accents, case and signs, « St » and « s/ » in full, the kind of an EPCI as its letters.
 * « Saint-Étienne » and « ST ETIENNE » are one, « Communauté de communes du Val » and « CC du Val » too. Empty when there is nothing to search.
 */
export const placeKey = (text: string): string =>
  ` ${text}`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/\bs\//g, 'sur ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trimEnd()
    .replace(/\bst(e?)\b/g, 'saint$1')
    .replace(/^ communaute (?:de (?=communes)|d (?=agglomeration)|(?=urbaine))(.)\S+/, ' c$1');

/** A place of the list, ready to be found. Written out: objects made by a spread share no shape, and 35 000 of them take twice the memory. */
export function listed({ code, name, departments, postalCodes, kind, communes, population }: Omit<ListedPlace, 'key' | 'start'>): ListedPlace {
  const key = placeKey(name);
  const start = (head.exec(key)?.[0].length ?? 1) - 1;
  return { code, name, departments, postalCodes, kind, communes, population, key, start };
}

interface Query {
  /** As `placeKey` has it. */
  readonly text: string;
  readonly words: readonly string[];
  /** When it may be a code or the beginning of one. */
  readonly code: string | undefined;
}

const ranks = 5;

/** How well a place answers: 0 is it, then by how its code or name begins, a word of it, all words in any order, a part of a word; undefined: not at all. */
function rankOf({ key, start, code, postalCodes, departments }: ListedPlace, query: Query): number | undefined {
  const { text } = query;
  if (query.code !== undefined) {
    const asked = query.code;
    if (code === asked) return 0;
    if (code.startsWith(asked) || postalCodes.some((one) => one.startsWith(asked))) return 1;
  }
  if (key.startsWith(text)) return key.length === text.length ? 0 : 1;
  if (key.startsWith(text, start)) return key.length === start + text.length ? 0 : 1;
  if (key.includes(text)) return 2;
  if (query.words.length > 1) {
    const says = (word: string): boolean => key.includes(` ${word}`) || departments.includes(word.toUpperCase()) || code === word.toUpperCase() || postalCodes.includes(word);
    return query.words.every(says) ? 3 : undefined;
  }
  return key.includes(text.slice(1)) ? 4 : undefined;
}

const isBefore = (one: ListedPlace, other: ListedPlace): boolean =>
  one.population !== other.population ? one.population > other.population : one.key !== other.key ? one.key < other.key : one.code < other.code;

/** Puts a place where it belongs among the first few. */
function keep(best: ListedPlace[], place: ListedPlace, limit: number): void {
  if (best.length >= limit && !isBefore(place, best.at(-1)!)) return;
  const at = best.findIndex((one) => isBefore(place, one));
  best.splice(at === -1 ? best.length : at, 0, place);
  if (best.length > limit) best.pop();
}

/**
 * The places that `text` may mean, the best first: by name, by code or by postal code, also with the department (« saint-sauveur 31 »). Among those
 * that answer as well, the more people the earlier. None for a text without letters and digits.
 */
export function findPlaces(places: readonly ListedPlace[], text: string, limit = 10): ListedPlace[] {
  const key = placeKey(text);
  if (key === '') return [];
  const joined = text.replace(/\s/g, '').toUpperCase();
  const query = { text: key, words: key.slice(1).split(' '), code: /^\d[\dAB]?\d*$/.test(joined) ? joined : undefined };
  const best = Array.from({ length: ranks }, (): ListedPlace[] => []);
  for (const place of places) {
    const rank = rankOf(place, query);
    if (rank !== undefined) keep(best[rank]!, place, limit);
  }
  return best.flat().slice(0, limit);
}

/** Those of the list that have one of these codes. */
export function placesOf<Listed extends Place>(places: readonly Listed[], codes: readonly string[]): Listed[] {
  const asked = new Set(codes);
  return places.filter(({ code }) => asked.has(code));
}

/** Is this a code of the level, whether or not the list has it? SIREN of groupings of communes begin with 2. */
export const isPlaceCode = (level: PlaceLevel, code: string): boolean => (level === 'commune' ? isCommuneCode(code) : isSiren(code) && code.startsWith('2'));

/** Communes of these collectivities overseas are of no department: the list leaves them out, and says nothing of them. */
const isLeftOut = (code: string): boolean => /^(97[578]|98.)..$/.test(code);

const bare = (name: string): string => name.replace(/\s*\([^()]*\)\s*$/, '');
const nameKey = (name: string): string => {
  const { key, start } = listed({ name, code: '', departments: [], postalCodes: [], kind: null, communes: null, population: 0 });
  return key.slice(start);
};

/** Is it the place's name but for accents, signs, article, kind, and what one of them says in brackets? */
function isSameName(typed: string, known: string): boolean {
  const [one, other] = [nameKey(typed), nameKey(known)];
  return one === other || one === nameKey(bare(known)) || nameKey(bare(typed)) === other;
}

/**
 * What to look at in an answer with a well-formed code: the list does not have the code (`known` undefined), or has it under another name. Lists age:
 * it is told, and refuses nothing.
 */
export function placeDoubt(typed: { code: string; name: string }, known: Pick<Place, 'name'> | undefined): PlaceDoubt | undefined {
  if (known === undefined) return isLeftOut(typed.code) ? undefined : 'unknown-code';
  return typed.name.trim() === '' || isSameName(typed.name, known.name) ? undefined : 'other-name';
}
