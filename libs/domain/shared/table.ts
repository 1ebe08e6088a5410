/** What the cells of a column are: `amount` counts in cents, `day` is a day, `YYYY-MM-DD`, `instant` a Date that is read in Paris. */
export type CellKind = 'text' | 'number' | 'amount' | 'day' | 'instant' | 'yes-no';

/** null and undefined: nothing is known, which is not zero. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A column of a table that people take with them: its French head, what its cells are, and the cell of a row. */
export interface Column<Row> {
  readonly head: string;
  readonly kind: CellKind;
  readonly of: (row: Row) => Cell;
}
