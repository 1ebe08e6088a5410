import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Response, Test } from 'supertest';
import { bytesOf as bytesOfEntry, readDirectory } from '#platform/files/zip.js';
import type { Caller } from './api.js';

/** The bytes of an answer, whatever its type. */
export async function bytesOf(caller: Caller, url: string): Promise<{ answer: Response; bytes: Buffer }> {
  const asked = caller.call('get', url) as unknown as Test;
  const answer = await asked.buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.setEncoding('latin1');
    response.on('data', (chunk: string) => chunks.push(Buffer.from(chunk, 'latin1')));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  });
  return { answer, bytes: answer.body as Buffer };
}

/** RFC 4180 with `;`, its mark taken off. */
export function readCsv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, inQuotes, plain, end] = cell.exec(text)!;
    rows.at(-1)!.push(inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The files of a ZIP, by name, in their order. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-zip-'));
  try {
    const name = path.join(folder, 'a.zip');
    await writeFile(name, bytes);
    const file = await open(name);
    try {
      const found = new Map<string, Buffer>();
      for (const entry of await readDirectory(file, bytes.length)) found.set(entry.name, (await bytesOfEntry(file, entry, 1e8))!);
      return found;
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The rows of each sheet of an XLSX, by its name: texts and numbers as they stand. */
export async function readXlsx(bytes: Buffer): Promise<Map<string, (string | number)[][]>> {
  const parts = await readZip(bytes);
  const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const names = [...parts.get('xl/workbook.xml')!.toString().matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => plain(name!));
  return new Map(
    names.map((name, index) => {
      const rows = [...parts.get(`xl/worksheets/sheet${index + 1}.xml`)!.toString().matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells]) =>
        [...cells!.matchAll(/<c r="[A-Z]+\d+"[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(([, text, value]) => (value === undefined ? plain(text!) : Number(value))),
      );
      return [name, rows];
    }),
  );
}
