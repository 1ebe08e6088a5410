import { createHash } from 'node:crypto';
import { PDFHexString } from 'pdf-lib';
import type { LetterContent } from '#domain/decisions/letter.js';
import { faces } from './font.js';
import { drawFooters, drawHead, drawSignature, signatureHeight } from './letter-frame.js';
import { Flow } from './letter-flow.js';
import { Sheets } from './sheet.js';

/** Dates, identifier and the rest come from the content: the same content gives the same bytes. */
function describe({ document }: Sheets, content: LetterContent): void {
  const day = new Date(`${content.date}T00:00:00Z`);
  document.setTitle(`${content.reference} – ${content.subject}`, { showInWindowTitleBar: true });
  document.setAuthor(content.signatory.authority);
  document.setSubject(content.notice === undefined ? content.subject : `${content.notice} – ${content.subject}`);
  document.setLanguage('fr-FR');
  document.setCreator('Essaim');
  document.setProducer('Essaim');
  document.setCreationDate(day);
  document.setModificationDate(day);
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}

/** Throws `PdfGlyphMissing` when `content` has a sign that `writeLetter` could not draw: to be known before a decision is confirmed. */
export function checkDrawable(content: LetterContent): void {
  const walk = (node: unknown): void => {
    if (typeof node === 'string') for (const face of Object.values(faces())) face.widthOf(node, 1);
    else if (typeof node === 'object' && node !== null) for (const part of Object.values(node)) walk(part);
  };
  walk(content);
}

/**
 * The PDF of a letter, on A4: head as for a window envelope, blocks over as many pages as they take, signature and verification code with
 * its QR, a foot on each page. Throws `PdfGlyphMissing` for a sign that the font lacks.
 */
export async function writeLetter(content: LetterContent): Promise<Uint8Array> {
  const sheets = await Sheets.start();
  sheets.add();
  const flow = new Flow(sheets, drawHead(sheets, content));
  const tail = signatureHeight(content);
  flow.put(content.blocks, tail);
  drawSignature(sheets, content, flow.take(tail));
  drawFooters(sheets, content);
  describe(sheets, content);
  return sheets.document.save({ addDefaultPage: false });
}
