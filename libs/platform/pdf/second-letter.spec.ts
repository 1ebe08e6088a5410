import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { LetterContent } from '#domain/decisions/letter.js';
import { writeLetter } from './letter-writer.js';

const letter = (words: string): LetterContent => ({
  reference: words, date: '2023-10-17', placeAndDate: words, sender: [words], recipient: [words], subject: words,
  blocks: [{ kind: 'paragraph', runs: [words, ' ', { strong: words }] }],
  signatory: { name: words, quality: words, authority: words }, verification: { code: words, url: words },
});

// A file of its own, since the first letter of the process matters: fontkit remembers a glyph with the code points of its first use, and
// a letter that has « É » and no « E » makes it meet that « E » as a part without any.
it('keeps every letter of the second of two letters made in one process', async () => {
  await writeLetter(letter('ÉÈÊ À Ç Ô éèêë àâ ç îï ôö ùûü ÿ'));
  const words = 'ESSAIM Enquête Écluse, 60\u202f000,00\u00a0€ : À Cœur, eau, île, Olivier, uni, yeux, août';
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(await writeLetter(letter(words)));
  const text = document.getPage(0).getText().replace(/[\u00a0\u202f\s]+/g, ' ');
  document.destroy();
  pdfium.destroy();
  // Once each in the two weights at least; the head repeats it.
  expect(text.split(words.replace(/[\u00a0\u202f]/g, ' ')).length - 1).toBeGreaterThanOrEqual(4);
});
