import { decodeCursor, encodeCursor, fetched, page, type CursorKind } from './keyset.js';

const id = '018f4e3a-7c1d-7000-8000-0000000000aa';
const badCursor = expect.objectContaining({ kind: 'invalid-input', code: 'list.bad-cursor' });

describe('a cursor', () => {
  it.each<[CursorKind[], (string | number)[]]>([
    [['text', 'uuid'], ['Pôle d’Écosse', id]],
    [['instant', 'uuid'], ['2023-06-15 10:00:00.123456+00', id]],
    [['instant', 'uuid'], ['2024-02-29 23:59:59+05:30', id]],
    [['day', 'uuid'], ['2023-11-06', id]],
    [['day', 'uuid'], ['infinity', id]],
    [['number'], [42]],
  ])('of %j gives back %j', (kinds, values) => {
    expect(decodeCursor(encodeCursor(values), kinds)).toEqual(values);
  });

  it.each<[CursorKind[], unknown]>([
    [['text', 'uuid'], ['x', 'not-a-uuid']],
    [['text', 'uuid'], ['a\0b', id]],
    [['text', 'uuid'], [1, id]],
    [['text', 'uuid'], [null, id]],
    [['text', 'uuid'], ['x', id, id]],
    [['text', 'uuid'], [['x'], id]],
    [['instant', 'uuid'], ['x', id]],
    [['instant', 'uuid'], ['2023-02-30 10:00:00+00', id]],
    [['instant', 'uuid'], ['2023-06-15 24:00:00+00', id]],
    [['instant', 'uuid'], ['infinity', id]],
    [['day', 'uuid'], ['2023-02-30', id]],
    [['number'], ['1']],
    [['number'], [1.5]],
    [['number'], [1e19]],
    [['number'], { length: 1 }],
    [['number'], null],
  ])('of %j is refused when it holds %j', (kinds, values) => {
    expect(() => decodeCursor(Buffer.from(JSON.stringify(values)).toString('base64url'), kinds)).toThrow(badCursor);
  });

  it('is refused when it is no JSON', () => {
    for (const cursor of ['', 'x', '%%%', 'é'.repeat(100)]) expect(() => decodeCursor(cursor, ['number'])).toThrow(badCursor);
  });
});

it('gives a cursor with a page only when there is another one', () => {
  const rows = [{ n: 1 }, { n: 2 }, { n: 3 }];
  const first = page(rows, 2, ({ n }) => [n]);
  expect(first).toEqual({ items: [{ n: 1 }, { n: 2 }], next: expect.any(String) });
  expect(decodeCursor(first.next!, ['number'])).toEqual([2]);
  expect(page(rows, 3, ({ n }) => [n]).next).toBeNull();
  expect(page([], 3, () => [0])).toEqual({ items: [], next: null });
});

it('fetches one row more than the page at least, and few different numbers of them', () => {
  const limits = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(limits.every((limit) => fetched(limit) > limit)).toBe(true);
  expect(new Set(limits.map(fetched)).size).toBe(3);
  expect(page(Array.from({ length: 21 }, (_, n) => ({ n })), 3, ({ n }) => [n])).toEqual({ items: [{ n: 0 }, { n: 1 }, { n: 2 }], next: encodeCursor([2]) });
});
