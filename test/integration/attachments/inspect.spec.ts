import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { inspectFile } from '#platform/files/inspect.js';
import { docx, docxParts, eicar, jpeg, odt, pdf, png, xlsx, zip, type Part } from '../../support/files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'essaim-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The kind of a file of this name and content, or the code of its refusal. */
async function found(name: string, content: Buffer): Promise<string> {
  const file = path.join(folder, 'file');
  await writeFile(file, content);
  return inspectFile(file, name).catch((error: { code: string }) => error.code);
}

const zeros = (size: number): Buffer => Buffer.alloc(size);
const more = (part: Part): Buffer => docx([part]);
const latin1 = Buffer.from('Libellé;Montant\r\nÉtude;12,50\r\n', 'latin1');

describe('a file is what its content says', () => {
  it.each<[string, Buffer, string]>([
    ['budget.pdf', pdf(), 'pdf'],
    ['BUDGET.PDF', pdf(), 'pdf'],
    ['sans nom', pdf(), 'pdf'],
    ['logo.png', png(), 'png'],
    ['photo.jpeg', jpeg(), 'jpeg'],
    ['statuts.docx', docx(), 'docx'],
    ['comptes.xlsx', xlsx(), 'xlsx'],
    ['statuts.odt', odt(), 'odt'],
    ['comptes.ods', odt('application/vnd.oasis.opendocument.spreadsheet'), 'ods'],
    ['liste.csv', Buffer.from('nom;ville\nÉléonore;Nîmes\n'), 'csv'],
    ['liste.csv', latin1, 'csv'],
    ['notes.txt', Buffer.from('\ufeffBonjour\r\n\tÀ demain\f'), 'text'],
  ])('%s', async (name, content, kind) => {
    expect(await found(name, content)).toBe(kind);
  });
});

describe('what is not what it says is refused', () => {
  it.each<[string, string, Buffer, string]>([
    ['nothing', 'vide.pdf', zeros(0), 'file.empty'],
    ['a program under another name', 'budget.pdf', Buffer.concat([Buffer.from('MZ'), zeros(200)]), 'file.executable'],
    ['a program of Linux', 'budget.pdf', Buffer.concat([Buffer.from([0x7f]), Buffer.from('ELF'), zeros(200)]), 'file.executable'],
    ['a script', 'notes.txt', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'file.executable'],
    ['a page', 'notes.txt', Buffer.from('\ufeff <HTML><script>alert(1)</script></HTML>'), 'file.executable'],
    ['a drawing that may run', 'notes.txt', Buffer.from('<svg onload="alert(1)"/>'), 'file.executable'],
    ['an office file of before 2007', 'vieux.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.executable'],
    ['an archive', 'tout.zip', zip([{ name: 'a.txt', content: Buffer.from('a') }]), 'file.unknown-kind'],
    ['another archive', 'tout.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'file.unknown-kind'],
    ['bytes that are no text', 'notes.txt', Buffer.from([65, 0, 66]), 'file.unknown-kind'],
    ['a text named as a PDF', 'budget.pdf', eicar(), 'file.name-pretends'],
    ['a PDF named as an image', 'logo.png', pdf(), 'file.name-pretends'],
    ['a PDF that does not begin at its beginning', 'budget.pdf', Buffer.concat([Buffer.from('\x01\x02'), pdf()]), 'file.unknown-kind'],
    ['a PDF cut short', 'budget.pdf', pdf().subarray(0, 40), 'file.damaged'],
    ['a PDF with a zip behind it', 'budget.pdf', Buffer.concat([pdf(), docx()]), 'file.polyglot'],
    ['a PDF with a page behind it', 'budget.pdf', Buffer.concat([pdf(), Buffer.from('<script>alert(1)</script>')]), 'file.polyglot'],
    ['an image with a zip behind it', 'photo.jpg', Buffer.concat([jpeg(), docx()]), 'file.polyglot'],
    ['an image with more behind it', 'logo.png', Buffer.concat([png(), Buffer.from('MZ')]), 'file.polyglot'],
    ['an office file with a comment behind it', 'statuts.docx', Buffer.concat([docx(), Buffer.from('more')]), 'file.polyglot'],
    ['an office file cut short', 'statuts.docx', docx().subarray(0, 60), 'file.polyglot'],
    ['macros', 'statuts.docx', more({ name: 'word/vbaProject.bin', content: zeros(10) }), 'file.has-macros'],
    ['macros under another name', 'statuts.docx', zip([{ name: '[Content_Types].xml', content: Buffer.from('application/vnd.ms-word.document.macroEnabled.main+xml') }, ...docxParts().slice(1)]), 'file.has-macros'],
    ['macros of LibreOffice', 'statuts.odt', zip([{ name: 'mimetype', content: Buffer.from('application/vnd.oasis.opendocument.text'), stored: true }, { name: 'Basic/Standard/Module1.xml', content: zeros(4) }]), 'file.has-macros'],
    ['a program inside', 'statuts.docx', more({ name: 'word/outil.exe', content: Buffer.from('MZ') }), 'file.holds-program'],
    ['an archive inside', 'statuts.docx', more({ name: 'word/embeddings/a.zip', content: zip([{ name: 'a', content: zeros(3) }]) }), 'file.nested-archive'],
    ['an archive inside, under another name', 'statuts.docx', more({ name: 'word/media/image1.png', content: zip([{ name: 'a', content: zeros(3) }]) }), 'file.nested-archive'],
    ['a protected office file', 'statuts.docx', more({ name: 'word/secret.xml', content: zeros(3), encrypted: true }), 'file.encrypted'],
    ['a way out of the folder', 'statuts.docx', more({ name: '../../etc/cron.d/x', content: zeros(3) }), 'file.damaged'],
    ['the same part twice', 'statuts.docx', more({ name: 'word/document.xml', content: zeros(3) }), 'file.damaged'],
  ])('%s', async (_, name, content, code) => {
    expect(await found(name, content)).toBe(code);
  });
});

describe('a bomb is refused, as it says or as it is', () => {
  it('by what its directory says: hundreds of megabytes out of some kilobytes', async () => {
    expect(await found('statuts.docx', more({ name: 'word/media/a.xml', content: zeros(30_000_000) }))).toBe('file.zip-bomb');
  });

  it('by what comes out: more than its directory says', async () => {
    const started = process.memoryUsage().rss;
    expect(await found('statuts.docx', more({ name: 'word/media/a.xml', content: zeros(60_000_000), declared: 10 }))).toBe('file.zip-bomb');
    expect(process.memoryUsage().rss - started).toBeLessThan(150_000_000);
  });

  it('by parts that are the same bytes', async () => {
    const bomb = docx([{ name: 'a.xml', content: zeros(100_000) }, { name: 'b.xml', content: zeros(100_000) }]);
    const second = bomb.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    const first = bomb.lastIndexOf('PK\x01\x02', second - 1, 'latin1');
    bomb.copy(bomb, second + 42, first + 42, first + 46);
    expect(await found('statuts.docx', bomb)).toBe('file.zip-bomb');
  });

  it('by the number of its parts', async () => {
    expect(await found('statuts.docx', docx(Array.from({ length: 5_001 }, (_, n) => ({ name: `a${n}`, content: zeros(0), stored: true as const }))))).toBe('file.zip-bomb');
  });

  it('and a large honest one is not: a spreadsheet that deflates well', async () => {
    const content = Buffer.from(Array.from({ length: 200_000 }, (_, n) => `<row r="${n}"><c><v>${(n * 7919) % 10_007}</v></c></row>`).join(''));
    expect(content.length / deflateRawSync(content).length).toBeLessThan(150);
    expect(await found('comptes.docx', more({ name: 'word/long.xml', content }))).toBe('docx');
  });
});
