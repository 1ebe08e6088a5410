import { isDay } from '#domain/shared/day.js';
import { fileGroups, type FileGroup } from '#domain/shared/file-kind.js';
import { isClean } from '#domain/shared/text.js';
import { DefinitionReader } from './definition.js';

export const fieldKinds = ['text', 'long-text', 'number', 'amount', 'choice', 'choices', 'yes-no', 'date', 'budget', 'attachment'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Field {
  /** unique in the whole form */
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** of texts, in UTF-16 units as browsers count */
  readonly maxLength?: number;
  /** of 'choice' and 'choices' */
  readonly options?: readonly Option[];
  /** of 'attachment': how many files, how large each, and which groups of kinds */
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly accept?: readonly FileGroup[];
  /** Shown only if this earlier field is shown and has this answer ('choices': among its answers). */
  readonly showIf?: { readonly field: string; readonly equals: string | boolean };
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

export interface FormDefinition {
  readonly sections: readonly Section[];
}

const read = new DefinitionReader('form');
const longest = 50_000;
const mostFiles = 20;
const largestFile = 2_000_000_000;

function parseOptions(json: unknown, path: string): Option[] {
  const options = read.list(json, path, 200).map((option, index) => {
    const where = `${path}[${index}]`;
    const { value, label } = read.object(option, where, ['value', 'label']);
    return { value: read.key(value, `${where}.value`), label: read.text(label, `${where}.label`) };
  });
  read.distinct(options.map(({ value }) => value), 'option-twice', path);
  return options;
}

function parseAccept(json: unknown, path: string): FileGroup[] {
  const groups = read.list(json, path, fileGroups.length).map((one, index) => fileGroups.find((group) => group === one) ?? read.refuse('unknown-file-group', `${path}[${index}]`));
  read.distinct(groups, 'file-group-twice', path);
  return groups;
}

/** `earlier`: the fields before this one; a condition on them only cannot go in circles. */
function parseShowIf(json: unknown, path: string, earlier: readonly Field[]): Field['showIf'] {
  const { field, equals } = read.object(json, path, ['field', 'equals']);
  const on = earlier.find(({ key }) => key === field);
  if (!on) return read.refuse('condition-on-no-earlier-field', `${path}.field`);
  if (on.kind === 'yes-no' && typeof equals === 'boolean') return { field: on.key, equals };
  if (typeof equals === 'string' && on.options?.some(({ value }) => value === equals)) return { field: on.key, equals };
  return read.refuse('condition-never-true', `${path}.equals`);
}

function parseField(json: unknown, path: string, earlier: readonly Field[]): Field {
  const fields = read.object(json, path, ['key', 'label', 'kind', 'required', 'maxLength', 'options', 'maxFiles', 'maxBytes', 'accept', 'showIf']);
  const kind = fieldKinds.find((one) => one === fields.kind) ?? read.refuse('unknown-kind', `${path}.kind`);
  const isChoice = kind === 'choice' || kind === 'choices';
  if (!isChoice && fields.options !== undefined) read.refuse('options-not-of-this-kind', `${path}.options`);
  if (kind !== 'text' && kind !== 'long-text' && fields.maxLength !== undefined) read.refuse('max-length-not-of-this-kind', `${path}.maxLength`);
  if (kind !== 'attachment' && [fields.maxFiles, fields.maxBytes, fields.accept].some((limit) => limit !== undefined)) read.refuse('file-limit-not-of-this-kind', path);
  return {
    key: read.key(fields.key, `${path}.key`),
    label: read.text(fields.label, `${path}.label`, 1000),
    kind,
    required: read.flag(fields.required, `${path}.required`),
    ...(fields.maxLength === undefined ? {} : { maxLength: read.integer(fields.maxLength, `${path}.maxLength`, 1, longest) }),
    ...(fields.maxFiles === undefined ? {} : { maxFiles: read.integer(fields.maxFiles, `${path}.maxFiles`, 1, mostFiles) }),
    ...(fields.maxBytes === undefined ? {} : { maxBytes: read.integer(fields.maxBytes, `${path}.maxBytes`, 1, largestFile) }),
    ...(fields.accept === undefined ? {} : { accept: parseAccept(fields.accept, `${path}.accept`) }),
    ...(isChoice ? { options: parseOptions(fields.options, `${path}.options`) } : {}),
    ...(fields.showIf === undefined ? {} : { showIf: parseShowIf(fields.showIf, `${path}.showIf`, earlier) }),
  };
}

/** The form in `json`. Throws `invalid-input` `form.<reason>` with the `path` of what is wrong; unknown fields are refused. */
export function parseForm(json: unknown): FormDefinition {
  const earlier: Field[] = [];
  const { sections } = read.object(json, '', ['sections']);
  const parsed = read.list(sections, 'sections', 50).map((section, index) => {
    const path = `sections[${index}]`;
    const { key, title, fields } = read.object(section, path, ['key', 'title', 'fields']);
    const own = read.list(fields, `${path}.fields`, 200).map((json, position) => {
      const field = parseField(json, `${path}.fields[${position}]`, earlier);
      earlier.push(field);
      return field;
    });
    return { key: read.key(key, `${path}.key`), title: read.text(title, `${path}.title`), fields: own };
  });
  read.distinct(parsed.map(({ key }) => key), 'section-twice', 'sections');
  read.distinct(earlier.map(({ key }) => key), 'field-twice', 'sections');
  return { sections: parsed };
}

/** What is wrong with an answer: where (`section.field`, `section.field.charges[0].cents`) and which. */
export interface Problem {
  readonly path: string;
  readonly code: string;
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

const lengthOf = { text: 500, 'long-text': 20_000 } as const;
const most = 500;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCents = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const own = (record: Readonly<Record<string, unknown>> | undefined, key: string): unknown => (record && Object.hasOwn(record, key) ? record[key] : undefined);

function textProblem(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'answer.not-a-text';
  if (!isClean(value)) return 'answer.text-not-clean';
  return value.length > max ? 'answer.text-too-long' : undefined;
}

function* lineProblems(line: unknown, side: 'charges' | 'products'): Iterable<Problem> {
  if (!isRecord(line)) return yield { path: '', code: 'answer.not-a-budget-line' };
  for (const key of Object.keys(line)) if (!['account', 'label', 'cents'].includes(key)) yield { path: `.${key}`, code: 'answer.unknown-field' };
  const accounts = side === 'charges' ? /^8?6[0-9]{0,4}$/ : /^8?7[0-9]{0,4}$/;
  if (typeof line.account !== 'string' || !accounts.test(line.account)) yield { path: '.account', code: 'answer.account-not-of-this-side' };
  const label = textProblem(line.label, lengthOf.text);
  if (label) yield { path: '.label', code: label };
  if (!isCents(line.cents)) yield { path: '.cents', code: 'answer.not-cents' };
}

function* budgetProblems(value: unknown): Iterable<Problem> {
  if (!isRecord(value)) return yield { path: '', code: 'answer.not-a-budget' };
  for (const key of Object.keys(value)) if (key !== 'charges' && key !== 'products') yield { path: `.${key}`, code: 'answer.unknown-field' };
  for (const side of ['charges', 'products'] as const) {
    const lines = value[side];
    if (!Array.isArray(lines)) yield { path: `.${side}`, code: 'answer.not-a-list' };
    else if (lines.length > most) yield { path: `.${side}`, code: 'answer.list-too-long' };
    else for (const [index, line] of lines.entries()) for (const { path, code } of lineProblems(line, side)) yield { path: `.${side}[${index}]${path}`, code };
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The answer to an 'attachment' field: ids of files that were sent to it, each once. */
function filesProblem({ maxFiles = mostFiles }: Field, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'answer.not-a-list';
  if (!value.every((id) => typeof id === 'string' && uuid.test(id))) return 'answer.not-a-file';
  if (new Set(value).size < value.length) return 'answer.file-twice';
  return value.length > maxFiles ? 'answer.too-many-files' : undefined;
}

function problemOf(field: Field, value: unknown): string | undefined {
  const has = (one: unknown): boolean => field.options?.some((option) => option.value === one) ?? false;
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textProblem(value, field.maxLength ?? lengthOf[field.kind]);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'answer.not-a-number';
    case 'amount':
      return isCents(value) ? undefined : 'answer.not-cents';
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'answer.not-yes-or-no';
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : 'answer.not-a-day';
    case 'choice':
      return has(value) ? undefined : 'answer.not-an-option';
    case 'choices':
      if (!Array.isArray(value)) return 'answer.not-a-list';
      if (!value.every(has)) return 'answer.not-an-option';
      return new Set(value).size === value.length ? undefined : 'answer.option-twice';
    case 'attachment':
      return filesProblem(field, value);
    case 'budget':
      return undefined;
  }
}

/** What keeps `answers` from being saved as a draft of `section`: wrong types and unknown fields. Nothing needs to be answered yet. */
export function checkAnswers(section: Section, answers: Answers): Problem[] {
  const problems: Problem[] = Object.keys(answers)
    .filter((key) => !section.fields.some((field) => field.key === key))
    .map((key) => ({ path: `${section.key}.${key}`, code: 'answer.unknown-field' }));
  for (const field of section.fields) {
    const value = own(answers, field.key);
    if (value === undefined || value === null) continue;
    const path = `${section.key}.${field.key}`;
    const code = problemOf(field, value);
    if (code) problems.push({ path, code });
    if (field.kind === 'budget') for (const problem of budgetProblems(value)) problems.push({ path: path + problem.path, code: problem.code });
  }
  return problems;
}

/** Is `field` shown, given the answers? A field whose condition is itself hidden is hidden. */
export function isShown(form: FormDefinition, field: Field, answers: AnswersBySection): boolean {
  if (!field.showIf) return true;
  const { field: on, equals } = field.showIf;
  const section = form.sections.find(({ fields }) => fields.some(({ key }) => key === on));
  const condition = section?.fields.find(({ key }) => key === on);
  if (!section || !condition || !isShown(form, condition, answers)) return false;
  const answer = own(answers[section.key], on);
  return Array.isArray(answer) ? answer.includes(equals) : answer === equals;
}

const isEmpty = (field: Field, value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (field.kind !== 'budget') return false;
  const { charges, products } = value as Budget;
  return charges.length === 0 && products.length === 0;
};

const sumOf = (lines: readonly BudgetLine[]): bigint => lines.reduce((sum, { cents }) => sum + BigInt(cents), 0n);

/**
 * What keeps the dossier from being submitted: everything that `checkAnswers` says, sections that the form does not have, shown
 * and required fields without an answer, and budgets whose charges and products differ. Hidden fields ask for nothing.
 */
export function missingAnswers(form: FormDefinition, answers: AnswersBySection): Problem[] {
  const problems: Problem[] = Object.keys(answers)
    .filter((key) => !form.sections.some((section) => section.key === key))
    .map((key) => ({ path: key, code: 'answer.unknown-section' }));
  for (const section of form.sections) {
    const given = (own(answers, section.key) ?? {}) as Answers;
    const wrong = checkAnswers(section, given);
    problems.push(...wrong);
    for (const field of section.fields) {
      const path = `${section.key}.${field.key}`;
      if (wrong.some((problem) => problem.path === path || problem.path.startsWith(`${path}.`)) || !isShown(form, field, answers)) continue;
      const value = own(given, field.key);
      if (isEmpty(field, value)) {
        if (field.required) problems.push({ path, code: 'answer.missing' });
      } else if (field.kind === 'budget') {
        const { charges, products } = value as Budget;
        if (sumOf(charges) !== sumOf(products)) problems.push({ path, code: 'answer.budget-not-balanced' });
      }
    }
  }
  return problems;
}
