import { isDay } from '#domain/shared/day.js';
import { decimalsOf, toExact } from '#domain/shared/exact.js';
import { parseCondition } from './condition.rules.js';
import { DefinitionReader, Faults, type Fault } from './definition.js';
import { fileGroups } from '#domain/shared/file-kind.js';
import { fieldKinds, territoryLevels, type Field, type FieldKind, type FormDefinition, type Formula, type Option, type Section } from './form.js';
import { dividesByZero, parseFormula } from './formula.rules.js';

const read = new DefinitionReader('form');
/** The longest text that a field may ask for, in UTF-16 units. */
export const longestText = 50_000;
/** The most items of a repeated block, and the most files of a field. */
export const mostItems = 200;
export const mostFiles = 20;
export const largestFile = 2_000_000_000;

const everywhere = ['key', 'label', 'kind', 'required', 'blind', 'help', 'example', 'showIf'] as const;
const attributes = ['minLength', 'maxLength', 'min', 'max', 'decimals', 'earliest', 'latest', 'options', 'level', 'maxFiles', 'maxBytes', 'accept', 'fields', 'itemLabel', 'unit', 'formula'] as const;
type Attribute = (typeof attributes)[number];

const ofKind: Readonly<Partial<Record<FieldKind, readonly Attribute[]>>> = {
  text: ['minLength', 'maxLength'],
  'long-text': ['minLength', 'maxLength'],
  number: ['min', 'max', 'decimals'],
  amount: ['min', 'max'],
  date: ['earliest', 'latest'],
  choice: ['options'],
  choices: ['options'],
  territory: ['level'],
  attachment: ['maxFiles', 'maxBytes', 'accept'],
  repeat: ['fields', 'itemLabel', 'min', 'max'],
  computed: ['unit', 'formula', 'decimals', 'min', 'max'],
};
/** What describes a field of `kind`, beside what every field has. */
export const attributesOf = (kind: FieldKind): readonly Attribute[] => ofKind[kind] ?? [];

/** What a repeated block does not hold. */
export const outsideBlocks: readonly FieldKind[] = ['repeat', 'budget', 'attachment'];

/** Where a field is read: the fields it may look at, the keys that are taken in the whole form, whether it is in a block, whether the form is being saved. */
interface Place {
  readonly earlier: ReadonlyMap<string, Field>;
  readonly taken: Set<string>;
  readonly isInside: boolean;
  readonly isNew: boolean;
  readonly faults: Faults;
}

const asRead = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

function parseOptions(json: unknown, path: string, { faults, isNew }: Place): Option[] {
  const labels = new Set<string>();
  const options = read.list(json, path, 200).flatMap((option, index) => {
    const where = `${path}[${index}]`;
    const given = faults.attempt(() => read.object(option, where, ['value', 'label']));
    const value = faults.attempt(() => read.key(given?.value, `${where}.value`));
    const label = faults.attempt(() => read.text(given?.label, `${where}.label`));
    if (isNew && label !== undefined && labels.has(asRead(label))) faults.attempt(() => read.refuse('option-label-twice', `${where}.label`));
    if (label !== undefined) labels.add(asRead(label));
    return value === undefined ? [] : [{ value, label: label ?? '' }];
  });
  faults.attempt(() => read.distinct(options.map(({ value }) => value), 'option-twice', path));
  return options;
}

function parseNewFormula(json: unknown, path: string, { earlier, isNew }: Place): Formula {
  const formula = parseFormula(json, path, earlier);
  const where = isNew ? dividesByZero(formula, path) : undefined;
  return where === undefined ? formula : read.refuse('formula-divides-by-zero', where);
}

function parseBound(kind: FieldKind, unit: unknown, value: unknown, path: string): number {
  if (kind === 'repeat') return read.integer(value, path, 0, mostItems);
  if (kind === 'amount') return read.integer(value, path, 0, Number.MAX_SAFE_INTEGER);
  if (kind === 'computed' && unit === 'amount') return read.integer(value, path, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (typeof value !== 'number' || toExact(value) === undefined || decimalsOf(value) > 9) return read.refuse('not-a-number', path);
  return value;
}

const parseDay = (value: unknown, path: string): string => (typeof value === 'string' && isDay(value) ? value : read.refuse('not-a-day', path));

function parseAttribute(name: Attribute, given: Readonly<Record<string, unknown>>, kind: FieldKind, path: string, place: Place): unknown {
  const value = given[name];
  switch (name) {
    case 'minLength':
    case 'maxLength':
      return read.integer(value, path, 1, longestText);
    case 'min':
    case 'max':
      return parseBound(kind, given.unit, value, path);
    case 'decimals':
      return read.integer(value, path, 0, 9);
    case 'earliest':
    case 'latest':
      return parseDay(value, path);
    case 'options':
      return parseOptions(value, path, place);
    case 'level':
      return read.oneOf(territoryLevels, value, path);
    case 'maxFiles':
      return read.integer(value, path, 1, mostFiles);
    case 'maxBytes':
      return read.integer(value, path, 1, largestFile);
    case 'accept': {
      const kinds = read.list(value, path, fileGroups.length).map((one, index) => fileGroups.find((group) => group === one) ?? read.refuse('unknown-file-group', `${path}[${index}]`));
      read.distinct(kinds, 'file-group-twice', path);
      return kinds;
    }
    case 'fields':
      return parseFields(value, path, { ...place, isInside: true });
    case 'itemLabel':
      return read.text(value, path, 100);
    case 'unit':
      return read.oneOf(['amount', 'number'] as const, value, path);
    case 'formula':
      return parseNewFormula(value, path, place);
  }
}

/** What a kind cannot do without: an absent one is read, and refused, all the same. */
const needed: Readonly<Partial<Record<FieldKind, readonly Attribute[]>>> = { choice: ['options'], choices: ['options'], territory: ['level'], repeat: ['fields'], computed: ['unit', 'formula'] };

const bounds = [['minLength', 'maxLength'], ['min', 'max'], ['earliest', 'latest']] as const;

/** Where faults are kept, a field that has some is what could be read of it: what looks at it is not wrong for that. */
function parseField(json: unknown, path: string, place: Place): Field {
  const given = read.object(json, path, [...everywhere, ...attributes]);
  const kind = fieldKinds.find((one) => one === given.kind) ?? read.refuse('unknown-kind', `${path}.kind`);
  if (place.isInside && outsideBlocks.includes(kind)) read.refuse('kind-not-in-a-block', `${path}.kind`);
  const allowed = attributesOf(kind);
  const { attempt } = place.faults;
  for (const name of attributes) if (given[name] !== undefined && !allowed.includes(name)) attempt(() => read.refuse('not-of-this-kind', `${path}.${name}`));
  if (kind === 'computed' && given.required === true) attempt(() => read.refuse('not-of-this-kind', `${path}.required`));
  const field: Record<string, unknown> = { key: undefined, label: undefined, kind, required: undefined };
  const take = (name: string, value: () => unknown): void => {
    const taken = attempt(value);
    if (taken !== undefined) field[name] = taken;
  };
  take('key', () => read.key(given.key, `${path}.key`));
  take('label', () => read.text(given.label, `${path}.label`, kind === 'engagement' ? 5_000 : 1_000));
  take('required', () => read.flag(given.required, `${path}.required`));
  take('blind', () => read.flag(given.blind, `${path}.blind`) || undefined);
  if (given.help !== undefined) take('help', () => read.text(given.help, `${path}.help`, 5_000));
  if (given.example !== undefined) take('example', () => read.text(given.example, `${path}.example`, 1_000));
  for (const name of allowed) {
    if (given[name] !== undefined || needed[kind]?.includes(name)) take(name, () => parseAttribute(name, given, kind, `${path}.${name}`, place));
  }
  for (const [least, most] of bounds) {
    const [low, high] = [field[least], field[most]] as [number | string | undefined, number | string | undefined];
    if (low !== undefined && high !== undefined && low > high) attempt(() => read.refuse('bounds-out-of-order', `${path}.${most}`));
  }
  if (given.showIf !== undefined) take('showIf', () => parseCondition(given.showIf, `${path}.showIf`, place.earlier));
  if (place.taken.has(field.key as string)) attempt(() => read.refuse('field-twice', `${path}.key`));
  if (field.key !== undefined) place.taken.add(field.key as string);
  return field as unknown as Field;
}

/** Fields in order: each may look at those before it, so that conditions and formulas never go in circles. Those of a block are seen in the block only. */
function parseFields(json: unknown, path: string, place: Place): Field[] {
  const earlier = new Map(place.earlier);
  const fields: Field[] = [];
  for (const [position, one] of read.list(json, path, place.isInside ? 50 : 200).entries()) {
    const field = place.faults.attempt(() => parseField(one, `${path}[${position}]`, { ...place, earlier }));
    if (field === undefined) continue;
    fields.push(field);
    if (field.key !== undefined) earlier.set(field.key, field);
  }
  return fields;
}

function parseHead(given: Record<string, unknown>, path: string, { earlier, faults: { attempt } }: Place, sections: Set<string>): Omit<Section, 'fields'> {
  const key = attempt(() => read.key(given.key, `${path}.key`)) ?? '';
  if (sections.has(key)) attempt(() => read.refuse('section-twice', `${path}.key`));
  sections.add(key);
  const title = attempt(() => read.text(given.title, `${path}.title`)) ?? '';
  const help = given.help === undefined ? undefined : attempt(() => read.text(given.help, `${path}.help`, 5_000));
  const showIf = given.showIf === undefined ? undefined : attempt(() => parseCondition(given.showIf, `${path}.showIf`, earlier));
  return { key, title, ...(help === undefined ? {} : { help }), ...(showIf === undefined ? {} : { showIf }) };
}

function parse(json: unknown, faults: Faults, isNew: boolean): FormDefinition {
  const earlier = new Map<string, Field>();
  const place: Place = { earlier, taken: new Set(), isInside: false, isNew, faults };
  const keys = new Set<string>();
  const sections: Section[] = [];
  for (const [index, one] of read.list(read.object(json, '', ['sections']).sections, 'sections', 50).entries()) {
    const path = `sections[${index}]`;
    faults.attempt(() => {
      const given = read.object(one, path, ['key', 'title', 'help', 'showIf', 'fields']);
      const head = parseHead(given, path, place, keys);
      const fields = parseFields(given.fields, `${path}.fields`, place);
      for (const field of fields) earlier.set(field.key, field);
      sections.push({ ...head, fields });
    });
  }
  return { sections };
}

/** The form in `json`. Throws `invalid-input` `form.<reason>` with the `path` of what is wrong; unknown fields are refused. */
export const parseForm = (json: unknown): FormDefinition => parse(json, new Faults(false), false);

/** The form in `json`, which is about to be saved: what older forms were allowed, and nobody means, is refused as well. */
export const parseNewForm = (json: unknown): FormDefinition => parse(json, new Faults(false), true);

/** All that `parseNewForm` has against `json`, in its order. */
export function formFaults(json: unknown): readonly Fault[] {
  const faults = new Faults(true);
  faults.attempt(() => parse(json, faults, true));
  return faults.all;
}
