import { parisDay, parisTime } from '#domain/shared/day.js';
import type { Cell, CellKind } from '#domain/shared/table.js';
import { inPieces, type Sheet } from './table.js';

/** What a spreadsheet would take for a formula at the start of a cell (OWASP, CSV injection), full-width signs included. */
const asFormula = /^[=+\-@\t\r\n＝＋－＠]/;

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const safe = (text: string): string => (asFormula.test(text) ? `'${text}` : text);

/** Cents as euros with a decimal comma, without a separator of thousands: « -1234,50 ». */
export function centsText(cents: number, comma: ',' | '.'): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}${comma}${digits.slice(-2)}`;
}

/** « 2023-07-31 23:58:07 », in Paris. */
function instantText(at: Date): string {
  const { hour, minute, second } = parisTime(at);
  return `${parisDay(at)} ${hour}:${minute}:${second}`;
}

function cellText(kind: CellKind, cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  if (cell instanceof Date) return kind === 'day' ? parisDay(cell) : instantText(cell);
  if (typeof cell === 'number') return kind === 'amount' ? centsText(cell, ',') : decimal(cell);
  return quoted(safe(cell));
}

/** All digits of a number, never an exponent, with a decimal comma. */
function decimal(value: number): string {
  const text = String(value);
  return (/e/.test(text) ? value.toFixed(9).replace(/\.?0+$/, '') : text).replace('.', ',');
}

async function* lines({ columns, rows }: Sheet): AsyncGenerator<string, void> {
  yield `\ufeff${columns.map(({ head }) => quoted(safe(head))).join(';')}\r\n`;
  for await (const row of rows()) yield `${row.map((cell, index) => cellText(columns[index]!.kind, cell)).join(';')}\r\n`;
}

/**
 * A sheet as French spreadsheets open it: UTF-8 with its mark, `;` between cells, CRLF, quotes as RFC 4180 has them. Days and instants as ISO 8601 writes
 * them (instants in Paris), amounts in euros with a decimal comma. A text that would be taken for a formula gets an apostrophe before it.
 */
export const writeCsv = (sheet: Sheet): AsyncIterable<Uint8Array> => inPieces(lines(sheet));
