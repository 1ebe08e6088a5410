import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font as ParsedFont } from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { DomainError } from '#domain/shared/error.js';

/**
 * A sign that the font cannot draw: the letter is not made, since .notdef would lose it without a word. `rule-violated`
 * `letter.glyph-missing`, `codePoint` as « U+1F41D »: trying again changes nothing.
 */
export class PdfGlyphMissing extends DomainError {
  constructor(codePoint: number) {
    super('rule-violated', 'letter.glyph-missing', { codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` });
  }
}

interface Glyph {
  readonly id: number;
  /** in thousandths of the size */
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/**
 * `text` as it is measured and drawn: composed (NFC, since pdf-lib places no combining marks), each control a space, without the invisible
 * format characters that pasted text carries (soft hyphens, zero-width spaces, marks of direction).
 */
export const drawable = (text: string): string => text.normalize('NFC').replace(/\p{Cf}/gu, '').replace(/\p{Cc}/gu, ' ');

/**
 * One font file, parsed once for the process. Its glyphs come from a map of our own: fontkit's are cached with the code points of their
 * first use, so that « E », met first inside « É », has no ToUnicode entry in the next document. No kerning, no ligatures.
 */
export class FontFace {
  private readonly glyphs = new Map<number, Glyph>();

  constructor(
    private readonly name: string,
    private readonly bytes: Uint8Array,
    private readonly parsed: ParsedFont,
  ) {
    // Several code points share a glyph (space and U+00A0, hyphen and U+2011): all read back as the lowest of them.
    const byId = new Map<number, Glyph>();
    const scale = 1000 / parsed.unitsPerEm;
    for (const codePoint of [...parsed.characterSet].sort((a, b) => a - b)) {
      const found = parsed.glyphForCodePoint(codePoint);
      if (found === null || found.id === 0) continue;
      const glyph = byId.get(found.id) ?? { id: found.id, advanceWidth: found.advanceWidth * scale, codePoints: [codePoint] };
      byId.set(glyph.id, glyph);
      this.glyphs.set(codePoint, glyph);
    }
  }

  /** The width of `text` in points at `size` points; throws `PdfGlyphMissing`. */
  widthOf(text: string, size: number): number {
    let sum = 0;
    for (const sign of drawable(text)) sum += this.glyph(sign).advanceWidth;
    return (sum * size) / 1000;
  }

  has(sign: string): boolean {
    return this.glyphs.has(sign.codePointAt(0)!);
  }

  /** A subset of this font in `document`, of the glyphs that are then drawn there; drawing throws `PdfGlyphMissing`. */
  async embed(document: PDFDocument): Promise<PDFFont> {
    document.registerFontkit({ create: () => this.adapter() } as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
    return document.embedFont(this.bytes, { subset: true, customName: `ESSAIM+${this.name}` });
  }

  private glyph(sign: string): Glyph {
    const codePoint = sign.codePointAt(0)!;
    const glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) throw new PdfGlyphMissing(codePoint);
    return glyph;
  }

  /** The face that pdf-lib knows: the interface of another fontkit, which streams its subsets. */
  private adapter(): object {
    const { unitsPerEm, postscriptName, ascent, descent, capHeight, xHeight, italicAngle, bbox } = this.parsed;
    const { 'OS/2': os2, post, head } = this.parsed as unknown as Record<string, object>;
    return {
      unitsPerEm, postscriptName, ascent, descent, capHeight, xHeight, italicAngle, bbox, 'OS/2': os2, post, head,
      layout: (text: string) => {
        // pdf-lib scales widths itself, from units of the font
        const units = ({ advanceWidth, ...glyph }: Glyph): Glyph => ({ ...glyph, advanceWidth: (advanceWidth * unitsPerEm) / 1000 });
        return { glyphs: Array.from(drawable(text), (sign) => units(this.glyph(sign))) };
      },
      createSubset: () => {
        const subset = this.parsed.createSubset();
        return {
          includeGlyph: ({ id }: Glyph) => subset.includeGlyph(id),
          encodeStream: () => {
            const stream = {
              on(event: string, listener: (bytes?: Uint8Array) => void) {
                if (event === 'data') listener(subset.encode());
                if (event === 'end') listener();
                return stream;
              },
            };
            return stream;
          },
        };
      },
    };
  }
}

const locate = createRequire(import.meta.url);
const load = (file: string, name: string): FontFace => {
  const bytes = readFileSync(locate.resolve(`@expo-google-fonts/source-sans-3/${file}`));
  return new FontFace(name, bytes, create(bytes) as ParsedFont);
};

export interface Faces {
  readonly regular: FontFace;
  readonly strong: FontFace;
}

let loaded: Faces | undefined;

/** Source Sans 3 (OFL-1.1), regular and semibold, read at the first use. */
export const faces = (): Faces =>
  (loaded ??= {
    regular: load('400Regular/SourceSans3_400Regular.ttf', 'SourceSans3-Regular'),
    strong: load('600SemiBold/SourceSans3_600SemiBold.ttf', 'SourceSans3-SemiBold'),
  });

/** `text`, where each sign that cannot be drawn is « ? ». */
export const drawableSigns = (text: string): string => Array.from(drawable(text), (sign) => (Object.values(faces()).every((face: FontFace) => face.has(sign)) ? sign : '?')).join('');
