import { invalid } from '#domain/shared/error.js';
import { isDay } from '#domain/shared/day.js';

export type CursorValue = string | number;

/** What a value of a cursor is compared with in SQL: `instant` is a timestamptz as PostgreSQL writes it, `day` a date, which may be infinity. */
export type CursorKind = 'text' | 'uuid' | 'instant' | 'day' | 'number';

export interface Page<T> {
  items: T[];
  /** The cursor of the next page, or null on the last one. */
  next: string | null;
}

export const encodeCursor = (values: readonly CursorValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

const instant = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;

const isOf: Readonly<Record<CursorKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  instant: (value) => typeof value === 'string' && isDay(instant.exec(value)?.[1] ?? ''),
  day: (value) => typeof value === 'string' && (value === 'infinity' || isDay(value)),
  number: (value) => Number.isSafeInteger(value),
};

/** The values of a cursor that `encodeCursor` made; throws `invalid-input` `list.bad-cursor` unless there is one of each of `kinds`, in their order. */
export function decodeCursor(cursor: string, kinds: readonly CursorKind[]): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === kinds.length && kinds.every((kind, index) => isOf[kind](values[index]))) return values as CursorValue[];
  } catch {
    // not JSON: the same answer as any other bad cursor
  }
  throw invalid('list.bad-cursor');
}

/**
 * How many rows a list fetches for a page of `limit`, one more at least: one of few numbers, which stand in the statement's text. PostgreSQL plans
 * a statement once for all its parameters, and would take a limit that it does not know for a tenth of the table.
 */
export const fetched = (limit: number): number => (limit < 20 ? 21 : limit <= 50 ? 51 : Math.max(101, limit + 1));

/** A page out of rows that were fetched with one more than `limit`, or more. */
export function page<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => readonly CursorValue[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}

/**
 * Every row of a list, page after page, each read when the one before is taken: to be read once or again. The first page is read now, so that what refuses
 * the list refuses it before anything is given.
 */
export async function everyRow<Row>(read: (after: string | undefined) => Promise<Page<Row>>): Promise<() => AsyncIterable<Row>> {
  let first: Page<Row> | undefined = await read(undefined);
  return async function* () {
    let page = first ?? (await read(undefined));
    first = undefined;
    for (;;) {
      yield* page.items;
      if (page.next === null) return;
      page = await read(page.next);
    }
  };
}
