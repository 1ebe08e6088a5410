import type { Block, Paragraph, Run, Table } from '#domain/decisions/letter.js';
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

  /** Puts `block`, a paragraph together with `reserved` points after it. */
  put(block: Block, next: Block | undefined, reserved: number): void {
    switch (block.kind) {
      case 'paragraph':
        this.lines(breakLines(block.runs, size, width), margin.left, introduces(block) ? Math.max(reserved, firstHeight(next)) : reserved);
        break;
      case 'heading':
        this.heading(block.text, next);
        break;
      case 'list':
        for (const item of block.items) this.item(item);
        break;
      case 'table':
        this.table(block);
    }
  }

  /** How high a paragraph is; 0 for other blocks, which nothing is kept with. */
  heightOf(block: Block): number {
    return block.kind === 'paragraph' ? breakLines(block.runs, size, width).length * leading + gap : 0;
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
    this.sheets.add();
    this.y = margin.top;
  }

  private heading(text: string, next: Block | undefined): void {
    const lines = breakLines(bold(text), size + 0.5, width);
    this.need(beforeHeading + lines.length * leading + 2 + firstHeight(next));
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
    let fit = Math.floor((floor - this.y - (reserved > 0 ? gap + reserved : 0)) / leading);
    if (fit < lines.length) fit = reserved > 0 ? 0 : Math.min(Math.floor((floor - this.y) / leading), lines.length - 2);
    if (fit < 2 && fit < lines.length) {
      this.turn();
      fit = Math.floor((floor - this.y) / leading);
    }
    for (const [index, line] of lines.entries()) {
      if (index > 0 && index === fit) {
        this.turn();
        fit = index + Math.floor((floor - this.y) / leading);
      }
      this.y += leading;
      if (index === 0) first?.(this.y - 3);
      this.sheets.line(line, { x, y: this.y - 3, size, ink });
    }
    this.y += gap;
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

/** What must stand under a heading on the same page. */
function firstHeight(block: Block | undefined): number {
  switch (block?.kind) {
    case 'table': {
      const { head, rows } = gridOf(block);
      return head.height + (rows[0]?.height ?? 0);
    }
    case 'paragraph':
      return opening(breakLines(block.runs, size, width).length) * leading;
    case 'list':
      return opening(breakLines(block.items[0] ?? [], size, width - indent).length) * leading;
    case 'heading':
    case undefined:
      return 2 * leading;
  }
}

/** How many of its lines must stand together at the start of a paragraph: two, and two are left for the next page. */
const opening = (lines: number): number => (lines < 4 ? lines : 2);

/** Does a paragraph announce what follows it, as « Vous pouvez : » ? */
const introduces = ({ runs }: Paragraph): boolean => {
  const last = runs.at(-1);
  return (typeof last === 'string' ? last : last?.strong)?.endsWith(':') ?? false;
};
