import { limitOf } from './answer-limits.js';
import { fieldsProblems, shapeProblems } from './answer-shape.js';
import { evaluate, isEmpty, type Scope } from './evaluation.rules.js';
import { isRecord, own, type Answers, type AnswersBySection, type Field, type FormDefinition, type Problem, type Section } from './form.js';

/** What keeps `answers` from being saved as a draft of `section`: wrong types and unknown fields. Nothing needs to be answered yet. */
export const checkAnswers = (section: Section, answers: Answers): Problem[] => [...fieldsProblems(section.fields, answers, section.key)];

type ItemsOf = (key: string) => readonly Scope[];

function* missingIn(field: Field, value: unknown, path: string, scope: Scope, itemsOf: ItemsOf): Iterable<Problem> {
  if (field.kind === 'computed') {
    if (scope.tooLarge.has(field.key)) return yield { path, code: 'answer.too-large' };
    const computed = scope.values.get(field.key);
    const limit = computed === undefined ? undefined : limitOf(field, computed);
    if (limit) yield { path, ...limit };
    return;
  }
  const wrong = value === undefined || value === null ? [] : [...shapeProblems(field, value, path)];
  if (wrong.length > 0) return yield* wrong;
  if (isEmpty(field, value)) {
    if (field.required) yield { path, code: field.kind === 'engagement' ? 'answer.engagement-not-taken' : 'answer.missing' };
    return;
  }
  const limit = limitOf(field, value);
  if (limit) yield { path, ...limit };
  if (field.kind !== 'repeat') return;
  for (const [index, item] of itemsOf(field.key).entries()) yield* missingOf(field.fields ?? [], (value as Answers[])[index]!, `${path}[${index}]`, item, () => []);
}

function* missingOf(fields: readonly Field[], answers: Answers, path: string, scope: Scope, itemsOf: ItemsOf): Iterable<Problem> {
  for (const field of fields) if (scope.shown.has(field.key)) yield* missingIn(field, own(answers, field.key), `${path}.${field.key}`, scope, itemsOf);
}

/**
 * What keeps the dossier from being submitted: of what is shown, answers of a wrong type, required ones that are missing, and those off their
 * limits; and answers to sections and fields that the form does not have. What is hidden asks for nothing, whatever it still holds.
 */
export function missingAnswers(form: FormDefinition, answers: AnswersBySection): Problem[] {
  const evaluation = evaluate(form, answers);
  const problems: Problem[] = Object.keys(answers)
    .filter((key) => !form.sections.some((section) => section.key === key))
    .map((key) => ({ path: key, code: 'answer.unknown-section' }));
  for (const section of form.sections) {
    if (!evaluation.sections.has(section.key)) continue;
    const given = own(answers, section.key) ?? {};
    if (!isRecord(given)) {
      problems.push({ path: section.key, code: 'answer.not-an-item' });
      continue;
    }
    for (const key of Object.keys(given)) if (!section.fields.some((field) => field.key === key)) problems.push({ path: `${section.key}.${key}`, code: 'answer.unknown-field' });
    problems.push(...missingOf(section.fields, given, section.key, evaluation, (key) => evaluation.items.get(key) ?? []));
  }
  return problems;
}

/** The answers that count: of what is shown, without empty ones, with computed values where `withComputed`. */
export function shownAnswers(form: FormDefinition, answers: AnswersBySection, withComputed = false): Record<string, Record<string, unknown>> {
  const evaluation = evaluate(form, answers);
  const pick = (fields: readonly Field[], { values }: Scope, itemsOf: ItemsOf): Record<string, unknown> =>
    Object.fromEntries(
      fields
        .filter(({ key, kind }) => values.has(key) && (withComputed || kind !== 'computed'))
        .map(({ key, kind, fields: inner = [] }) => [key, kind === 'repeat' && Array.isArray(values.get(key)) ? itemsOf(key).map((item) => pick(inner, item, () => [])) : values.get(key)]),
    );
  const shown = form.sections.filter(({ key }) => evaluation.sections.has(key));
  return Object.fromEntries(shown.map(({ key, fields }) => [key, pick(fields, evaluation, (block) => evaluation.items.get(block) ?? [])]));
}
