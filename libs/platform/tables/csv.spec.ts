import fc from 'fast-check';
import type { Cell, CellKind } from '#domain/shared/table.js';
import { writeCsv } from './csv.js';

async function csv(columns: { head: string; kind: CellKind }[], ...given: Cell[][]): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeCsv({ name: 'x', columns, rows: async function* () { yield* given; } })) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** RFC 4180 with `;`, as a spreadsheet reads it. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, inQuotes, plain, end] = cell.exec(text)!;
    rows.at(-1)!.push(inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const texts = [{ head: 'A', kind: 'text' as const }, { head: 'B', kind: 'text' as const }];

describe('a CSV', () => {
  it('says what it is at its first bytes, and ends its lines as RFC 4180 has them', async () => {
    expect(await csv(texts, ['un', 'deux'])).toBe('\ufeffA;B\r\nun;deux\r\n');
  });

  it('writes each kind as French spreadsheets read it', async () => {
    const columns = (['amount', 'amount', 'number', 'day', 'instant', 'yes-no', 'text'] as const).map((kind) => ({ head: kind, kind }));
    const text = await csv(columns, [-123456, 5, 1e-7, '2023-07-31', new Date('2023-07-31T21:58:07Z'), false, null]);
    expect(text.split('\r\n')[1]).toBe('-1234,56;0,05;0,0000001;2023-07-31;2023-07-31 23:58:07;non;');
  });

  it.each(['=1+1', '+33612345678', '-2', '@SUM(A1)', '\tx', '\rx', '\n=1', '＝1'])('holds %j back from being a formula', async (text) => {
    expect(read((await csv(texts, [text, 'b'])).slice(1))[1]).toEqual([`'${text}`, 'b']);
  });

  it('a heading is no formula either', async () => {
    expect((await csv([{ head: '=HYPERLINK("x")', kind: 'text' }])).slice(1)).toBe(`"'=HYPERLINK(""x"")"\r\n`);
  });

  it('whatever people write, its cells are read back, none as a formula', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\r', '\n', '=', '-', ' ', '😀') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 5 }), async (rows) => {
        const found = read((await csv(texts, ...rows)).slice(1)).slice(1);
        expect(found.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, '')))).toEqual(rows);
        for (const cell of found.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
