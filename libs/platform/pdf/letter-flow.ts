import type { Block, Heading, Run, Table } from '#domain/shared/document.js';
import { breakLines, extentOf, type Line } from './line-breaks.js';
import { accent, floor, grey, ink, leading, margin, pale, size, small, tint, width } from './letter-style.js';
import type { Sheets } from './sheet.js';

const gap = 5.5;
const beforeHeading = 8;
const indent = 14;
const cell = { x: 7, y: 5, leading: 13 };

interface Row {
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
}

/** A table's columns, and its rows broken into lines. */
interface Grid {
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
  readonly toRight: readonly boolean[];
  readonly head: Row;
  readonly rows: readonly Row[];
}

const bold = (text: string): Run[] => [{ strong: text }];

/** Each column has its longest word; what is left goes by how much more the columns want. */
function columnWidths(rows: readonly (readonly Run[])[][], columns: number): number[] {
  const wants = Array.from({ length: columns }, (_, column) => {
    const extents = rows.map((row) => extentOf(row[column] ?? [], small));
    return { least: Math.max(...extents.map(({ word }) => word)) + 2 * cell.x, most: Math.max(...extents.map(({ line }) => line)) + 2 * cell.x };
  });
  const sum = (of: (want: { least: number; most: number }) => number): number => wants.reduce((total, want) => total + of(want), 0);
  const left = width - sum(({ least }) => least);
  const wanted = sum(({ least, most }) => most - least);
  if (left <= 0) return wants.map(({ least }) => (least * width) / sum((want) => want.least));
  return wants.map(({ least, most }) => least + (wanted === 0 ? left / columns : (left * (most - least)) / wanted));
}

function gridOf({ head, rows }: Table): Grid {
  const texts = [head.map(bold), ...rows.map((row) => row.map((text): Run[] => [text]))];
  const widths = columnWidths(texts, head.length);
  const broken = texts.map((row): Row => {
    const cells = row.map((runs, column) => breakLines(runs, small, widths[column]! - 2 * cell.x));
    return { cells, height: Math.max(...cells.map((lines) => lines.length)) * cell.leading + 2 * cell.y };
  });
  let left = margin.left;
  const lefts = widths.map((one) => (left += one) - one);
  return { lefts, widths, toRight: head.map((_, column) => rows.every((row) => row[column]!.endsWith('€'))), head: broken[0]!, rows: broken.slice(1) };
}

/** Puts block after block down the pages: no heading without what follows it, no line alone, no row split. */
export class Flow {
  constructor(
    private readonly sheets: Sheets,
    /** the top of what comes next */
    private y: number,
  ) {}

  /** Puts `blocks`, the last two of them together with `tail` points: a signature is never alone, nor with a mere formula of politeness. */
  put(blocks: readonly Block[], tail: number): void {
    for (const [index, block] of blocks.entries()) {
      switch (block.kind) {
        case 'paragraph':
          this.lines(breakLines(block.runs, size, width), margin.left, isKept(blocks, index) ? needed(blocks, index + 1, tail) : 0);
          break;
        case 'heading':
          this.heading(block, needed(blocks, index + 1, tail));
          break;
        case 'list':
          for (const item of block.items) this.item(item);
          break;
        case 'table':
          this.table(block);
      }
    }
  }

  /** The top of `height` points in one piece, on this page or the next. */
  take(height: number): number {
    this.need(height);
    const top = this.y;
    this.y += height;
    return top;
  }

  private need(height: number): void {
    if (this.y + height > floor) this.turn();
  }

  private turn(): void {
    if (this.y === margin.top) return; // nothing on it yet
    this.sheets.add();
    this.y = margin.top;
  }

  private heading(heading: Heading, under: number): void {
    const lines = headingLines(heading);
    this.need(headingHeight(lines) + under);
    if (this.y > margin.top) this.y += beforeHeading;
    for (const line of lines) this.sheets.line(line, { x: margin.left, y: (this.y += leading) - 3, size: size + 0.5, ink: accent });
    this.y += 2;
  }

  private item(runs: readonly Run[]): void {
    const lines = breakLines(runs, size, width - indent);
    const dash = breakLines(['–'], size, indent)[0]!;
    this.lines(lines, margin.left + indent, 0, (y) => this.sheets.line(dash, { x: margin.left + 1, y, size, ink }));
  }

  private lines(lines: readonly Line[], x: number, reserved: number, first?: (y: number) => void): void {
    let end = this.room(lines.length, reserved);
    for (const [index, line] of lines.entries()) {
      if (index === end) {
        this.turn();
        end = index + Math.max(1, this.room(lines.length - index, 0));
      }
      this.y += leading;
      if (index === 0) first?.(this.y - 3);
      this.sheets.line(line, { x, y: this.y - 3, size, ink });
    }
    this.y += gap;
  }

  /** How many of `count` lines this page takes, all of them together with `reserved` points; none is alone on either page. */
  private room(count: number, reserved: number): number {
    const fit = (height: number): number => Math.floor((height - this.y) / leading);
    if (fit(reserved > 0 ? floor - gap - reserved : floor) >= count) return count;
    const some = Math.min(fit(floor), count - 2);
    return reserved > 0 || some < 2 ? 0 : some;
  }

  private table(block: Table): void {
    const grid = gridOf(block);
    this.need(grid.head.height + (grid.rows[0]?.height ?? 0));
    this.row(grid, grid.head, true);
    for (const row of grid.rows) {
      if (this.y + row.height > floor) {
        this.turn();
        this.row(grid, grid.head, true);
      }
      this.row(grid, row, false);
    }
    this.y += gap + 4;
  }

  private row({ lefts, widths, toRight }: Grid, { cells, height }: Row, isHead: boolean): void {
    if (isHead) this.sheets.box({ x: margin.left, y: this.y, width, height }, tint, 'fill');
    for (const [column, lines] of cells.entries()) {
      for (const [index, line] of lines.entries()) {
        const x = toRight[column] ? lefts[column]! + widths[column]! - cell.x - line.width : lefts[column]! + cell.x;
        this.sheets.line(line, { x, y: this.y + cell.y + (index + 1) * cell.leading - 3.5, size: small, ink: isHead ? grey : ink });
      }
    }
    this.y += height;
    this.sheets.rule({ x: margin.left, y: this.y }, { x: margin.left + width, y: this.y }, 0.75, pale);
  }
}

const headingLines = ({ text }: Heading): Line[] => breakLines(bold(text), size + 0.5, width);
const headingHeight = (lines: readonly Line[]): number => beforeHeading + lines.length * leading + 2;

/** How many of its lines must stand together at the start of a paragraph: two, and two are left for the next page. */
const opening = (lines: number): number => (lines < 4 ? lines : 2);

/** Must the paragraph at `index` stay with what follows: at the end, or since it announces it (« Vous pouvez : »)? */
function isKept(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'paragraph') return false;
  const last = block.runs.at(-1);
  return index >= blocks.length - 2 || ((typeof last === 'string' ? last : last?.strong)?.endsWith(':') ?? false);
}

/** How high the part is that must stand on one page from the block at `index` on; past the last one, `tail`. */
function needed(blocks: readonly Block[], index: number, tail: number): number {
  const block = blocks[index];
  switch (block?.kind) {
    case undefined:
      return tail;
    case 'heading':
      return headingHeight(headingLines(block)) + needed(blocks, index + 1, tail);
    case 'paragraph': {
      const lines = breakLines(block.runs, size, width).length;
      return isKept(blocks, index) ? lines * leading + gap + needed(blocks, index + 1, tail) : opening(lines) * leading;
    }
    case 'list':
      return opening(breakLines(block.items[0] ?? [], size, width - indent).length) * leading;
    case 'table': {
      const { head, rows } = gridOf(block);
      return head.height + (rows[0]?.height ?? 0);
    }
  }
}
