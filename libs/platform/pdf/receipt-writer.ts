import type { ReceiptContent } from '#domain/attachments/receipt.rules.js';
import { drawableSigns } from './font.js';
import { drawHead } from './letter-frame.js';
import { Flow } from './letter-flow.js';
import { grey, margin, pale, warning, width } from './letter-style.js';
import { breakLines } from './line-breaks.js';
import { describe } from './description.js';
import { paper, Sheets } from './sheet.js';

/** The content, where each sign that the font lacks is « ? »: whatever a pole calls its files, it has its receipt; the sealed content keeps the names. */
function legible<T>(node: T): T {
  if (typeof node === 'string') return drawableSigns(node) as T;
  if (Array.isArray(node)) return node.map(legible) as T;
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, legible(value as unknown)])) as T;
}

function drawFoot(sheets: Sheets, { reference, notice }: ReceiptContent): void {
  const y = paper.height - 40;
  for (let page = 0; page < sheets.count; page += 1) {
    const [left, right] = [`Récépissé du dossier ${reference}`, `Page ${page + 1} / ${sheets.count}`].map((text) => breakLines([text], 8, Number.POSITIVE_INFINITY)[0]!);
    sheets.rule({ x: margin.left, y: y - 14 }, { x: margin.left + width, y: y - 14 }, 0.75, pale, page);
    sheets.line(left!, { x: margin.left, y, size: 8, ink: grey, page });
    sheets.line(right!, { x: margin.left + width - right!.width, y, size: 8, ink: grey, page });
    if (notice === undefined) continue;
    const line = breakLines([{ strong: notice }], 8.5, Number.POSITIVE_INFINITY)[0]!;
    const x = margin.left + width - line.width - 8;
    sheets.box({ x: x - 8, y: 26, width: line.width + 16, height: 18 }, warning, 'frame', page);
    sheets.line(line, { x, y: 38, size: 8.5, ink: warning, page });
  }
}

/** The PDF of a receipt: the same content gives the same bytes. */
export async function writeReceipt(given: ReceiptContent): Promise<Uint8Array> {
  const content = legible(given);
  const sheets = await Sheets.start();
  sheets.add();
  new Flow(sheets, drawHead(sheets, content)).put(content.blocks, 0);
  drawFoot(sheets, content);
  describe(sheets, { ...content, author: content.sender[0]! });
  return sheets.document.save({ addDefaultPage: false });
}
