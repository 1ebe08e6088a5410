import type { DocumentContent } from '#domain/shared/document.js';
import { drawableSigns } from './font.js';
import { drawFooters, drawHead } from './letter-frame.js';
import { Flow } from './letter-flow.js';
import { describe } from './description.js';
import { Sheets } from './sheet.js';

/** The content, where each sign that the font lacks is « ? »: whatever a pole calls its files, it has its receipt; the sealed content keeps the names. */
function legible<T>(node: T): T {
  if (typeof node === 'string') return drawableSigns(node) as T;
  if (Array.isArray(node)) return node.map(legible) as T;
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, legible(value as unknown)])) as T;
}

/** The PDF of a document that nobody signs; `foot` names it on each page. The same content gives the same bytes. */
export async function writeDocument(given: DocumentContent, foot: string): Promise<Uint8Array> {
  const content = legible(given);
  const sheets = await Sheets.start();
  sheets.add();
  new Flow(sheets, drawHead(sheets, content)).put(content.blocks, 0);
  drawFooters(sheets, { ...content, reference: foot });
  describe(sheets, { ...content, author: content.sender[0]! });
  return sheets.document.save({ addDefaultPage: false });
}
