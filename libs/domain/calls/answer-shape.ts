import { isDay } from '../shared/day.js';
import { decimalsOf } from '../shared/exact.js';
import { isClean, isReversed } from '../shared/text.js';
import { isRecord, own, type Field, type Problem } from './form.js';
import { mostFiles, mostItems } from './form.rules.js';

const lengthOf = { text: 500, 'long-text': 20_000 } as const;
const mostLines = 500;
const largestNumber = 1e15;

function textCode(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'answer.not-a-text';
  if (!isClean(value)) return 'answer.text-not-clean';
  if (value.length > max) return 'answer.text-too-long';
  return isReversed(value) ? 'answer.text-reversed' : undefined;
}

function centsCode(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'answer.not-cents';
  if (value < 0) return 'answer.negative';
  return Number.isSafeInteger(value) ? undefined : 'answer.too-large';
}

function numberCode(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'answer.not-a-number';
  if (Math.abs(value) >= largestNumber) return 'answer.too-large';
  return decimalsOf(value) > 9 ? 'answer.too-many-decimals' : undefined;
}

type Found = Iterable<Problem>;

function* known(value: Record<string, unknown>, path: string, keys: readonly string[]): Found {
  for (const key of Object.keys(value)) if (!keys.includes(key)) yield { path: `${path}.${key}`, code: 'answer.unknown-field' };
}

function* textsOf(value: Record<string, unknown>, path: string, keys: readonly string[]): Found {
  yield* known(value, path, keys);
  for (const key of keys) {
    const code = value[key] === undefined ? undefined : textCode(value[key], lengthOf.text);
    if (code) yield { path: `${path}.${key}`, code };
  }
}

function* lineProblems(line: unknown, side: 'charges' | 'products', path: string): Found {
  if (!isRecord(line)) return yield { path, code: 'answer.not-a-budget-line' };
  yield* known(line, path, ['account', 'label', 'cents']);
  const accounts = side === 'charges' ? /^8?6[0-9]{0,4}$/ : /^8?7[0-9]{0,4}$/;
  if (typeof line.account !== 'string' || !accounts.test(line.account)) yield { path: `${path}.account`, code: 'answer.account-not-of-this-side' };
  const label = textCode(line.label, lengthOf.text);
  if (label) yield { path: `${path}.label`, code: label };
  const cents = centsCode(line.cents);
  if (cents) yield { path: `${path}.cents`, code: cents };
}

function* budgetProblems(value: unknown, path: string): Found {
  if (!isRecord(value)) return yield { path, code: 'answer.not-a-budget' };
  yield* known(value, path, ['charges', 'products']);
  for (const side of ['charges', 'products'] as const) {
    const lines = value[side];
    if (!Array.isArray(lines)) yield { path: `${path}.${side}`, code: 'answer.not-a-list' };
    else if (lines.length > mostLines) yield { path: `${path}.${side}`, code: 'answer.list-too-long' };
    else for (const [index, line] of lines.entries()) yield* lineProblems(line, side, `${path}.${side}[${index}]`);
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function filesCode({ maxFiles = mostFiles }: Field, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'answer.not-a-list';
  if (!value.every((one) => typeof one === 'string' && uuid.test(one))) return 'answer.not-a-file';
  if (new Set(value).size !== value.length) return 'answer.file-twice';
  return value.length > maxFiles ? 'answer.too-many-files' : undefined;
}

function choicesCode(value: unknown, has: (one: unknown) => boolean): string | undefined {
  if (!Array.isArray(value)) return 'answer.not-a-list';
  if (!value.every(has)) return 'answer.not-an-option';
  return new Set(value).size === value.length ? undefined : 'answer.option-twice';
}

function* blockProblems(field: Field, value: unknown, path: string): Found {
  if (!Array.isArray(value)) return yield { path, code: 'answer.not-a-list' };
  if (value.length > mostItems) return yield { path, code: 'answer.list-too-long' };
  for (const [index, item] of value.entries()) yield* fieldsProblems(field.fields ?? [], item, `${path}[${index}]`);
}

function codeOf(field: Field, value: unknown): string | undefined {
  const has = (one: unknown): boolean => field.options?.some((option) => option.value === one) ?? false;
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textCode(value, field.maxLength ?? lengthOf[field.kind]);
    case 'siret':
    case 'rna':
    case 'iban':
    case 'email':
    case 'phone':
      return textCode(value, lengthOf.text);
    case 'number':
      return numberCode(value);
    case 'amount':
      return centsCode(value);
    case 'yes-no':
    case 'engagement':
      return typeof value === 'boolean' ? undefined : 'answer.not-yes-or-no';
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : 'answer.not-a-day';
    case 'choice':
      return has(value) ? undefined : 'answer.not-an-option';
    case 'choices':
      return choicesCode(value, has);
    case 'attachment':
      return filesCode(field, value);
    case 'address':
      return isRecord(value) ? undefined : 'answer.not-an-address';
    case 'territory':
      return isRecord(value) ? undefined : 'answer.not-a-territory';
    case 'computed':
      return 'answer.computed-by-the-form';
    case 'budget':
    case 'repeat':
      return undefined;
  }
}

/** What is wrong with the type of an answer that is there: what keeps it from being stored. */
export function* shapeProblems(field: Field, value: unknown, path: string): Found {
  const code = codeOf(field, value);
  if (code) return yield { path, code };
  if (field.kind === 'address') yield* textsOf(value as Record<string, unknown>, path, ['line', 'complement', 'postalCode', 'city']);
  if (field.kind === 'territory') yield* textsOf(value as Record<string, unknown>, path, ['code', 'name']);
  if (field.kind === 'budget') yield* budgetProblems(value, path);
  if (field.kind === 'repeat') yield* blockProblems(field, value, path);
}

/** The same of the answers to `fields`, unknown ones too; null and absent ones are no answers. */
export function* fieldsProblems(fields: readonly Field[], answers: unknown, path: string): Found {
  if (!isRecord(answers)) return yield { path, code: 'answer.not-an-item' };
  yield* known(answers, path, fields.map(({ key }) => key));
  for (const field of fields) {
    const value = own(answers, field.key);
    if (value !== undefined && value !== null) yield* shapeProblems(field, value, `${path}.${field.key}`);
  }
}
