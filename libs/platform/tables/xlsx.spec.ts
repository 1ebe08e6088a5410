import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Cell, CellKind } from '#domain/shared/table.js';
import { readDirectory, textOf } from '#platform/files/zip.js';
import type { Sheet } from './table.js';
import { sheetName, writeXlsx } from './xlsx.js';

const at = new Date('2023-08-01T10:00:00Z');
const sheet = (name: string, columns: { head: string; kind: CellKind }[], rows: Cell[][], ended?: () => void): Sheet => ({
  name,
  columns,
  rows: async function* () {
    try {
      yield* rows;
    } finally {
      ended?.();
    }
  },
});

async function parts(sheets: Sheet[], limit?: number): Promise<Record<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-xlsx-'));
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of writeXlsx(sheets, at, limit)) pieces.push(piece);
    const name = path.join(folder, 'a.xlsx');
    await writeFile(name, Buffer.concat(pieces));
    const file = await open(name);
    try {
      const entries = await readDirectory(file, (await file.stat()).size);
      return Object.fromEntries(await Promise.all(entries.map(async (entry) => [entry.name, (await textOf(file, entry, 1e7))!] as const)));
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const cells = (xml: string): string[] => [...xml.matchAll(/<c [^>]*>.*?<\/c>/g)].map(([cell]) => cell);

describe('an XLSX', () => {
  it('types its cells', async () => {
    const kinds = ['text', 'number', 'amount', 'day', 'instant', 'yes-no', 'text', 'day'] as const;
    const found = await parts([sheet('Dossiers', kinds.map((kind) => ({ head: kind, kind })), [['=1+1', 2.5, -123456, '2023-07-31', new Date('2023-07-31T22:00:00Z'), true, null, '1789-07-14']])]);
    expect(cells(found['xl/worksheets/sheet1.xml']!).slice(kinds.length)).toEqual([
      '<c r="A2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>',
      '<c r="B2"><v>2.5</v></c>',
      '<c r="C2" s="2"><v>-1234.56</v></c>',
      '<c r="D2" s="3"><v>45138</v></c>',
      '<c r="E2" s="4"><v>45139</v></c>',
      '<c r="F2" t="inlineStr"><is><t xml:space="preserve">oui</t></is></c>',
      '<c r="H2" t="inlineStr"><is><t xml:space="preserve">1789-07-14</t></is></c>',
    ]);
    expect(Object.keys(found)[0]).toBe('[Content_Types].xml');
  });

  it('holds no sign that XML has not, none that Excel would read as another, and no more than a cell holds', async () => {
    const found = await parts([sheet('x', [{ head: 'A', kind: 'text' }], [['a\u0001\ud800<b> & "c"'], ['_x0041_'], ['é'.repeat(40_000)]])]);
    const [, first, second, third] = cells(found['xl/worksheets/sheet1.xml']!);
    expect(first).toContain('>a\ufffd\ufffd&lt;b&gt; &amp; &quot;c&quot;</t>');
    expect(second).toContain('>_x005F_x0041_</t>');
    expect(/>([^<]*)<\/t>/.exec(third!)![1]).toHaveLength(32_767);
    expect(third).toContain('coupé');
  });

  it('goes on in another sheet when one is full', async () => {
    const rows = Array.from({ length: 5 }, (_, n) => [n]);
    let ends = 0;
    const found = await parts([sheet('Rangs', [{ head: 'n', kind: 'number' }], rows, () => (ends += 1)), sheet('Vide', [{ head: 'n', kind: 'number' }], [])], 3);
    expect([1, 2, 3, 4].map((n) => [...found[`xl/worksheets/sheet${n}.xml`]!.matchAll(/<v>(\d+)<\/v>/g)].map(([, value]) => Number(value)))).toEqual([[0, 1], [2, 3], [4], []]);
    expect([...found['xl/workbook.xml']!.matchAll(/sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['Rangs', 'Rangs (2)', 'Rangs (3)', 'Vide']);
    expect(ends).toBe(1);
  });

  it('stops reading when nobody reads it any more', async () => {
    let ended = false;
    const endless: Sheet = {
      name: 'x',
      columns: [{ head: 'A', kind: 'text' }],
      rows: async function* () {
        try {
          for (;;) yield [String(Math.random())];
        } finally {
          ended = true;
        }
      },
    };
    let pieces = 0;
    for await (const _ of writeXlsx([endless], at)) if ((pieces += 1) > 50) break;
    expect(ended).toBe(true);
  });

  it('throws on what its rows throw, and has no end then', async () => {
    const broken: Sheet = { name: 'x', columns: [{ head: 'A', kind: 'text' }], rows: async function* () { yield ['a']; throw new Error('no more'); } };
    await expect(parts([broken])).rejects.toThrow('no more');
  });

  it('gives every sheet a name that Excel takes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'B', 'é', '\'', '[', ']', ':', '*', '?', '/', '\\', ' ', '😀'), maxLength: 50 }), { maxLength: 8 }), (wanted) => {
        const names: string[] = [];
        for (const one of [...wanted, 'History']) names.push(sheetName(one, names));
        for (const name of names) {
          expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|^$/);
          expect(Array.from(name).length).toBeLessThanOrEqual(31);
          expect(name.toLowerCase()).not.toBe('history');
        }
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      }),
    );
  });
});
