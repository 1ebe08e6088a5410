import { parisDay, parisTime, type Day } from '#domain/shared/day.js';
import type { Cell, CellKind } from '#domain/shared/table.js';
import { zipped, type ZippedFile } from '#platform/files/zip-writer.js';
import { centsText } from './csv.js';
import { inPieces, type Sheet } from './table.js';

/** What a sheet and a cell of Excel hold at most. */
export const mostRows = 1_048_576;
const mostText = 32_767;
const cut = ' […] (coupé : une cellule ne tient pas plus)';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const typed = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Sheets are what is not named apart, however many they turn out to be. */
const contentTypes = `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${typed}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${typed}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${typed}.styles+xml"/></Types>`;
const rootRels = `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const formats = ['#,##0.00\\ "€"', 'dd/mm/yyyy', 'dd/mm/yyyy\\ hh:mm:ss'];
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="3">${formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>${formats.map((_, index) => `<xf xfId="0" numFmtId="${164 + index}" applyNumberFormat="1"/>`).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
const style = { head: 1, amount: 2, day: 3, instant: 4 } as const;
const widths: Readonly<Record<CellKind, number>> = { text: 28, number: 12, amount: 16, day: 12, instant: 19, 'yes-no': 10 };

/** What XML 1.0 does not hold is U+FFFD; what Excel would read as a sign's number (`_x0041_`) says that it is none. */
function escaped(text: string): string {
  return text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A letter, two, three: A, Z, AA. */
function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** The day as Excel counts; undefined before March 1900, when it counts a day that there was not. */
function serial(day: Day): number | undefined {
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return Number.isNaN(days) || days < 61 ? undefined : days;
}

function instantSerial(at: Date): number {
  const { hour, minute, second } = parisTime(at);
  return serial(parisDay(at))! + (Number(hour) * 3_600 + Number(minute) * 60 + Number(second)) / 86_400;
}

const textCell = (at: string, text: string, styled = ''): string => {
  const held = text.length > mostText ? text.slice(0, mostText - cut.length) + cut : text;
  return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(held)}</t></is></c>`;
};
const numberCell = (at: string, value: number | string, styled?: number): string => `<c r="${at}"${styled === undefined ? '' : ` s="${styled}"`}><v>${value}</v></c>`;

function cellOf(at: string, kind: CellKind, cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'boolean') return textCell(at, cell ? 'oui' : 'non');
  if (cell instanceof Date) return numberCell(at, instantSerial(cell), style.instant);
  if (typeof cell === 'number') return kind === 'amount' ? numberCell(at, centsText(cell, '.'), style.amount) : numberCell(at, cell);
  const days = kind === 'day' ? serial(cell) : undefined;
  return days === undefined ? textCell(at, cell) : numberCell(at, days, style.day);
}

/** Rows that may be left for a further sheet. */
interface Rest {
  readonly rows: AsyncIterator<readonly Cell[]>;
  next: IteratorResult<readonly Cell[], unknown>;
}

async function* sheetText({ columns }: Sheet, rest: Rest, limit: number): AsyncGenerator<string, void> {
  const names = columns.map((_, index) => columnName(index));
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`).join('')}</cols><sheetData><row r="1">${columns.map((column, index) => textCell(`${names[index]}1`, column.head, ` s="${style.head}"`)).join('')}</row>`;
  let row = 1;
  try {
    for (; rest.next.done !== true && row < limit; rest.next = await rest.rows.next()) {
      row += 1;
      yield `<row r="${row}">${rest.next.value.map((cell, index) => cellOf(`${names[index]}${row}`, columns[index]!.kind, cell)).join('')}</row>`;
    }
    yield `</sheetData><autoFilter ref="A1:${names.at(-1)}${row}"/></worksheet>`;
  } catch (error) {
    await rest.rows.return?.();
    throw error;
  }
}

/** A name that Excel takes (31 signs, none of []:*?/\, no apostrophe at its ends, not « History », no other's), as near as may be to `wanted`. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const plain = wanted.replace(/[[\]:*?/\\]/g, ' ').replace(/\s+/g, ' ').replace(/^[' ]+|[' ]+$/g, '') || 'Feuille';
  const base = /^history$/i.test(plain) ? `${plain} 1` : plain;
  const isTaken = (name: string): boolean => taken.some((one) => one.toLowerCase() === name.toLowerCase());
  const short = (length: number): string => Array.from(base).slice(0, length).join('').replace(/[' ]+$/, '');
  if (!isTaken(short(31))) return short(31);
  for (let turn = 2; ; turn += 1) {
    const name = `${short(27 - String(turn).length)} (${turn})`;
    if (!isTaken(name)) return name;
  }
}

const whole = (name: string, text: string): ZippedFile => ({
  name,
  read: async function* () {
    yield Buffer.from(text, 'utf8');
  },
});

async function* parts(sheets: readonly Sheet[], limit: number): AsyncGenerator<ZippedFile, void> {
  yield whole('[Content_Types].xml', contentTypes);
  yield whole('_rels/.rels', rootRels);
  yield whole('xl/styles.xml', styles);
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = sheet.rows()[Symbol.asyncIterator]();
    const rest: Rest = { rows, next: await rows.next() };
    try {
      do {
        names.push(sheetName(sheet.name, names));
        yield { name: `xl/worksheets/sheet${names.length}.xml`, read: () => inPieces(sheetText(sheet, rest, limit)) };
      } while (rest.next.done !== true);
    } finally {
      await rows.return?.();
    }
  }
  const rels = names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('');
  yield whole('xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="${packaged}/relationships">${rels}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`);
  yield whole('xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`);
}

/**
 * An XLSX (ECMA-376) of `sheets`, written as it is read: numbers, amounts and days are cells of their type, texts are texts whatever they begin with.
 * A sheet goes on in another one past `limit` rows, its head included.
 */
export const writeXlsx = (sheets: readonly Sheet[], at: Date, limit: number = mostRows): AsyncIterable<Uint8Array> => zipped(parts(sheets, limit), { at, stored: false });
