import { rounded, type Exact } from '../shared/exact.js';
import { holds } from './condition.rules.js';
import { isRecord, own, type Answers, type AnswersBySection, type Field, type FormDefinition } from './form.js';
import { compute, type Operands } from './formula.rules.js';

/** What is shown of some fields, and what they answer. */
export interface Scope {
  /** keys of the fields that are shown */
  readonly shown: ReadonlySet<string>;
  /** by key, of the fields that are shown and answered: the answer as it was given, or the computed value (cents for an amount) */
  readonly values: ReadonlyMap<string, unknown>;
  /** keys of computed fields whose value no number holds exactly */
  readonly tooLarge: ReadonlySet<string>;
}

/** What a form shows and computes for some answers. */
export interface Evaluation extends Scope {
  /** keys of the sections that are shown */
  readonly sections: ReadonlySet<string>;
  /** by the key of a repeated block that is shown: its items */
  readonly items: ReadonlyMap<string, readonly Scope[]>;
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Is `value` no answer to `field`? An engagement that is not taken is none. */
export function isEmpty(field: Field, value: unknown): boolean {
  if (isBlank(value) || (Array.isArray(value) && value.length === 0)) return true;
  if (field.kind === 'engagement') return value === false;
  if (!isRecord(value)) return false;
  if (field.kind === 'address' || field.kind === 'territory') return Object.values(value).every(isBlank);
  return field.kind === 'budget' && Array.isArray(value.charges) && Array.isArray(value.products) && value.charges.length === 0 && value.products.length === 0;
}

/** The exact result as the field's value: cents, or the decimals that it has; 'too-large' when JavaScript would not hold it exactly. */
function settled(field: Field, exact: Exact): number | 'too-large' {
  const places = field.unit === 'amount' ? 2 : (field.decimals ?? 2);
  const scaled = rounded(exact, places);
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER) || scaled < -BigInt(Number.MAX_SAFE_INTEGER)) return 'too-large';
  return field.unit === 'amount' ? Number(scaled) : Number(`${scaled}e-${places}`);
}

class Writing {
  readonly shown = new Set<string>();
  readonly values = new Map<string, unknown>();
  readonly tooLarge = new Set<string>();
  readonly items = new Map<string, readonly Scope[]>();

  constructor(
    private readonly fields: ReadonlyMap<string, Field>,
    private readonly outer?: Writing,
  ) {}

  answerTo = (key: string): unknown => this.values.get(key) ?? this.outer?.answerTo(key);

  private get operands(): Operands {
    const blocks = this.outer ?? this;
    return {
      fieldOf: (key) => this.fields.get(key),
      answerTo: this.answerTo,
      answersIn: (block, key) => (blocks.items.get(block) ?? []).map(({ values }) => values.get(key)),
      itemsIn: (block) => blocks.items.get(block)?.length ?? 0,
    };
  }

  take(fields: readonly Field[], answers: Answers): void {
    for (const field of fields) {
      if (field.showIf !== undefined && !holds(field.showIf, this.answerTo)) continue;
      this.shown.add(field.key);
      if (field.kind === 'computed') this.compute(field);
      else this.answer(field, own(answers, field.key));
    }
  }

  private compute(field: Field): void {
    const exact = field.formula && compute(field.formula, this.operands);
    const value = exact && settled(field, exact);
    if (value === 'too-large') this.tooLarge.add(field.key);
    else if (value !== undefined) this.values.set(field.key, value);
  }

  private answer(field: Field, value: unknown): void {
    if (!isEmpty(field, value)) this.values.set(field.key, value);
    if (field.kind !== 'repeat') return;
    const items = (Array.isArray(value) ? value : []).map((item) => {
      const inside = new Writing(this.fields, this);
      inside.take(field.fields ?? [], isRecord(item) ? item : {});
      return inside;
    });
    this.items.set(field.key, items);
  }
}

/** What `form` shows and computes for `answers`, whatever they are: one pass in the form's order, since conditions and formulas only look back. */
export function evaluate(form: FormDefinition, answers: AnswersBySection): Evaluation {
  const all = form.sections.flatMap(({ fields }) => fields);
  const writing = new Writing(new Map([...all, ...all.flatMap(({ fields = [] }) => fields)].map((field) => [field.key, field])));
  const sections = new Set<string>();
  for (const section of form.sections) {
    if (section.showIf !== undefined && !holds(section.showIf, writing.answerTo)) continue;
    sections.add(section.key);
    const given = own(answers, section.key);
    writing.take(section.fields, isRecord(given) ? given : {});
  }
  return Object.assign(writing, { sections });
}
