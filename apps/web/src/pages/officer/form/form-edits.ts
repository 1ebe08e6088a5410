import { fieldsIn } from '#domain/calls/condition.rules.js';
import type { Comparison, Condition, Field, FieldKind, FormDefinition, Formula, Section } from '#domain/calls/form.js';
import { attributesOf } from '#domain/calls/form.rules.js';
import { operandsIn } from '#domain/calls/formula.rules.js';

/** Where a list of fields is: those of a section, or of a repeated block in it. */
export interface Place {
  section: number;
  block?: number;
}

/** A short name out of a label: « Nom du pôle » is `nom-du-pole`. */
export const slug = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');

/** `wanted`, or the first of `wanted-2`, `wanted-3`… that is free. */
export function freeKey(taken: readonly string[], wanted: string): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

export const allKeys = (form: FormDefinition): string[] => form.sections.flatMap(({ fields }) => fields.flatMap(({ key, fields: inner = [] }) => [key, ...inner.map((one) => one.key)]));

export const fieldsAt = (form: FormDefinition, { section, block }: Place): readonly Field[] => {
  const fields = form.sections[section]?.fields ?? [];
  return block === undefined ? fields : (fields[block]?.fields ?? []);
};

const replaced = <Item>(list: readonly Item[], index: number, change: (item: Item) => Item): Item[] => list.map((item, at) => (at === index ? change(item) : item));

export const withSection = (form: FormDefinition, index: number, change: (section: Section) => Section): FormDefinition => ({ sections: replaced(form.sections, index, change) });

export const withFields = (form: FormDefinition, { section, block }: Place, change: (fields: readonly Field[]) => readonly Field[]): FormDefinition =>
  withSection(form, section, (one) => ({ ...one, fields: block === undefined ? change(one.fields) : replaced(one.fields, block, (field) => ({ ...field, fields: change(field.fields ?? []) })) }));

export const withField = (form: FormDefinition, place: Place, index: number, change: (field: Field) => Field): FormDefinition => withFields(form, place, (fields) => replaced(fields, index, change));

const begin: Partial<Record<FieldKind, object>> = {
  choice: { options: [{ value: 'reponse-1', label: 'Réponse 1' }, { value: 'reponse-2', label: 'Réponse 2' }] },
  choices: { options: [{ value: 'reponse-1', label: 'Réponse 1' }, { value: 'reponse-2', label: 'Réponse 2' }] },
  territory: { level: 'commune' },
  repeat: { itemLabel: 'Élément', fields: [{ key: 'nom', label: 'Nom', kind: 'text', required: true }] },
  computed: { unit: 'amount', formula: { value: 0 } },
};

/** A field of `kind` without a label yet, with what its kind cannot do without. */
export function newField(form: FormDefinition, kind: FieldKind): Field {
  const taken = allKeys(form);
  const key = freeKey(taken, 'question');
  const field = { key, label: '', kind, required: kind !== 'computed', ...begin[kind] } as Field;
  return field.fields === undefined ? field : { ...field, fields: field.fields.map((inner) => ({ ...inner, key: freeKey([...taken, key], inner.key) })) };
}

/** The field as one of another kind: what does not go with the new kind is dropped. */
export function ofKind(form: FormDefinition, field: Field, kind: FieldKind): Field {
  const fresh = newField(form, kind);
  const keeps = [...attributesOf(kind), 'key', 'label', 'help', 'example', 'showIf', 'blind'] as string[];
  const own = Object.fromEntries(Object.entries(field).filter(([name]) => keeps.includes(name)));
  return { ...fresh, ...own, kind, required: kind !== 'computed' && (field.kind === 'computed' || field.required) };
}

/** The field with `name` set, or without it. */
export function setIn<Owner extends object>(owner: Owner, name: string, value: unknown): Owner {
  const { [name]: _before, ...rest } = owner as Record<string, unknown>;
  return (value === undefined || value === null || value === '' ? rest : { ...rest, [name]: value }) as Owner;
}

const isAutomatic = (key: string, label: string, otherwise: string): boolean => [slug(label), otherwise].some((base) => base !== '' && (key === base || (key.startsWith(`${base}-`) && /^\d+$/.test(key.slice(base.length + 1)))));

/** The condition with each of its comparisons changed, however deep they are. */
function mapped(condition: Condition, change: (comparison: Comparison) => Comparison): Condition {
  const each = (list: readonly Condition[]): Condition[] => list.map((one) => mapped(one, change));
  if ('all' in condition) return { all: each(condition.all) };
  if ('any' in condition) return { any: each(condition.any) };
  return 'not' in condition ? { not: mapped(condition.not, change) } : change(condition);
}

const renamedCondition = (condition: Condition, from: string, to: string): Condition => mapped(condition, (one) => (one.field === from ? { ...one, field: to } : one));

function renamedFormula(formula: Formula, from: string, to: string): Formula {
  const entries = Object.entries(formula as Record<string, unknown>).map(([name, value]) => {
    if (['field', 'total', 'sum', 'count'].includes(name)) return [name, value === from ? to : value];
    return [name, ['add', 'multiply', 'min', 'max', 'subtract', 'divide'].includes(name) && Array.isArray(value) ? value.map((one: Formula) => renamedFormula(one, from, to)) : value];
  });
  return Object.fromEntries(entries) as Formula;
}

/** The form with the field `from` called `to`, wherever conditions and formulas name it. */
export function renamed(form: FormDefinition, from: string, to: string): FormDefinition {
  const condition = (showIf: Condition | undefined): object => (showIf === undefined ? {} : { showIf: renamedCondition(showIf, from, to) });
  const field = (one: Field): Field => ({
    ...one,
    key: one.key === from ? to : one.key,
    ...condition(one.showIf),
    ...(one.formula === undefined ? {} : { formula: renamedFormula(one.formula, from, to) }),
    ...(one.fields === undefined ? {} : { fields: one.fields.map(field) }),
  });
  return { sections: form.sections.map((section) => ({ ...section, ...condition(section.showIf), fields: section.fields.map(field) })) };
}

/** A comparison of the answer to `key` with the option `from`, as one with `to`; others as they are. */
function comparedAnew(comparison: Comparison, key: string, from: string, to: string): Comparison {
  if (comparison.field !== key) return comparison;
  if ('equals' in comparison) return comparison.equals === from ? { field: key, equals: to } : comparison;
  if ('contains' in comparison) return comparison.contains === from ? { field: key, contains: to } : comparison;
  return 'oneOf' in comparison ? { field: key, oneOf: comparison.oneOf.map((value) => (value === from ? to : value)) } : comparison;
}

/** Writes the label of an answer to choose from; its short name follows, and so do the conditions that name it. */
export function relabelledOption(form: FormDefinition, place: Place, index: number, option: number, label: string): FormDefinition {
  const { key, options = [] } = fieldsAt(form, place)[index]!;
  const from = options[option]!.value;
  const taken = options.filter((_, at) => at !== option).map(({ value }) => value);
  const to = slug(label) === '' ? from : freeKey(taken, slug(label));
  const condition = ({ showIf }: { showIf?: Condition }): object => (showIf === undefined ? {} : { showIf: mapped(showIf, (one) => comparedAnew(one, key, from, to)) });
  const field = (one: Field): Field => ({ ...one, ...condition(one), ...(one.fields === undefined ? {} : { fields: one.fields.map(field) }) });
  const written = withField(form, place, index, (one) => ({ ...one, options: replaced(options, option, () => ({ value: to, label })) }));
  return from === to ? written : { sections: written.sections.map((section) => ({ ...section, ...condition(section), fields: section.fields.map(field) })) };
}

/** Writes a label; the short name follows it as long as nobody chose one. */
export function relabelled(form: FormDefinition, place: Place, index: number, label: string): FormDefinition {
  const { key, label: before } = fieldsAt(form, place)[index]!;
  const written = withField(form, place, index, (field) => ({ ...field, label }));
  if (slug(label) === '' || !isAutomatic(key, before, 'question')) return written;
  return renamed(written, key, freeKey(allKeys(form).filter((one) => one !== key), slug(label)));
}

/** The same of a section's title; nothing names sections. */
export function retitled(form: FormDefinition, index: number, title: string): FormDefinition {
  const { key, title: before } = form.sections[index]!;
  const others = form.sections.filter((_, at) => at !== index).map((section) => section.key);
  const next = slug(title) === '' || !isAutomatic(key, before, 'rubrique') ? key : freeKey(others, slug(title));
  return withSection(form, index, (section) => ({ ...section, title, key: next }));
}

/** How many conditions and formulas look at `key`. */
export function dependents(form: FormDefinition, key: string): number {
  const fields = form.sections.flatMap((section) => section.fields.flatMap((field) => [field, ...(field.fields ?? [])]));
  const conditions = [...form.sections, ...fields].flatMap(({ showIf }) => (showIf === undefined ? [] : [fieldsIn(showIf)]));
  const formulas = fields.flatMap(({ formula }) => (formula === undefined ? [] : [operandsIn(formula)]));
  return [...conditions, ...formulas].filter((keys) => keys.includes(key)).length;
}

/** The fields that a condition or formula may look at: those before `index` in `place`, and those before the block. */
export function earlierThan(form: FormDefinition, { section, block }: Place, index: number): Field[] {
  const before = form.sections.slice(0, section).flatMap(({ fields }) => fields);
  const here = form.sections[section]?.fields ?? [];
  return block === undefined ? [...before, ...here.slice(0, index)] : [...before, ...here.slice(0, block), ...(here[block]?.fields ?? []).slice(0, index)];
}

/** `list` with the item at `index` moved by `by` places, if it can be. */
export function moved<Item>(list: readonly Item[], index: number, by: 1 | -1): readonly Item[] {
  const target = index + by;
  if (target < 0 || target >= list.length) return list;
  const next = [...list];
  [next[index], next[target]] = [next[target]!, next[index]!];
  return next;
}

const renamedIn = (block: Field, from: string, to: string): Field => renamed({ sections: [{ key: 's', title: '', fields: [block] }] }, from, to).sections[0]!.fields[0]!;

/** A copy with short names of its own. */
export function copied(form: FormDefinition, field: Field): Field {
  const taken = allKeys(form);
  const free = (key: string): string => {
    const own = freeKey(taken, key.replace(/-\d+$/, ''));
    taken.push(own);
    return own;
  };
  const copy = { ...field, key: free(field.key), label: `${field.label} (copie)` };
  return copy.fields === undefined ? copy : copy.fields.reduce<Field>((block, inner) => renamedIn(block, inner.key, free(inner.key)), copy);
}

export const emptyForm: FormDefinition = { sections: [{ key: 'rubrique', title: '', fields: [] }] };
