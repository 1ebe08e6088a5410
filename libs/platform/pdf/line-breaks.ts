import type { Run } from '#domain/shared/document.js';
import { drawable, faces } from './font.js';

/** Text of one weight within a line, at `x` points from the line's start. */
export interface Piece {
  readonly text: string;
  readonly strong: boolean;
  readonly x: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  /** in points, without the space at a soft end */
  readonly width: number;
}

interface Part {
  text: string;
  readonly strong: boolean;
}

const widthOf = ({ text, strong }: Part, size: number): number => faces()[strong ? 'strong' : 'regular'].widthOf(text, size);
const widthOfAll = (parts: readonly Part[], size: number): number => parts.reduce((sum, part) => sum + widthOf(part, size), 0);

/** Words with the parts that they are made of; only U+0020 parts words, so « 2014-856 » and U+00A0 hold together. */
function wordsOf(runs: readonly Run[]): Part[][] {
  const words: Part[][] = [];
  let word: Part[] = [];
  const end = (): void => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (const run of runs) {
    const strong = typeof run !== 'string';
    for (const [index, text] of drawable(strong ? run.strong : run).split(' ').entries()) {
      if (index > 0) end();
      if (text !== '') word.push({ text, strong });
    }
  }
  end();
  return words;
}

/** A word that no line holds, such as an address, in lengths that fit. */
function cut(word: Part[], width: number, size: number): Part[][] {
  if (widthOfAll(word, size) <= width) return [word];
  const rows: Part[][] = [[]];
  let used = 0;
  for (const { text, strong } of word) {
    for (const sign of text) {
      const step = widthOf({ text: sign, strong }, size);
      if (used + step > width && used > 0) {
        rows.push([]);
        used = 0;
      }
      const row = rows.at(-1)!;
      const last = row.at(-1);
      if (last?.strong === strong) last.text += sign;
      else row.push({ text: sign, strong });
      used += step;
    }
  }
  return rows;
}

function placed(parts: readonly Part[], size: number, soft: boolean): Line {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last?.strong === part.strong) last.text += part.text;
    else merged.push({ ...part });
  }
  const width = widthOfAll(merged, size);
  let x = 0;
  const pieces = merged.map((part, index) => {
    // The space kept at a soft end parts its words for who extracts the text.
    const piece = { text: soft && index === merged.length - 1 ? `${part.text} ` : part.text, strong: part.strong, x };
    x += widthOf(part, size);
    return piece;
  });
  return { pieces, width };
}

/** The widths, in points, of the longest word and of all the text on one line. */
export function extentOf(runs: readonly Run[], size: number): { word: number; line: number } {
  const words = wordsOf(runs);
  const widths = words.map((word) => widthOfAll(word, size));
  const space = widthOf({ text: ' ', strong: false }, size);
  return { word: Math.max(0, ...widths), line: widths.reduce((sum, width) => sum + width + space, 0) };
}

/** `runs` in lines of at most `width` points at `size` points, greedily, ragged at the right. Throws `PdfGlyphMissing`. */
export function breakLines(runs: readonly Run[], size: number, width: number): Line[] {
  const lines: Line[] = [];
  let row: Part[] = [];
  let used = 0;
  for (const [index, word] of wordsOf(runs).entries()) {
    for (const [rank, length] of cut(word, width, size).entries()) {
      const space = { text: ' ', strong: (row.at(-1)?.strong ?? false) && length[0]!.strong };
      const step = widthOfAll(length, size);
      const gap = row.length === 0 ? 0 : widthOf(space, size);
      if (rank > 0 || used + gap + step > width) {
        if (row.length > 0) lines.push(placed(row, size, rank === 0));
        row = [];
        used = 0;
      } else if (index > 0 && row.length > 0) {
        row.push(space);
        used += gap;
      }
      row.push(...length);
      used += step;
    }
  }
  if (row.length > 0) lines.push(placed(row, size, false));
  return lines;
}
