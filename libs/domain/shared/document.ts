import type { Day } from './day.js';

/** A run of text; `strong` stands out. Texts hold no line break and no markup. */
export type Run = string | { readonly strong: string };

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
}

export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

/** Items are set with a dash, as French letters do. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly (readonly Run[])[];
}

/** Each row has as many cells as the head. A column whose cells are all amounts (they end with €) is set to the right. */
export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Block = Paragraph | Heading | List | Table;

/** All that a document says, in the order of the page, in French and typeset: what a writer lays out without adding a word of substance. */
export interface DocumentContent {
  readonly reference: string;
  /** for the document's own dates */
  readonly date: Day;
  readonly placeAndDate: string;
  /** lines; the first is the authority */
  readonly sender: readonly string[];
  /** lines; the first is the name */
  readonly recipient: readonly string[];
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Written on every page, as « Document de démonstration ». */
  readonly notice?: string;
}
