import type { LetterContent } from '#domain/decisions/letter.js';
import { describe } from './description.js';
import { faces } from './font.js';
import { drawFooters, drawHead, drawSignature, signatureHeight } from './letter-frame.js';
import { Flow } from './letter-flow.js';
import { Sheets } from './sheet.js';

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
  drawFooters(sheets, { ...content, middle: `Code de vérification : ${content.verification.code}` });
  describe(sheets, { ...content, author: content.signatory.authority });
  return sheets.document.save({ addDefaultPage: false });
}
