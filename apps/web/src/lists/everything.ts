import type { PageOf } from './keyset.js';

/** Every row of a list that a page needs whole, a hundred at a time: what one call decided, its agreements. */
export async function everything<Row>(read: (after: string | undefined) => Promise<PageOf<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page: PageOf<Row> = await read(after);
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}
