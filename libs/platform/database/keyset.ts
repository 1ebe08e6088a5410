import { invalid } from '#domain/shared/error.js';

export type CursorValue = string | number | null;

export interface Page<T> {
  items: T[];
  /** The cursor of the next page, or null on the last one. */
  next: string | null;
}

export const encodeCursor = (values: readonly CursorValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor that `encodeCursor` made; throws `invalid-input` `list.bad-cursor` unless it holds `count` of them. */
export function decodeCursor(cursor: string, count?: number): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const plain = Array.isArray(values) && values.every((value) => value === null || typeof value === 'string' || typeof value === 'number');
    if (plain && (count === undefined || values.length === count)) return values as CursorValue[];
  } catch {
    // not JSON: the same answer as any other bad cursor
  }
  throw invalid('list.bad-cursor');
}

/** A page out of rows that were fetched with one more than `limit`. */
export function page<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => readonly CursorValue[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
