import { readFileSync } from 'node:fs';
import { DomainError } from '#domain/shared/error.js';
import { formFaults, parseForm, parseNewForm } from './form.rules.js';

const field = (key: string, kind: string, over: object = {}) => ({ key, label: key, kind, ...over });
const options = [{ value: 'rural', label: 'Rural' }, { value: 'qpv', label: 'QPV' }];
const json = {
  sections: [
    { key: 'projet', title: 'Le projet', fields: [
      field('titre', 'text', { required: true, maxLength: 20 }),
      field('zonages', 'choices', { options }),
      field('commune', 'text', { required: true, showIf: { field: 'zonages', equals: 'rural' } }),
      field('habitants', 'number', { required: true, showIf: { field: 'commune-nouvelle', equals: true } }),
    ] },
    { key: 'moyens', title: 'Les moyens', fields: [
      field('budget', 'budget', { required: true }),
      field('demande', 'amount'),
      field('debut', 'date'),
    ] },
  ],
};
const withFlag = structuredClone(json);
withFlag.sections[0]!.fields.splice(3, 0, field('commune-nouvelle', 'yes-no', { showIf: { field: 'zonages', equals: 'rural' } }));
const form = parseForm(withFlag);

const refusal = (definition: unknown): unknown => {
  try {
    parseForm(definition);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? [error.kind, error.code, error.params.path] : error;
  }
};
const one = (...fields: object[]) => ({ sections: [{ key: 's', title: 'S', fields }] });

describe('parseForm', () => {
  it('gives back what it gave, so that a stored form parses alike', () => {
    expect(parseForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
    expect(form.sections[0]!.fields[1]).toEqual({ key: 'zonages', label: 'zonages', kind: 'choices', required: false, options });
  });

  it.each([
    ['a condition on a later field', json, 'condition-on-no-earlier-field', 'sections[0].fields[3].showIf.field'],
    ['a condition on itself', one(field('a', 'yes-no', { showIf: { field: 'a', equals: true } })), 'condition-on-no-earlier-field', 'sections[0].fields[0].showIf.field'],
    ['a condition that is never true', one(field('a', 'choice', { options }), field('b', 'text', { showIf: { field: 'a', equals: 'mer' } })), 'condition-never-true', 'sections[0].fields[1].showIf.equals'],
    ['a condition on a text', one(field('a', 'text'), field('b', 'text', { showIf: { field: 'a', equals: 'x' } })), 'condition-never-true', 'sections[0].fields[1].showIf.equals'],
    ['an unknown kind', one(field('a', 'file')), 'unknown-kind', 'sections[0].fields[0].kind'],
    ['a choice of nothing', one(field('a', 'choice')), 'not-a-list', 'sections[0].fields[0].options'],
    ['options of a text', one(field('a', 'text', { options })), 'not-of-this-kind', 'sections[0].fields[0].options'],
    ['a length of a date', one(field('a', 'date', { maxLength: 3 })), 'not-of-this-kind', 'sections[0].fields[0].maxLength'],
    ['one option twice', one(field('a', 'choice', { options: [options[0], options[0]] })), 'option-twice', 'sections[0].fields[0].options'],
    ['one field twice', one(field('a', 'text'), field('a', 'text')), 'field-twice', 'sections[0].fields[1].key'],
    ['no section', { sections: [] }, 'empty-list', 'sections'],
    ['an unknown field', one(field('a', 'text', { placeholder: '' })), 'unknown-field', 'sections[0].fields[0].placeholder'],
    ['one field twice, once in a block', one(field('a', 'text'), field('b', 'repeat', { fields: [field('a', 'text')] })), 'field-twice', 'sections[0].fields[1].fields[0].key'],
    ['one section twice', { sections: [0, 1].map(() => ({ key: 's', title: 'S', fields: [field('a', 'text')] })) }, 'section-twice', 'sections[1].key'],
    ['bounds out of order', one(field('a', 'number', { min: 3, max: 2 })), 'bounds-out-of-order', 'sections[0].fields[0].max'],
    ['days out of order', one(field('a', 'date', { earliest: '2024-01-01', latest: '2023-01-01' })), 'bounds-out-of-order', 'sections[0].fields[0].latest'],
    ['a day that is none', one(field('a', 'date', { earliest: '2023-02-29' })), 'not-a-day', 'sections[0].fields[0].earliest'],
    ['half a cent', one(field('a', 'amount', { min: 0.5 })), 'not-an-integer', 'sections[0].fields[0].min'],
    ['a territory of no level', one(field('a', 'territory')), 'not-one-of-these', 'sections[0].fields[0].level'],
    ['a file of another sort', one(field('a', 'attachment', { accept: ['exe'] })), 'unknown-file-group', 'sections[0].fields[0].accept[0]'],
    ['a block in a block', one(field('a', 'repeat', { fields: [field('b', 'repeat', { fields: [field('c', 'text')] })] })), 'kind-not-in-a-block', 'sections[0].fields[0].fields[0].kind'],
    ['files in a block', one(field('a', 'repeat', { fields: [field('b', 'attachment')] })), 'kind-not-in-a-block', 'sections[0].fields[0].fields[0].kind'],
    ['a required computed value', one(field('a', 'computed', { required: true, unit: 'number', formula: { value: 1 } })), 'not-of-this-kind', 'sections[0].fields[0].required'],
    ['a formula on a later field', one(field('a', 'computed', { unit: 'number', formula: { field: 'b' } }), field('b', 'number')), 'formula-on-no-earlier-field', 'sections[0].fields[0].formula.field'],
    ['a formula on itself', one(field('a', 'computed', { unit: 'number', formula: { add: [{ field: 'a' }] } })), 'formula-on-no-earlier-field', 'sections[0].fields[0].formula.add[0].field'],
    ['a formula on a text', one(field('a', 'text'), field('b', 'computed', { unit: 'number', formula: { field: 'a' } })), 'formula-on-no-number', 'sections[0].fields[1].formula.field'],
    ['a division by one operand', one(field('a', 'computed', { unit: 'number', formula: { divide: [{ value: 1 }] } })), 'formula-wants-two', 'sections[0].fields[0].formula.divide'],
    ['code in a formula', one(field('a', 'computed', { unit: 'number', formula: { eval: 'process.exit()' } })), 'unknown-field', 'sections[0].fields[0].formula.eval'],
    ['a formula as a text', one(field('a', 'computed', { unit: 'number', formula: '1+1' })), 'not-an-object', 'sections[0].fields[0].formula'],
    ['an account of the other side', one(field('a', 'budget'), field('b', 'computed', { unit: 'amount', formula: { total: 'a', of: 'charges', accounts: ['74'] } })), 'account-not-of-this-side', 'sections[0].fields[1].formula.accounts[0]'],
    ['two comparisons at once', one(field('a', 'number'), field('b', 'text', { showIf: { field: 'a', atLeast: 1, atMost: 2 } })), 'condition-unclear', 'sections[0].fields[1].showIf'],
    ['conditions without end', one(field('a', 'yes-no'), field('b', 'text', { showIf: Array.from({ length: 9 }).reduce<object>((inner) => ({ not: inner }), { field: 'a', answered: true }) })), 'condition-too-deep', 'sections[0].fields[1].showIf.not.not.not.not.not'],
    ['a section on its own field', { sections: [{ key: 's', title: 'S', showIf: { field: 'a', answered: true }, fields: [field('a', 'text')] }] }, 'condition-on-no-earlier-field', 'sections[0].showIf.field'],
    ['a field of a block, outside', one(field('a', 'repeat', { fields: [field('b', 'yes-no')] }), field('c', 'text', { showIf: { field: 'b', equals: true } })), 'condition-on-no-earlier-field', 'sections[0].fields[1].showIf.field'],
    ['a lone surrogate', one(field('a', 'text', { label: '\ud800' })), 'text-not-clean', 'sections[0].fields[0].label'],
  ])('refuses %s', (_label, definition, reason, path) => expect(refusal(definition)).toEqual(['invalid-input', `form.${reason}`, path]));
});

it('takes every kind, with all that describes it', () => {
  const all = one(
    field('texte', 'text', { help: 'Aide', example: 'Exemple', minLength: 2, maxLength: 9 }),
    field('nombre', 'number', { min: -1.5, max: 2, decimals: 1 }),
    field('montant', 'amount', { min: 0, max: 100 }),
    field('jour', 'date', { earliest: '2024-01-01', latest: '2024-12-31' }),
    field('lieu', 'territory', { level: 'region' }),
    field('pieces', 'attachment', { maxFiles: 2, maxBytes: 1000, accept: ['pdf', 'image'] }),
    field('budget', 'budget'),
    field('partenaires', 'repeat', { itemLabel: 'Partenaire', min: 1, max: 3, fields: [field('nom', 'text', { required: true }), field('apport', 'amount'), field('double', 'computed', { unit: 'amount', formula: { multiply: [{ field: 'apport' }, { value: 2 }] } })] }),
    field('total', 'computed', { unit: 'amount', formula: { add: [{ sum: 'partenaires', field: 'double' }, { total: 'budget', of: 'products', accounts: ['74'] }, { multiply: [{ count: 'partenaires' }, { value: 7164 }] }] } }),
    ...['address', 'siret', 'rna', 'iban', 'email', 'phone', 'engagement', 'yes-no'].map((kind) => field(`un-${kind}`, kind)),
    field('fin', 'text', { showIf: { all: [{ any: [{ field: 'lieu', oneOf: ['53', '11'] }, { field: 'total', atLeast: 100 }] }, { not: { field: 'un-engagement', equals: true } }, { field: 'un-address', answered: true }] } }),
  );
  const parsed = parseForm(all);
  expect(parseForm(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
  expect(parsed.sections[0]!.fields.map(({ kind }) => kind)).toHaveLength(18);
  expect(formFaults(all)).toEqual([]);
});

it('tells all faults of a form at once, each with its path', () => {
  const bad = { sections: [{ key: 's', title: ' ', fields: [field('a', 'text', { label: '' }), field('b', 'choice'), field('c', 'text')] }, { key: 't', title: 'T', fields: [field('c', 'date')] }] };
  expect(formFaults(bad)).toEqual([
    { path: 'sections[0].title', code: 'form.empty-text' },
    { path: 'sections[0].fields[0].label', code: 'form.empty-text' },
    { path: 'sections[0].fields[1].options', code: 'form.not-a-list' },
    { path: 'sections[1].fields[0].key', code: 'form.field-twice' },
  ]);
  expect(formFaults('<form>')).toEqual([{ path: '', code: 'form.not-an-object' }]);
});

it('tells all that is wrong in one question, and nothing of those that look at it', () => {
  const bad = one(
    field('a', 'choice', { label: ' ', help: ' ', options: [{ value: 'x', label: '' }, { value: 'y', label: 'Y' }] }),
    field('b', 'text', { minLength: 0, maxLength: 1.5, showIf: { field: 'a', equals: 'x' } }),
    field('c', 'repeat', { itemLabel: ' ', fields: [field('d', 'number', { label: '', min: 2, max: 1 })] }),
    field('e', 'computed', { unit: 'number', formula: { sum: 'c', field: 'd' } }),
  );
  expect(formFaults(bad).map(({ path, code }) => `${path.replace('sections[0].', '')} ${code.replace('form.', '')}`)).toEqual([
    'fields[0].label empty-text',
    'fields[0].help empty-text',
    'fields[0].options[0].label empty-text',
    'fields[1].minLength out-of-range',
    'fields[1].maxLength not-an-integer',
    'fields[2].fields[0].label empty-text',
    'fields[2].fields[0].max bounds-out-of-order',
    'fields[2].itemLabel empty-text',
  ]);
  expect(formFaults({ sections: [{ key: 's', title: '', fields: [] }] }).map(({ path }) => path)).toEqual(['sections[0].title', 'sections[0].fields']);
});

it.each([
  ['two answers that read the same', one(field('a', 'choice', { options: [options[0], { value: 'b', label: ' rural ' }] })), 'option-label-twice', 'sections[0].fields[0].options[1].label'],
  ['a division by zero', one(field('a', 'computed', { unit: 'number', formula: { add: [{ divide: [{ value: 1 }, { value: 0 }] }] } })), 'formula-divides-by-zero', 'sections[0].fields[0].formula.add[0].divide[1]'],
  ['a division by a zero that is computed', one(field('a', 'computed', { unit: 'number', formula: { divide: [{ value: 1 }, { subtract: [{ value: 2 }, { value: 2 }] }] } })), 'formula-divides-by-zero', 'sections[0].fields[0].formula.divide[1]'],
])('%s: read in a form that is stored, refused in one that is saved', (_label, definition, reason, path) => {
  expect(parseForm(definition).sections).toHaveLength(1);
  expect(() => parseNewForm(definition)).toThrow(DomainError);
  expect(formFaults(definition)).toEqual([{ path, code: `form.${reason}` }]);
});

it('reads the example of docs/forms.md', () => {
  const [, example] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/forms.md', 'utf8'))!;
  expect(formFaults(JSON.parse(example!))).toEqual([]);
});
