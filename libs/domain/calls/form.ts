import type { Day } from '../shared/day.js';
import type { FileGroup } from '../shared/file-kind.js';

export const fieldKinds = [
  'text',
  'long-text',
  'number',
  'amount',
  'date',
  'choice',
  'choices',
  'yes-no',
  'engagement',
  'address',
  'territory',
  'siret',
  'rna',
  'iban',
  'email',
  'phone',
  'attachment',
  'budget',
  'repeat',
  'computed',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const territoryLevels = ['commune', 'epci', 'department', 'region'] as const;
export type TerritoryLevel = (typeof territoryLevels)[number];

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What must hold of earlier answers. A field that is hidden, or not answered, fulfils no comparison; `not` of one that fails holds. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** One comparison of one earlier field; amounts in cents. Of 'choices', `equals` and `contains` ask whether the value is among them, `oneOf` whether one of them is. */
export type Comparison =
  | { readonly field: string; readonly equals: string | number | boolean }
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly atMost: number }
  | { readonly field: string; readonly answered: true };

/** A value computed from earlier answers, exactly; amounts count in euros. `total` of a budget's side, of its accounts that begin with one of `accounts`. */
export type Formula =
  | { readonly value: number }
  | { readonly field: string }
  | { readonly add: readonly Formula[] }
  | { readonly multiply: readonly Formula[] }
  | { readonly min: readonly Formula[] }
  | { readonly max: readonly Formula[] }
  | { readonly subtract: readonly [Formula, Formula] }
  | { readonly divide: readonly [Formula, Formula] }
  | { readonly total: string; readonly of: 'charges' | 'products'; readonly accounts?: readonly string[] }
  | { readonly sum: string; readonly field: string }
  | { readonly count: string };

export interface Field {
  /** unique in the whole form, fields of repeated blocks included */
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** an engagement that is required must be taken; a repeated block that is required has one item at least */
  readonly required: boolean;
  /** its answer is hidden from reviewers, and so is what would tell of it (`blindFields`) */
  readonly blind?: true;
  readonly help?: string;
  readonly example?: string;
  /** of texts, in UTF-16 units as browsers count */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** of 'number' and 'computed' as they are, of 'amount' and a computed amount in cents, of 'repeat' in items */
  readonly min?: number;
  readonly max?: number;
  /** of 'number' and a computed number: at most so many decimals */
  readonly decimals?: number;
  /** of 'date', both included */
  readonly earliest?: Day;
  readonly latest?: Day;
  /** of 'choice' and 'choices' */
  readonly options?: readonly Option[];
  /** of 'territory' */
  readonly level?: TerritoryLevel;
  /** of 'attachment' */
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly accept?: readonly FileGroup[];
  /** of 'repeat': the fields of each item, and what an item is called (« Partenaire ») */
  readonly fields?: readonly Field[];
  readonly itemLabel?: string;
  /** of 'computed' */
  readonly unit?: 'amount' | 'number';
  readonly formula?: Formula;
  /** Shown only if this holds. */
  readonly showIf?: Condition;
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly help?: string;
  /** Shown only if this holds of earlier sections. */
  readonly showIf?: Condition;
  readonly fields: readonly Field[];
}

export interface FormDefinition {
  readonly sections: readonly Section[];
}

/** By field key. Amounts are integer cents; null or absent: not answered. */
export type Answers = Readonly<Record<string, unknown>>;
export type AnswersBySection = Readonly<Record<string, Answers | undefined>>;

export interface BudgetLine {
  /** account of the plan comptable: 6… or 86… for charges, 7… or 87… for products */
  readonly account: string;
  readonly label: string;
  readonly cents: number;
}

/** The answer to a 'budget' field. */
export interface Budget {
  readonly charges: readonly BudgetLine[];
  readonly products: readonly BudgetLine[];
}

/** The answer to an 'address' field. */
export interface Address {
  readonly line: string;
  readonly complement?: string;
  readonly postalCode: string;
  readonly city: string;
}

/** The answer to a 'territory' field: INSEE's code (the SIREN of an EPCI) and the name. */
export interface Territory {
  readonly code: string;
  readonly name: string;
}

/** What is wrong with an answer: where (`section.field`, `section.field[0].inner`, `section.field.charges[0].cents`), which, and what its sentence needs. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What `record` itself holds under `key`, its prototype left out. */
export const own = (record: Readonly<Record<string, unknown>> | undefined, key: string): unknown => (record && Object.hasOwn(record, key) ? record[key] : undefined);
