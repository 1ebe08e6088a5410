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
