import type { AnswersBySection, Condition, Field, Formula } from '#domain/calls/form.js';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Dice {
  upTo: (count: number) => number;
  chance: (of: number) => boolean;
  one: <Item>(list: readonly Item[]) => Item;
}

function diceOf(seed: number): Dice {
  const random = randomOf(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  return { upTo, chance: (of) => random() < of, one: (list) => list[upTo(list.length)]! };
}

type Loose = Record<string, unknown> & { key: string; kind: string };

const kinds = ['text', 'long-text', 'number', 'amount', 'date', 'choice', 'choices', 'yes-no', 'engagement', 'address', 'territory', 'siret', 'rna', 'iban', 'email', 'phone', 'attachment'] as const;
const values = ['oui', 'non', 'rural', 'qpv'] as const;
const numeric = (field: Loose): boolean => ['number', 'amount', 'computed'].includes(field.kind);

function comparisonOf(dice: Dice, on: Loose): Condition {
  const field = on.key;
  if (on.kind === 'yes-no' || on.kind === 'engagement') return { field, equals: dice.chance(0.5) };
  if (on.kind === 'choice') return dice.chance(0.5) ? { field, equals: dice.one(values) } : { field, oneOf: ['rural', 'qpv'] };
  if (on.kind === 'choices') return dice.chance(0.5) ? { field, contains: dice.one(values) } : { field, equals: dice.one(values) };
  if (numeric(on)) return dice.chance(0.5) ? { field, atLeast: dice.upTo(2_000) } : { field, atMost: dice.upTo(2_000) };
  return { field, answered: true };
}

function conditionOf(dice: Dice, earlier: readonly Loose[], depth = 0): Condition {
  const branch = depth < 2 ? dice.upTo(6) : 5;
  const some = (): Condition[] => Array.from({ length: 1 + dice.upTo(3) }, () => conditionOf(dice, earlier, depth + 1));
  if (branch === 0) return { all: some() };
  if (branch === 1) return { any: some() };
  if (branch === 2) return { not: conditionOf(dice, earlier, depth + 1) };
  return comparisonOf(dice, dice.one(earlier));
}

function formulaOf(dice: Dice, earlier: readonly Loose[], depth = 0): Formula {
  const numbers = earlier.filter(numeric);
  const blocks = earlier.filter(({ kind }) => kind === 'repeat');
  const budgets = earlier.filter(({ kind }) => kind === 'budget');
  const branch = depth < 3 ? dice.upTo(12) : 6 + dice.upTo(6);
  const some = (): Formula[] => Array.from({ length: 1 + dice.upTo(3) }, () => formulaOf(dice, earlier, depth + 1));
  const pair = (): [Formula, Formula] => [formulaOf(dice, earlier, depth + 1), formulaOf(dice, earlier, depth + 1)];
  if (branch === 0) return { add: some() };
  if (branch === 1) return { multiply: some() };
  if (branch === 2) return { min: some() };
  if (branch === 3) return { max: some() };
  if (branch === 4) return { subtract: pair() };
  if (branch === 5) return { divide: pair() };
  if (branch === 6 && budgets.length > 0) return { total: dice.one(budgets).key, of: dice.chance(0.5) ? 'charges' : 'products' };
  if (branch === 7 && blocks.length > 0) return { count: dice.one(blocks).key };
  if (branch === 8 && blocks.length > 0) {
    const block = dice.one(blocks);
    const inner = (block.fields as Loose[]).find(numeric);
    if (inner) return { sum: block.key, field: inner.key };
  }
  return numbers.length > 0 && dice.chance(0.8) ? { field: dice.one(numbers).key } : { value: dice.one([0, 1, 2.5, 0.1, 7164, -3, 100]) };
}

function detailsOf(dice: Dice, kind: string, earlier: readonly Loose[], inner: () => Loose[]): object {
  switch (kind) {
    case 'text':
    case 'long-text':
      return dice.chance(0.5) ? { minLength: 2, maxLength: 40 } : {};
    case 'number':
      return dice.chance(0.5) ? { min: -5, max: 1_000, decimals: dice.upTo(3) } : {};
    case 'amount':
      return dice.chance(0.5) ? { min: 100, max: 5_000_000 } : {};
    case 'date':
      return dice.chance(0.5) ? { earliest: '2023-01-01', latest: '2026-12-31' } : {};
    case 'choice':
    case 'choices':
      return { options: values.map((value) => ({ value, label: value })) };
    case 'territory':
      return { level: dice.one(['commune', 'epci', 'department', 'region']) };
    case 'attachment':
      return { maxFiles: 2, accept: ['pdf'] };
    case 'repeat':
      return { fields: inner(), min: 1, max: 3, itemLabel: 'Partenaire' };
    case 'computed':
      return { unit: dice.one(['amount', 'number']), formula: formulaOf(dice, earlier) };
    default:
      return {};
  }
}

function fieldOf(dice: Dice, key: string, earlier: readonly Loose[], isInside: boolean): Loose {
  const kind = dice.chance(0.25) ? dice.one(isInside ? ['computed'] : ['computed', 'budget', 'repeat']) : dice.one(kinds.filter((one) => !isInside || one !== 'attachment'));
  const inner = (): Loose[] => {
    const fields: Loose[] = [];
    for (let index = 0; index <= dice.upTo(3); index++) fields.push(fieldOf(dice, `${key}-${index}`, [...earlier, ...fields], true));
    return fields;
  };
  return {
    key,
    label: `Question ${key}`,
    kind,
    required: kind !== 'computed' && dice.chance(0.5),
    ...(dice.chance(0.2) ? { help: 'Une aide.', example: 'Un exemple' } : {}),
    ...detailsOf(dice, kind, earlier, inner),
    ...(earlier.length > 0 && dice.chance(0.4) ? { showIf: conditionOf(dice, earlier) } : {}),
  };
}

const nasty: readonly unknown[] = [
  'a\u0000b', '\ud800', '\u202egnp.exe', 'שלום', '😀👩‍👩‍👧', '<script>alert(1)</script>', 'x'.repeat(60_000), '', '   ',
  -1, 0.1 + 0.2, 1e308, -1e300, 2 ** 53, 1e-12, true, false, [], {}, [null], [[[]]], [1, 1], { code: 3 }, { charges: 3, products: [] }, JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"constructor":1}'),
];

const line = (dice: Dice, account: string): object => ({ account, label: 'Ligne', cents: dice.upTo(1_000_000) });
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const territories = { region: { code: '53', name: 'Bretagne' }, department: { code: '35', name: 'Ille-et-Vilaine' }, commune: { code: '35238', name: 'Rennes' }, epci: { code: '243500139', name: 'Rennes Métropole' } };

/** An answer that fits the field's kind and limits. */
function fitting(dice: Dice, field: Loose): unknown {
  const by: Partial<Record<string, unknown>> = {
    number: dice.one([-4, 0, 12, 899]),
    amount: 1_000 + dice.upTo(1_000_000),
    date: '2024-02-29',
    choice: dice.one(values),
    choices: [dice.one(values)],
    'yes-no': dice.chance(0.6),
    engagement: true,
    address: { line: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' },
    territory: territories[field.level as keyof typeof territories],
    siret: dice.one(['41816609600051', '35600000018723']),
    rna: 'W2A1234567',
    iban: 'FR7630006000011234567890189',
    email: 'a@b.fr',
    phone: '0299000000',
    attachment: [uuid(dice.upTo(9))],
  };
  if (field.kind === 'budget') {
    const cents = dice.upTo(1_000_000);
    return { charges: [{ account: '641', label: 'Salaires', cents }], products: [{ account: '74', label: '', cents }] };
  }
  return field.kind in by ? by[field.kind] : 'Un texte';
}

function answerOf(dice: Dice, field: Loose, isCalm: boolean): unknown {
  if (field.kind === 'repeat') {
    if (!isCalm && dice.chance(0.12)) return dice.one(nasty);
    return Array.from({ length: isCalm ? 1 + dice.upTo(3) : dice.upTo(5) }, () => answersTo(dice, field.fields as Loose[], isCalm));
  }
  if (isCalm || dice.chance(0.6)) return fitting(dice, field);
  if (dice.chance(0.3)) return dice.one(nasty);
  switch (field.kind) {
    case 'number':
      return dice.one([0, 1.123, -6, 150_000]);
    case 'amount':
      return dice.upTo(6_000_000);
    case 'date':
      return dice.one(['2022-12-31', '2027-01-01', '2023-02-29']);
    case 'choices':
      return values.filter(() => dice.chance(0.4));
    case 'engagement':
      return false;
    case 'address':
      return dice.one([{ line: '1 rue' }, { line: '', postalCode: '' }, { line: 'a', postalCode: '99000', city: 'b' }]);
    case 'territory':
      return dice.one(Object.values(territories));
    case 'attachment':
      return Array.from({ length: dice.upTo(4) }, (_, index) => uuid(index));
    case 'budget':
      return { charges: [line(dice, '64')], products: dice.chance(0.5) ? [line(dice, '74')] : [] };
    default:
      return dice.one(['x', '12', 'Un texte qui dépasse quarante signes, de loin et sans effort']);
  }
}

/** Answers to fields; unless calm, of some none, of a computed one sometimes one all the same. */
function answersTo(dice: Dice, fields: readonly Loose[], isCalm: boolean): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.kind === 'computed' ? isCalm || dice.chance(0.95) : !isCalm && dice.chance(0.15)) continue;
    answers[field.key] = !isCalm && dice.chance(0.05) ? null : answerOf(dice, field, isCalm);
  }
  if (!isCalm && dice.chance(0.05)) answers['inconnu'] = dice.one(nasty);
  return answers;
}

/** A form as JSON, with conditions and formulas, and answers good and bad (only good ones when calm); the same number makes the same. Neither holds what JSON does not. */
export function randomCase(seed: number, isCalm = false): { form: { sections: { key: string; fields: Field[] }[] }; answers: AnswersBySection } {
  const dice = diceOf(seed);
  const earlier: Loose[] = [];
  const sections = Array.from({ length: 1 + dice.upTo(4) }, (_, index) => {
    const showIf = earlier.length > 0 && dice.chance(0.3) ? { showIf: conditionOf(dice, earlier) } : {};
    const fields: Loose[] = [];
    for (let position = 0; position <= dice.upTo(7); position++) {
      const field = fieldOf(dice, `q${index}-${position}`, [...earlier, ...fields], false);
      fields.push(field);
    }
    earlier.push(...fields);
    return { key: `s${index}`, title: `Rubrique ${index}`, fields: fields as unknown as Field[], ...showIf };
  });
  const answers: Record<string, Record<string, unknown>> = {};
  for (const { key, fields } of sections) if (isCalm || !dice.chance(0.1)) answers[key] = answersTo(dice, fields as unknown as Loose[], isCalm);
  if (!isCalm && dice.chance(0.03)) answers['ailleurs'] = {};
  return JSON.parse(JSON.stringify({ form: { sections }, answers })) as ReturnType<typeof randomCase>;
}
