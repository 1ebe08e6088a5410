import {
  beginText, endText, fill, lineTo, moveTo, PDFDocument, popGraphicsState, pushGraphicsState, rectangle, setFillingRgbColor, setFontAndSize, setLineWidth,
  setStrokingRgbColor, setTextMatrix, showText, stroke, type PDFFont, type PDFName, type PDFPage,
} from 'pdf-lib';
import { create as createQr } from 'qrcode';
import { drawable, faces } from './font.js';
import type { Line } from './line-breaks.js';

/** Red, green, blue, from 0 to 1. */
export type Ink = readonly [number, number, number];

/** A4, in points. */
export const paper = { width: 595.28, height: 841.89 };

interface OpenPage {
  readonly page: PDFPage;
  readonly fonts: { readonly regular: PDFName; readonly strong: PDFName };
}

/** Pages of A4 on which things are put at points from the top left; `y` of a text is its baseline. */
export class Sheets {
  private readonly pages: OpenPage[] = [];

  private constructor(
    readonly document: PDFDocument,
    private readonly fonts: { readonly regular: PDFFont; readonly strong: PDFFont },
  ) {}

  static async start(): Promise<Sheets> {
    const document = await PDFDocument.create({ updateMetadata: false });
    const { regular, strong } = faces();
    return new Sheets(document, { regular: await regular.embed(document), strong: await strong.embed(document) });
  }

  get count(): number {
    return this.pages.length;
  }

  add(): void {
    const page = this.document.addPage([paper.width, paper.height]);
    const fonts = {
      regular: page.node.newFontDictionary('regular', this.fonts.regular.ref),
      strong: page.node.newFontDictionary('strong', this.fonts.strong.ref),
    };
    this.pages.push({ page, fonts });
  }

  line(line: Line, at: { x: number; y: number; size: number; ink: Ink; page?: number }): void {
    const { page, fonts } = this.at(at.page);
    for (const { text, strong, x } of line.pieces) {
      const weight = strong ? 'strong' : 'regular';
      page.pushOperators(
        beginText(),
        setFillingRgbColor(...at.ink),
        setFontAndSize(fonts[weight], at.size),
        setTextMatrix(1, 0, 0, 1, round(at.x + x), round(paper.height - at.y)),
        showText(this.fonts[weight].encodeText(drawable(text))),
        endText(),
      );
    }
  }

  rule(from: { x: number; y: number }, to: { x: number; y: number }, width: number, ink: Ink, page?: number): void {
    this.at(page).page.pushOperators(
      pushGraphicsState(), setStrokingRgbColor(...ink), setLineWidth(width),
      moveTo(round(from.x), round(paper.height - from.y)), lineTo(round(to.x), round(paper.height - to.y)), stroke(), popGraphicsState(),
    );
  }

  box(box: { x: number; y: number; width: number; height: number }, ink: Ink, how: 'fill' | 'frame', page?: number): void {
    const path = rectangle(round(box.x), round(paper.height - box.y - box.height), round(box.width), round(box.height));
    const paint = how === 'fill' ? [setFillingRgbColor(...ink), path, fill()] : [setStrokingRgbColor(...ink), setLineWidth(0.75), path, stroke()];
    this.at(page).page.pushOperators(pushGraphicsState(), ...paint, popGraphicsState());
  }

  /** The QR code of `text`, `side` points wide, without a quiet zone: squares, one rectangle for each run of dark ones. */
  qr(text: string, x: number, y: number, side: number, ink: Ink): void {
    const { data, size } = createQr(text, { errorCorrectionLevel: 'M' }).modules;
    const step = side / size;
    const squares = [];
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        const from = column;
        while (column < size && data[row * size + column] === 1) column += 1;
        if (column > from) squares.push(rectangle(round(x + from * step), round(paper.height - y - (row + 1) * step), round((column - from) * step), round(step)));
      }
    }
    this.at().page.pushOperators(pushGraphicsState(), setFillingRgbColor(...ink), ...squares, fill(), popGraphicsState());
  }

  private at(page: number = this.pages.length - 1): OpenPage {
    return this.pages[page]!;
  }
}

const round = (points: number): number => Math.round(points * 1000) / 1000;
