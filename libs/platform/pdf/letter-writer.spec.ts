import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { PDFDocument, PDFName } from 'pdf-lib';
import type { LetterContent } from '#domain/decisions/letter.js';
import type { Block } from '#domain/shared/document.js';
import { PdfGlyphMissing } from './font.js';
import { checkDrawable, writeLetter } from './letter-writer.js';

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [text] });
const words = 'Le pôle présente un compte rendu financier de son projet, dans les formes que fixe la convention. ';

const letter = (over: Partial<LetterContent> = {}): LetterContent => ({
  reference: 'D-FICTIF-0042-1', date: '2023-10-17', placeAndDate: 'Le 17\u00a0octobre 2023', sender: ['Ministère fictif'],
  recipient: ['Pôle fictif de l’Écluse', '12 rue de l’Écluse', '99000 Ville-Exemple'], subject: 'Attribution d’une subvention',
  blocks: [
    paragraph('Madame, Monsieur,'),
    { kind: 'heading', text: 'Objet et montant' },
    { kind: 'paragraph', runs: ['Une subvention de ', { strong: '100\u202f000,00\u00a0€ (cent mille euros)' }, ' est attribuée à ce pôle.'] },
    { kind: 'table', head: ['Versement', 'Montant'], rows: [['1er versement', '60\u202f000,00\u00a0€'], ['2e versement', '40\u202f000,00\u00a0€']] },
    { kind: 'list', items: [[words.repeat(3)], ['Œuvrer à Noël : « çà et là » ; où ? À L’Haÿ-les-Roses !']] },
    paragraph('Je vous prie d’agréer l’expression de ma considération distinguée.'),
  ],
  signatory: { name: 'Claire Exemple', quality: 'Déléguée fictive', authority: 'Ministère fictif' },
  verification: { code: '7K3M-Q9TZ-4HXA', url: 'http://localhost:3000/lettres/7K3MQ9TZ4HXA' },
  ...over,
});

let pdfium: Awaited<ReturnType<typeof PDFiumLibrary.init>>;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

async function reading<T>(pdf: Uint8Array, read: (document: PDFiumDocument) => T | Promise<T>): Promise<T> {
  const document = await pdfium.loadDocument(pdf);
  try {
    return await read(document);
  } finally {
    document.destroy();
  }
}

/** The text of each page; every space plain. */
const textOf = (pdf: Uint8Array): Promise<string[]> =>
  reading(pdf, (document) => [...document.pages()].map((page) => page.getText().replace(/[\u00a0\u202f\s]+/g, ' ')));

/** How dark the first page is, in thousandths of a black one. */
const inkOf = (pdf: Uint8Array): Promise<number> =>
  reading(pdf, async (document) => {
    const { data } = await document.getPage(0).render({ scale: 1.5, render: 'bitmap' });
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) dark += 255 - data[at + 1]!;
    return (dark / 255 / (data.length / 4)) * 1000;
  });

describe('writeLetter', () => {
  // A subset that is not well made draws blanks where nothing else tells: text and checkers still find every letter.
  it('draws its glyphs: as much ink as a page that was looked at', async () => {
    const ink = await inkOf(await writeLetter(letter()));
    expect(ink).toBeGreaterThan(17.6);
    expect(ink).toBeLessThan(18.6);
  });

  it('says what it was given to say', async () => {
    const text = (await textOf(await writeLetter(letter()))).join(' ');
    expect(text).toContain('Objet : Attribution d’une subvention');
    expect(text).toContain('Une subvention de 100 000,00 € (cent mille euros) est attribuée à ce pôle.');
    expect(text).toContain('1er versement 60 000,00 €');
    expect(text).toContain('Œuvrer à Noël : « çà et là » ; où ? À L’Haÿ-les-Roses !');
    expect(text).toContain('Claire Exemple');
    expect(text).toContain(words.repeat(3).trim());
  });

  it('draws a decomposed letter as a composed one, and leaves out invisible signs', async () => {
    const text = (await textOf(await writeLetter(letter({ subject: 'De\u0301cision\u200b du\u00ad po\u0302le' })))).join(' ');
    expect(text).toContain('Décision du pôle');
  });

  it.each([['🐝', 0x1f41d], ['漢', 0x6f22]])('refuses a sign that the font lacks: %s', async (sign, codePoint) => {
    await expect(writeLetter(letter({ subject: `Projet ${sign}` }))).rejects.toEqual(new PdfGlyphMissing(codePoint));
    expect(() => checkDrawable(letter({ blocks: [{ kind: 'list', items: [[{ strong: sign }]] }] }))).toThrow(new PdfGlyphMissing(codePoint));
    expect(() => checkDrawable(letter())).not.toThrow();
    await expect(writeLetter(letter({ verification: { code: `A${sign}`, url: 'http://localhost' } }))).rejects.toThrow(PdfGlyphMissing);
  });

  it('gives the same bytes for the same content, others for another', async () => {
    const [one, same, other] = [await writeLetter(letter()), await writeLetter(letter()), await writeLetter(letter({ date: '2023-10-18' }))];
    expect(Buffer.compare(one, same)).toBe(0);
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it('describes itself by its content, not by the hour', async () => {
    const document = await PDFDocument.load(await writeLetter(letter()), { updateMetadata: false });
    expect(document.getTitle()).toBe('D-FICTIF-0042-1 – Attribution d’une subvention');
    expect(document.getAuthor()).toBe('Ministère fictif');
    expect([document.getCreationDate(), document.getModificationDate()]).toEqual([new Date('2023-10-17'), new Date('2023-10-17')]);
    expect(document.catalog.get(PDFName.of('Lang'))?.toString()).toBe('(fr-FR)');
  });

  it('bears reference, page number, verification code and notice on each page', async () => {
    const pages = await textOf(await writeLetter(letter({ notice: 'Document de démonstration', blocks: Array.from({ length: 30 }, () => paragraph(words.repeat(3))) })));
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('D-FICTIF-0042-1');
      expect(page).toContain('Code de vérification : 7K3M-Q9TZ-4HXA');
      expect(page).toContain(`Page ${index + 1} / ${pages.length}`);
      expect(page).toContain('Document de démonstration');
    }
  });

  it('leaves no heading, no line and no signature alone, wherever the page ends', async () => {
    for (let lines = 20; lines < 50; lines += 1) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, (_, index) => paragraph(`Ligne ${index}.`)),
        { kind: 'heading', text: 'Titre' }, paragraph(`Premier ${words.repeat(2)} dernier.`), paragraph('Considération.'),
      ];
      const pages = await textOf(await writeLetter(letter({ blocks })));
      const pageOf = (text: string): number => pages.findIndex((page) => page.includes(text));
      expect([lines, pageOf('Premier')]).toEqual([lines, pageOf('Titre')]);
      expect([lines, pageOf('dernier.'), pageOf('Claire Exemple')]).toEqual([lines, pageOf('Considération.'), pageOf('Considération.')]);
    }
  });
});
