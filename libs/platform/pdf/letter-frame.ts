import type { LetterContent } from '#domain/decisions/letter.js';
import type { Run } from '#domain/shared/document.js';
import { breakLines, type Line } from './line-breaks.js';
import { accent, grey, ink, leading, margin, pale, rightColumn, size, small, warning, width } from './letter-style.js';
import { paper, type Ink, type Sheets } from './sheet.js';

const columnWidth = paper.width - margin.right - rightColumn;
const address = { top: 128, least: 62 };
const qrSide = 58;
const verification = { width: 222, height: qrSide + 20 };
const signatureSpace = 26;

const lineOf = (runs: readonly Run[], points: number): Line => breakLines(runs, points, Number.POSITIVE_INFINITY)[0]!;

function put(sheets: Sheets, lines: readonly Line[], at: { x: number; y: number; size: number; leading: number; ink: Ink }): number {
  let { y } = at;
  for (const line of lines) sheets.line(line, { x: at.x, y: (y += at.leading) - at.leading * 0.22, size: at.size, ink: at.ink });
  return y;
}

/** What the head of a document says. */
export type Head = Pick<LetterContent, 'sender' | 'reference' | 'recipient' | 'placeAndDate' | 'subject'>;

/** Sender, reference, recipient, date and subject; answers the top of what follows. */
export function drawHead(sheets: Sheets, content: Head): number {
  const [authority, ...rest] = content.sender;
  const half = rightColumn - margin.left - 30;
  let left = put(sheets, breakLines([{ strong: authority! }], 13, half), { x: margin.left, y: margin.top - 12, size: 13, leading: 16, ink });
  left = put(sheets, rest.flatMap((text) => breakLines([text], small, half)), { x: margin.left, y: left, size: small, leading: 12, ink: grey });
  left += 7;
  sheets.rule({ x: margin.left, y: left }, { x: margin.left + 42, y: left }, 2, accent);
  const reference = breakLines(['Référence : ', { strong: content.reference }], small, half);
  const referred = put(sheets, reference, { x: margin.left, y: Math.max(left + 8, address.top - 1), size: small, leading: 13, ink: grey });

  const [name, ...lines] = content.recipient;
  const recipient = [{ strong: name! }, ...lines].flatMap((text) => breakLines([text], size, columnWidth));
  put(sheets, breakLines([content.placeAndDate], size, columnWidth), { x: rightColumn, y: margin.top + 18, size, leading, ink });
  const under = put(sheets, recipient, { x: rightColumn, y: address.top, size, leading, ink });

  const label = lineOf([{ strong: 'Objet : ' }], size);
  const indent = label.width + 4;
  const top = Math.max(under, referred, address.top + address.least) + 20;
  put(sheets, [label], { x: margin.left, y: top, size, leading, ink });
  return put(sheets, breakLines([{ strong: content.subject }], size, width - indent), { x: margin.left + indent, y: top, size, leading, ink }) + 12;
}

interface Sides {
  readonly quality: readonly Line[];
  readonly name: readonly Line[];
  readonly authority: readonly Line[];
  readonly signed: number;
}

function sides({ signatory }: LetterContent): Sides {
  const quality = breakLines([`${signatory.quality},`], size, columnWidth);
  const name = breakLines([{ strong: signatory.name }], size, columnWidth);
  const authority = breakLines([signatory.authority], small, columnWidth);
  return { quality, name, authority, signed: (quality.length + name.length) * leading + signatureSpace + authority.length * 12 };
}

const beforeSignature = 14;

/** How high the block of signature and verification is, in points. */
export const signatureHeight = (content: LetterContent): number => beforeSignature + Math.max(sides(content).signed, verification.height) + 4;

/** Who signs, at the right, and how to check the letter, at the left, from `top` on. */
export function drawSignature(sheets: Sheets, content: LetterContent, top: number): void {
  const { quality, name, authority } = sides(content);
  const from = top + beforeSignature;
  let y = put(sheets, quality, { x: rightColumn, y: from, size, leading, ink }) + signatureSpace;
  y = put(sheets, name, { x: rightColumn, y, size, leading, ink });
  put(sheets, authority, { x: rightColumn, y, size: small, leading: 12, ink: grey });

  const { code, url } = content.verification;
  sheets.box({ x: margin.left, y: from, ...verification }, pale, 'frame');
  sheets.qr(url, margin.left + 10, from + 10, qrSide, ink);
  const x = margin.left + qrSide + 22;
  const room = verification.width - qrSide - 30;
  const lines = (run: Run): Line[] => breakLines([run], 8, room);
  const last = url.lastIndexOf('/') + 1;
  const address = lines(url).length === 1 ? [url] : [url.slice(0, last), url.slice(last)]; // the code that ends it stays whole
  const told = [{ strong: 'Vérifier cette lettre' }, `Code ${code}`, ...address].flatMap(lines);
  put(sheets, told.slice(0, 6), { x, y: from + 6, size: 8, leading: 12, ink: grey });
}

/** The foot of each page, once their number is known, and the notice at its head. `middle`: between the reference and the number of the page. */
export function drawFooters(sheets: Sheets, content: { reference: string; middle?: string; notice?: string }): void {
  const y = paper.height - 40;
  for (let page = 0; page < sheets.count; page += 1) {
    sheets.rule({ x: margin.left, y: y - 14 }, { x: margin.left + width, y: y - 14 }, 0.75, pale, page);
    sheets.line(lineOf([content.reference], 8), { x: margin.left, y, size: 8, ink: grey, page });
    if (content.middle !== undefined) {
      const middle = lineOf([content.middle], 8);
      sheets.line(middle, { x: margin.left + (width - middle.width) / 2, y, size: 8, ink: grey, page });
    }
    const number = lineOf([`Page ${page + 1} / ${sheets.count}`], 8);
    sheets.line(number, { x: margin.left + width - number.width, y, size: 8, ink: grey, page });
    if (content.notice !== undefined) {
      const notice = lineOf([{ strong: content.notice }], 8.5);
      const x = margin.left + width - notice.width - 8;
      sheets.box({ x: x - 8, y: 26, width: notice.width + 16, height: 18 }, warning, 'frame', page);
      sheets.line(notice, { x, y: 38, size: 8.5, ink: warning, page });
    }
  }
}
