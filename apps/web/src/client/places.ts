import { queryOptions } from '@tanstack/react-query';
import type { PlaceLevel } from '#domain/directory/place.rules.js';
import { api, ask, type Schemas } from './client.js';

export type Place = Schemas['PlaceDto'];
type Places = Schemas['PlacesDto'];

/** Lists change once a year; a failure is told at once, since the form goes on by hand. */
const always = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

/** The few places that a text may mean, the best first. */
export const placesQuery = (level: PlaceLevel, search: string) =>
  queryOptions({ queryKey: ['places', level, 'search', search], queryFn: ({ signal }): Promise<Places> => ask(api.GET('/api/places', { params: { query: { level, search } }, signal })), ...always });

/** What the list has under a code: null when it has none. */
export const placeQuery = (level: PlaceLevel, code: string) =>
  queryOptions({
    queryKey: ['places', level, 'code', code],
    queryFn: async (): Promise<{ year: number; place: Place | null }> => {
      const { year, places } = await together(level, code);
      return { year, place: places.find((one) => one.code === code) ?? null };
    },
    ...always,
  });

const most = 100;
const leaving = new Map<PlaceLevel, { codes: Set<string>; answer: Promise<Places> }>();

/** Codes that are asked for in one turn, as a page with many of them does, go in one request. */
function together(level: PlaceLevel, code: string): Promise<Places> {
  const turn = leaving.get(level) ?? begin(level);
  turn.codes.add(code);
  if (turn.codes.size === most) leaving.delete(level);
  return turn.answer;
}

function begin(level: PlaceLevel): { codes: Set<string>; answer: Promise<Places> } {
  const codes = new Set<string>();
  const answer = new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
    if (leaving.get(level)?.codes === codes) leaving.delete(level);
    return ask(api.GET('/api/places', { params: { query: { level, codes: [...codes] } } }));
  });
  const turn = { codes, answer };
  leaving.set(level, turn);
  return turn;
}
