import { DefinitionReader } from './definition.js';
import { isRecord, own, type Comparison, type Condition, type Field } from './form.js';

const read = new DefinitionReader('form');
const deepest = 5;
const operators = ['equals', 'oneOf', 'contains', 'atLeast', 'atMost', 'answered'] as const;
type Operator = (typeof operators)[number];

const isChoice = ({ kind }: Field): boolean => kind === 'choice' || kind === 'choices';
const isNumeric = ({ kind }: Field): boolean => kind === 'number' || kind === 'amount' || kind === 'computed';
const isArea = ({ kind }: Field): boolean => kind === 'territory';

/** The comparisons that an answer of each kind lends itself to. */
export function operatorsOf(field: Field): readonly Operator[] {
  if (field.kind === 'yes-no' || field.kind === 'engagement') return ['equals', 'answered'];
  if (field.kind === 'choices') return ['equals', 'oneOf', 'contains', 'answered'];
  if (isChoice(field) || isArea(field)) return ['equals', 'oneOf', 'answered'];
  return isNumeric(field) ? ['equals', 'atLeast', 'atMost', 'answered'] : ['answered'];
}

/** A text that an answer to `field` may be compared with: an option, or a territory's code. */
function parseOption(field: Field, value: unknown, path: string): string {
  const isOne = isChoice(field) ? field.options?.some((option) => option.value === value) === true : isArea(field) && typeof value === 'string' && /^[0-9AB]{2,9}$/.test(value);
  return isOne ? (value as string) : read.refuse('condition-never-true', path);
}

const parseNumber = (value: unknown, path: string): number => (typeof value === 'number' && Number.isFinite(value) ? value : read.refuse('not-a-number', path));

function parseComparison(json: Record<string, unknown>, path: string, earlier: ReadonlyMap<string, Field>): Comparison {
  const given = read.object(json, path, ['field', ...operators]);
  const used = operators.filter((operator) => given[operator] !== undefined);
  const field = typeof given.field === 'string' ? earlier.get(given.field) : undefined;
  if (field === undefined) return read.refuse('condition-on-no-earlier-field', `${path}.field`);
  const [operator] = used;
  if (operator === undefined || used.length > 1) return read.refuse('condition-unclear', path);
  const where = `${path}.${operator}`;
  if (!operatorsOf(field).includes(operator)) return read.refuse('condition-never-true', where);
  const value = given[operator];
  switch (operator) {
    case 'answered':
      return value === true ? { field: field.key, answered: true } : read.refuse('condition-unclear', where);
    case 'atLeast':
      return { field: field.key, atLeast: parseNumber(value, where) };
    case 'atMost':
      return { field: field.key, atMost: parseNumber(value, where) };
    case 'contains':
      return { field: field.key, contains: parseOption(field, value, where) };
    case 'oneOf': {
      const values = read.list(value, where, 200).map((one, index) => parseOption(field, one, `${where}[${index}]`));
      read.distinct(values, 'option-twice', where);
      return { field: field.key, oneOf: values };
    }
    case 'equals':
      if (isNumeric(field)) return { field: field.key, equals: parseNumber(value, where) };
      if (isChoice(field) || isArea(field)) return { field: field.key, equals: parseOption(field, value, where) };
      return typeof value === 'boolean' ? { field: field.key, equals: value } : read.refuse('condition-never-true', where);
  }
}

/** The condition in `json`, on fields of `earlier` only, so that conditions never go in circles. */
export function parseCondition(json: unknown, path: string, earlier: ReadonlyMap<string, Field>, depth = 1): Condition {
  if (!isRecord(json)) return read.refuse('not-an-object', path);
  if (depth > deepest) return read.refuse('condition-too-deep', path);
  const several = (list: unknown, where: string): Condition[] => read.list(list, where, 20).map((one, index) => parseCondition(one, `${where}[${index}]`, earlier, depth + 1));
  if ('all' in json) return { all: several(read.object(json, path, ['all']).all, `${path}.all`) };
  if ('any' in json) return { any: several(read.object(json, path, ['any']).any, `${path}.any`) };
  if ('not' in json) return { not: parseCondition(read.object(json, path, ['not']).not, `${path}.not`, earlier, depth + 1) };
  return parseComparison(json, path, earlier);
}

/** What `answer` is compared by: a territory by its code. */
const comparable = (answer: unknown): unknown => (isRecord(answer) ? own(answer, 'code') : answer);
const isOrHas = (answer: unknown, value: unknown): boolean => (Array.isArray(answer) ? answer.includes(value) : comparable(answer) === value);

function compares(comparison: Comparison, answer: unknown): boolean {
  if (answer === undefined) return false;
  if ('answered' in comparison) return true;
  if ('equals' in comparison) return isOrHas(answer, comparison.equals);
  if ('contains' in comparison) return isOrHas(answer, comparison.contains);
  if ('oneOf' in comparison) return comparison.oneOf.some((value) => isOrHas(answer, value));
  if (typeof answer !== 'number') return false;
  return 'atLeast' in comparison ? answer >= comparison.atLeast : answer <= comparison.atMost;
}

/** Does `condition` hold? `answerTo` gives the answer to a field that is shown and answered, else undefined. */
export function holds(condition: Condition, answerTo: (key: string) => unknown): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, answerTo));
  if ('any' in condition) return condition.any.some((one) => holds(one, answerTo));
  if ('not' in condition) return !holds(condition.not, answerTo);
  return compares(condition, answerTo(condition.field));
}

/** The keys of the fields that `condition` looks at. */
export function fieldsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsIn);
  if ('any' in condition) return condition.any.flatMap(fieldsIn);
  return 'not' in condition ? fieldsIn(condition.not) : [condition.field];
}
