import type { Cell, CellKind, Column } from '#domain/shared/table.js';

/** A table to be written: `rows` begins to read when its writer comes to it, and reads no faster than it writes. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly head: string; readonly kind: CellKind }[];
  readonly rows: () => AsyncIterable<readonly Cell[]>;
}

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A sheet of the rows that `read` gives, under `columns`. */
export function sheetOf<Row>(name: string, columns: readonly Column<Row>[], read: () => AsyncIterable<Row>): Sheet {
  return {
    name,
    columns,
    rows: async function* () {
      for await (const row of read()) yield columns.map((column) => column.of(row));
    },
  };
}

const most = 64 * 1024;

/** `texts` in UTF-8, in pieces of some size: one piece a row would cost more than the rows. */
export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<Buffer, void> {
  let held = '';
  for await (const text of texts) {
    held += text;
    if (held.length < most) continue;
    yield Buffer.from(held, 'utf8');
    held = '';
  }
  if (held !== '') yield Buffer.from(held, 'utf8');
}
