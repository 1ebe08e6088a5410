import type { Field, FormDefinition, Section } from './form.js';
import { mostFiles, mostItems } from './form.rules.js';

/** A JSON Schema, of draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const text = (maxLength: number, more: object = {}): JsonSchema => ({ type: 'string', maxLength, ...more });
const cents = (field: Field): JsonSchema => ({ type: 'integer', minimum: field.min ?? 0, maximum: field.max ?? Number.MAX_SAFE_INTEGER, description: 'Euro cents' });
const day = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

const record = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});

const budgetSide = (account: string): JsonSchema => ({
  type: 'array',
  maxItems: 500,
  items: record({ account: { type: 'string', pattern: account }, label: text(500), cents: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } }, ['account', 'label', 'cents']),
});

function shapeOf(field: Field): JsonSchema {
  const options = (field.options ?? []).map(({ value }) => value);
  switch (field.kind) {
    case 'text':
      return text(field.maxLength ?? 500, { minLength: 1 });
    case 'long-text':
      return text(field.maxLength ?? 20_000, { minLength: 1 });
    case 'number':
      return { type: 'number', minimum: field.min ?? -1e15, maximum: field.max ?? 1e15 };
    case 'amount':
      return cents(field);
    case 'date':
      return { type: 'string', pattern: day };
    case 'choice':
      return { enum: options };
    case 'choices':
      return { type: 'array', uniqueItems: true, items: { enum: options } };
    case 'yes-no':
      return { type: 'boolean' };
    case 'engagement':
      return field.required ? { const: true } : { type: 'boolean' };
    case 'siret':
      return { type: 'string', pattern: '^[0-9]{14}$' };
    case 'rna':
      return { type: 'string', pattern: '^W[0-9][A-Z0-9][0-9]{7}$' };
    case 'iban':
      return { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' };
    case 'email':
      return text(254, { pattern: '^[^@]+@[^@]+$' });
    case 'phone':
      return { type: 'string', pattern: '^(0[1-9][0-9]{8}|\\+[1-9][0-9]{6,14})$' };
    case 'address':
      return record({ line: text(500), complement: text(500), postalCode: { type: 'string', pattern: '^[0-9]{5}$' }, city: text(500) }, ['line', 'postalCode', 'city']);
    case 'territory':
      return record({ code: text(9), name: text(500) }, ['code', 'name']);
    case 'attachment':
      return { type: 'array', uniqueItems: true, maxItems: field.maxFiles ?? mostFiles, items: { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } };
    case 'budget':
      return record({ charges: budgetSide('^8?6[0-9]{0,4}$'), products: budgetSide('^8?7[0-9]{0,4}$') }, ['charges', 'products']);
    case 'repeat':
      return { type: 'array', minItems: field.min ?? 1, maxItems: field.max ?? mostItems, items: recordOf(field.fields ?? []) };
    case 'computed':
      return { type: field.unit === 'amount' ? 'integer' : 'number', readOnly: true };
  }
}

/** What a schema cannot say: when the field is shown, and to whom its answer is not. */
function commentOf({ showIf, blind }: Field): { $comment?: string } {
  const said = [...(showIf === undefined ? [] : [`Shown if ${JSON.stringify(showIf)}`]), ...(blind === true ? ['Hidden from reviewers'] : [])];
  return said.length === 0 ? {} : { $comment: said.join('; ') };
}

const titled = (field: Field): JsonSchema => ({
  ...shapeOf(field),
  title: field.label,
  ...(field.help === undefined ? {} : { description: field.help }),
  ...(field.example === undefined ? {} : { examples: [field.example] }),
  ...commentOf(field),
});

const isAlwaysAsked = ({ required, showIf }: Field): boolean => required && showIf === undefined;

const recordOf = (fields: readonly Field[]): JsonSchema => record(Object.fromEntries(fields.map((field) => [field.key, titled(field)])), fields.filter(isAlwaysAsked).map(({ key }) => key));

const sectionOf = (section: Section): JsonSchema => ({
  ...recordOf(section.fields),
  title: section.title,
  ...(section.help === undefined ? {} : { description: section.help }),
  ...(section.showIf === undefined ? {} : { $comment: `Shown if ${JSON.stringify(section.showIf)}` }),
});

/**
 * The form as others read it: what a complete dossier's shown answers look like (`shownAnswers`). Whoever fulfils the form fulfils the schema; the
 * schema says nothing of conditions, formulas, check digits and balances, which the form's own rules check.
 */
export const toJsonSchema = (form: FormDefinition, title: string): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...record(
    Object.fromEntries(form.sections.map((section) => [section.key, sectionOf(section)])),
    form.sections.filter(({ showIf, fields }) => showIf === undefined && fields.some(isAlwaysAsked)).map(({ key }) => key),
  ),
});
