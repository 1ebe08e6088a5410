import { isRecord, own, type Answers, type Field, type FormDefinition, type Section } from './form.js';

const naming = ['field', 'total', 'sum', 'count'];

/** Keys of the fields that a condition or a formula looks at. */
function lookedAt(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(lookedAt);
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([name, value]) => (typeof value === 'string' ? (naming.includes(name) ? [value] : []) : lookedAt(value)));
}

/**
 * Keys of the fields whose answers reviewers never read: those that are marked so, and those that would tell of them, because whether they are shown or
 * what they come to depends on one. One pass in the form's order, since conditions and formulas only look back.
 */
export function blindFields(form: FormDefinition): ReadonlySet<string> {
  const blind = new Set<string>();
  const tells = (node: unknown): boolean => lookedAt(node).some((key) => blind.has(key));
  const take = (fields: readonly Field[], all: boolean): void => {
    for (const { key, blind: marked, showIf, formula, fields: inner } of fields) {
      const hidden = all || marked === true || tells(showIf) || tells(formula);
      if (inner !== undefined) take(inner, hidden);
      if (hidden || (inner !== undefined && inner.every((one) => blind.has(one.key)))) blind.add(key);
    }
  };
  for (const { showIf, fields } of form.sections) take(fields, tells(showIf));
  return blind;
}

/** The form as reviewers read it: without the fields of `blindFields`, nor the sections that are nothing else. */
export function openForm(form: FormDefinition): FormDefinition {
  const blind = blindFields(form);
  const open = (fields: readonly Field[]): Field[] => fields.filter(({ key }) => !blind.has(key)).map((field) => (field.fields === undefined ? field : { ...field, fields: open(field.fields) }));
  return { sections: form.sections.map((section) => ({ ...section, fields: open(section.fields) })).filter(({ fields }) => fields.length > 0) };
}

const openItem = (fields: readonly Field[], item: unknown): unknown => (isRecord(item) ? Object.fromEntries(fields.filter(({ key }) => Object.hasOwn(item, key)).map(({ key }) => [key, item[key]])) : null);

function openAnswers({ fields }: Section, answers: Answers): Record<string, unknown> {
  const given = fields.filter(({ key }) => Object.hasOwn(answers, key));
  return Object.fromEntries(
    given.map(({ key, fields: inner }) => {
      const value = own(answers, key);
      return [key, inner !== undefined && Array.isArray(value) ? value.map((item) => openItem(inner, item)) : value];
    }),
  );
}

interface Blindable {
  readonly sections: readonly { readonly key: string; readonly answers: Answers }[];
  readonly attachments?: readonly { readonly section: string; readonly field: string }[];
}

/** What was received, with the answers and files that `open` asks for, and no other: what is not asked for there is left out, whatever it is. */
export function openContent<Content extends Blindable>(open: FormDefinition, content: Content): Content {
  const sections = new Map(open.sections.map((section) => [section.key, section]));
  const has = (section: string, field: string): boolean => sections.get(section)?.fields.some(({ key }) => key === field) === true;
  return {
    ...content,
    sections: content.sections.filter(({ key }) => sections.has(key)).map((section) => ({ ...section, answers: openAnswers(sections.get(section.key)!, section.answers) })),
    ...(content.attachments === undefined ? {} : { attachments: content.attachments.filter(({ section, field }) => has(section, field)) }),
  };
}
