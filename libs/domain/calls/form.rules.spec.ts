import { DomainError } from '#domain/shared/error.js';
import type { AnswersBySection, Field } from './form.rules.js';
import { checkAnswers, isShown, missingAnswers, parseForm } from './form.rules.js';

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
const [projet, moyens] = form.sections as [typeof form.sections[0], typeof form.sections[0]];

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
    ['options of a text', one(field('a', 'text', { options })), 'options-not-of-this-kind', 'sections[0].fields[0].options'],
    ['a length of a date', one(field('a', 'date', { maxLength: 3 })), 'max-length-not-of-this-kind', 'sections[0].fields[0].maxLength'],
    ['one option twice', one(field('a', 'choice', { options: [options[0], options[0]] })), 'option-twice', 'sections[0].fields[0].options'],
    ['one field twice', one(field('a', 'text'), field('a', 'text')), 'field-twice', 'sections'],
    ['no section', { sections: [] }, 'empty-list', 'sections'],
    ['an unknown field', one(field('a', 'text', { placeholder: '' })), 'unknown-field', 'sections[0].fields[0].placeholder'],
    ['a lone surrogate', one(field('a', 'text', { label: '\ud800' })), 'text-not-clean', 'sections[0].fields[0].label'],
  ])('refuses %s', (_label, definition, reason, path) => expect(refusal(definition)).toEqual(['invalid-input', `form.${reason}`, path]));
});

describe('checkAnswers', () => {
  const line = { account: '641', label: 'Salaires', cents: 100 };

  it('lets a draft be empty, or half filled', () => {
    expect(checkAnswers(projet, {})).toEqual([]);
    expect(checkAnswers(projet, { titre: '', commune: null, zonages: [] })).toEqual([]);
    expect(checkAnswers(moyens, { budget: { charges: [line], products: [] }, demande: 0, debut: '2024-02-29' })).toEqual([]);
  });

  it.each([
    [projet, { inconnu: 1 }, 'projet.inconnu', 'answer.unknown-field'],
    [projet, { titre: 12 }, 'projet.titre', 'answer.not-a-text'],
    [projet, { titre: 'x'.repeat(21) }, 'projet.titre', 'answer.text-too-long'],
    [projet, { titre: 'a\u0000' }, 'projet.titre', 'answer.text-not-clean'],
    [projet, { zonages: 'rural' }, 'projet.zonages', 'answer.not-a-list'],
    [projet, { zonages: ['mer'] }, 'projet.zonages', 'answer.not-an-option'],
    [projet, { zonages: ['qpv', 'qpv'] }, 'projet.zonages', 'answer.option-twice'],
    [projet, { habitants: Number.NaN }, 'projet.habitants', 'answer.not-a-number'],
    [projet, { 'commune-nouvelle': 'oui' }, 'projet.commune-nouvelle', 'answer.not-yes-or-no'],
    [moyens, { demande: 10.5 }, 'moyens.demande', 'answer.not-cents'],
    [moyens, { demande: -1 }, 'moyens.demande', 'answer.not-cents'],
    [moyens, { debut: '2023-02-29' }, 'moyens.debut', 'answer.not-a-day'],
    [moyens, { budget: [] }, 'moyens.budget', 'answer.not-a-budget'],
    [moyens, { budget: { charges: [line] } }, 'moyens.budget.products', 'answer.not-a-list'],
    [moyens, { budget: { charges: [], products: [line] } }, 'moyens.budget.products[0].account', 'answer.account-not-of-this-side'],
    [moyens, { budget: { charges: [{ ...line, cents: 0.1 }], products: [] } }, 'moyens.budget.charges[0].cents', 'answer.not-cents'],
    [moyens, { budget: { charges: [{ ...line, note: '' }], products: [] } }, 'moyens.budget.charges[0].note', 'answer.unknown-field'],
  ])('%# finds a problem at its path', (section, answers, path, code) => expect(checkAnswers(section, answers)).toEqual([{ path, code }]));

  it('takes no answer from the prototype', () => {
    const sneaky = parseForm(one(field('constructor', 'text', { required: true })));
    expect(checkAnswers(sneaky.sections[0]!, {})).toEqual([]);
    expect(missingAnswers(sneaky, { s: {} })).toEqual([{ path: 's.constructor', code: 'answer.missing' }]);
  });
});

describe('missingAnswers', () => {
  const budget = (charges: number, products: number) => ({
    charges: [{ account: '64', label: 'Salaires', cents: charges }],
    products: [{ account: '74', label: 'Subvention', cents: products }],
  });
  const complete: AnswersBySection = { projet: { titre: 'Ruche' }, moyens: { budget: budget(100, 100) } };
  const problems = (over: AnswersBySection) => missingAnswers(form, { ...complete, ...over }).map(({ path, code }) => `${path} ${code}`);

  it('is nothing when all is there', () => expect(problems({})).toEqual([]));

  it('asks for what is required and shown', () => {
    expect(missingAnswers(form, {}).map(({ path }) => path)).toEqual(['projet.titre', 'moyens.budget']);
    expect(problems({ projet: { titre: '  ' } })).toEqual(['projet.titre answer.missing']);
    expect(problems({ projet: { titre: 'R', zonages: ['qpv'] } })).toEqual([]);
    expect(problems({ projet: { titre: 'R', zonages: ['rural', 'qpv'] } })).toEqual(['projet.commune answer.missing']);
    expect(problems({ projet: { titre: 'R', zonages: ['rural'], commune: 'C', 'commune-nouvelle': true } })).toEqual(['projet.habitants answer.missing']);
  });

  it('asks nothing of a field whose condition is hidden, whatever it still holds', () => {
    expect(problems({ projet: { titre: 'R', zonages: ['qpv'], 'commune-nouvelle': true } })).toEqual([]);
    const hidden = projet.fields.find(({ key }) => key === 'habitants') as Field;
    expect(isShown(form, hidden, { projet: { zonages: ['qpv'], 'commune-nouvelle': true } })).toBe(false);
    expect(isShown(form, hidden, { projet: { zonages: ['rural'], 'commune-nouvelle': true } })).toBe(true);
  });

  it('wants charges and products to be equal, to the cent', () => {
    expect(problems({ moyens: { budget: budget(100, 101) } })).toEqual(['moyens.budget answer.budget-not-balanced']);
    expect(problems({ moyens: { budget: { charges: [], products: [] } } })).toEqual(['moyens.budget answer.missing']);
  });

  it('repeats what a draft already said wrong, once', () => {
    expect(problems({ projet: { titre: 3 } })).toEqual(['projet.titre answer.not-a-text']);
    expect(problems({ moyens: { budget: { charges: 3, products: [] } } })).toEqual(['moyens.budget.charges answer.not-a-list']);
    expect(problems({ projet: { titre: ' '.repeat(21) } })).toEqual(['projet.titre answer.text-too-long']);
    expect(problems({ moyens: { budget: 3 } })).toEqual(['moyens.budget answer.not-a-budget']);
    expect(problems({ annexe: {} })).toEqual(['annexe answer.unknown-section']);
  });
});
