import { decimalsOf, isLess, minus, over, plus, times, toExact, whole, type Exact } from '../shared/exact.js';
import { DefinitionReader } from './definition.js';
import { isRecord, own, type Field, type Formula } from './form.js';

const read = new DefinitionReader('form');
const deepest = 6;
const listed = ['add', 'multiply', 'min', 'max'] as const;
const paired = ['subtract', 'divide'] as const;

export const isNumeric = ({ kind }: Field): boolean => kind === 'number' || kind === 'amount' || kind === 'computed';

function parseConstant(value: unknown, path: string): Formula {
  if (typeof value !== 'number' || toExact(value) === undefined || decimalsOf(value) > 9) return read.refuse('not-a-number', path);
  return { value };
}

function parseTotal(json: Record<string, unknown>, path: string, earlier: ReadonlyMap<string, Field>): Formula {
  const { total, of, accounts } = read.object(json, path, ['total', 'of', 'accounts']);
  if (typeof total !== 'string' || earlier.get(total)?.kind !== 'budget') return read.refuse('formula-on-no-earlier-field', `${path}.total`);
  const formula = { total, of: read.oneOf(['charges', 'products'] as const, of, `${path}.of`) };
  if (accounts === undefined) return formula;
  const side = formula.of === 'charges' ? /^8?6[0-9]{0,4}$/ : /^8?7[0-9]{0,4}$/;
  const prefixes = read.list(accounts, `${path}.accounts`, 50).map((account, index) => (typeof account === 'string' && side.test(account) ? account : read.refuse('account-not-of-this-side', `${path}.accounts[${index}]`)));
  return { ...formula, accounts: prefixes };
}

function parseSum(json: Record<string, unknown>, path: string, earlier: ReadonlyMap<string, Field>): Formula {
  const { sum, field } = read.object(json, path, ['sum', 'field']);
  const block = typeof sum === 'string' ? earlier.get(sum) : undefined;
  if (block?.kind !== 'repeat') return read.refuse('formula-on-no-earlier-field', `${path}.sum`);
  const inner = block.fields?.find(({ key }) => key === field);
  if (inner === undefined || !isNumeric(inner)) return read.refuse('formula-on-no-number', `${path}.field`);
  return { sum: block.key, field: inner.key };
}

/** The formula in `json`, over fields of `earlier` only. */
export function parseFormula(json: unknown, path: string, earlier: ReadonlyMap<string, Field>, depth = 1): Formula {
  if (!isRecord(json)) return read.refuse('not-an-object', path);
  if (depth > deepest) return read.refuse('formula-too-deep', path);
  const inside = (one: unknown, where: string): Formula => parseFormula(one, where, earlier, depth + 1);
  for (const name of listed) {
    if (!(name in json)) continue;
    const list = read.list(read.object(json, path, [name])[name], `${path}.${name}`, 20);
    return { [name]: list.map((one, index) => inside(one, `${path}.${name}[${index}]`)) } as Record<typeof name, Formula[]> as Formula;
  }
  for (const name of paired) {
    if (!(name in json)) continue;
    const pair = read.list(read.object(json, path, [name])[name], `${path}.${name}`, 2);
    if (pair.length !== 2) read.refuse('formula-wants-two', `${path}.${name}`);
    return { [name]: pair.map((one, index) => inside(one, `${path}.${name}[${index}]`)) } as unknown as Formula;
  }
  if ('value' in json) return parseConstant(read.object(json, path, ['value']).value, `${path}.value`);
  if ('total' in json) return parseTotal(json, path, earlier);
  if ('sum' in json) return parseSum(json, path, earlier);
  if ('count' in json) {
    const { count } = read.object(json, path, ['count']);
    return typeof count === 'string' && earlier.get(count)?.kind === 'repeat' ? { count } : read.refuse('formula-on-no-earlier-field', `${path}.count`);
  }
  const { field } = read.object(json, path, ['field']);
  const on = typeof field === 'string' ? earlier.get(field) : undefined;
  if (on === undefined) return read.refuse('formula-on-no-earlier-field', `${path}.field`);
  return isNumeric(on) ? { field: on.key } : read.refuse('formula-on-no-number', `${path}.field`);
}

/** What a formula is computed from: what is shown and answered. */
export interface Operands {
  fieldOf(key: string): Field | undefined;
  answerTo(key: string): unknown;
  /** of a repeated block, what each of its items answers to `key` */
  answersIn(block: string, key: string): readonly unknown[];
  itemsIn(block: string): number;
}

const isAmount = (field: Field | undefined): boolean => field?.kind === 'amount' || field?.unit === 'amount';

/** An answer as a number; amounts, which are stored in cents, in euros. */
function numberOf(field: Field | undefined, answer: unknown): Exact | undefined {
  const exact = typeof answer === 'number' ? toExact(answer) : undefined;
  return exact && isAmount(field) ? { over: exact.over, under: exact.under * 100n } : exact;
}

function totalOf(budget: unknown, side: 'charges' | 'products', accounts: readonly string[] | undefined): Exact | undefined {
  const lines = isRecord(budget) ? own(budget, side) : undefined;
  if (!Array.isArray(lines)) return undefined;
  let cents = 0n;
  for (const line of lines) {
    const account = isRecord(line) ? own(line, 'account') : undefined;
    const amount = isRecord(line) ? own(line, 'cents') : undefined;
    if (typeof account !== 'string' || typeof amount !== 'number' || !Number.isSafeInteger(amount)) continue;
    if (accounts === undefined || accounts.some((prefix) => account.startsWith(prefix))) cents += BigInt(amount);
  }
  return { over: cents, under: 100n };
}

const present = (values: readonly (Exact | undefined)[]): Exact[] => values.filter((value) => value !== undefined);
/** Of those that are there; none of none. */
const fold = (values: readonly (Exact | undefined)[], join: (a: Exact, b: Exact) => Exact): Exact | undefined => present(values).reduce<Exact | undefined>((sum, value) => (sum === undefined ? value : join(sum, value)), undefined);

/**
 * The exact result; undefined when there is nothing to compute it from. `add`, `sum`, `min` and `max` take what is there; `subtract`, `multiply` and
 * `divide` want every operand, and nothing is divided by zero.
 */
export function compute(formula: Formula, operands: Operands): Exact | undefined {
  const each = (list: readonly Formula[]): (Exact | undefined)[] => list.map((one) => compute(one, operands));
  if ('value' in formula) return toExact(formula.value);
  if ('total' in formula) return totalOf(operands.answerTo(formula.total), formula.of, formula.accounts);
  if ('sum' in formula) return fold(operands.answersIn(formula.sum, formula.field).map((answer) => numberOf(operands.fieldOf(formula.field), answer)), plus);
  if ('count' in formula) return whole(BigInt(operands.itemsIn(formula.count)));
  if ('field' in formula) return numberOf(operands.fieldOf(formula.field), operands.answerTo(formula.field));
  if ('add' in formula) return fold(each(formula.add), plus);
  if ('min' in formula) return fold(each(formula.min), (a, b) => (isLess(b, a) ? b : a));
  if ('max' in formula) return fold(each(formula.max), (a, b) => (isLess(a, b) ? b : a));
  const values = each('multiply' in formula ? formula.multiply : 'subtract' in formula ? formula.subtract : formula.divide);
  if (present(values).length !== values.length) return undefined;
  const [first, ...rest] = present(values);
  if ('multiply' in formula) return rest.reduce(times, first!);
  return 'subtract' in formula ? minus(first!, rest[0]!) : over(first!, rest[0]!);
}

const nothing: Operands = { fieldOf: () => undefined, answerTo: () => undefined, answersIn: () => [], itemsIn: () => 0 };

/** Where `formula`, read at `path`, divides by what is always zero; undefined when it does not. */
export function dividesByZero(formula: Formula, path: string): string | undefined {
  for (const [name, list] of Object.entries(formula as unknown as Record<string, readonly Formula[]>)) {
    if (!([...listed, ...paired] as string[]).includes(name)) continue;
    const by = list[1];
    if (name === 'divide' && by !== undefined && operandsIn(by).length === 0 && compute(by, nothing)?.over === 0n) return `${path}.divide[1]`;
    for (const [index, one] of list.entries()) {
      const inside = dividesByZero(one, `${path}.${name}[${index}]`);
      if (inside !== undefined) return inside;
    }
  }
  return undefined;
}

/** The keys of the fields that `formula` looks at. */
export function operandsIn(formula: Formula): readonly string[] {
  if ('value' in formula) return [];
  if ('total' in formula) return [formula.total];
  if ('sum' in formula) return [formula.sum, formula.field];
  if ('count' in formula) return [formula.count];
  if ('field' in formula) return [formula.field];
  return Object.values(formula as unknown as Record<string, readonly Formula[]>).flatMap((list) => list.flatMap(operandsIn));
}
