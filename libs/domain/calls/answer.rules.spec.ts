import { checkAnswers, missingAnswers, shownAnswers } from './answer.rules.js';
import { evaluate } from './evaluation.rules.js';
import type { AnswersBySection, FormDefinition } from './form.js';
import { parseForm } from './form.rules.js';

const field = (key: string, kind: string, over: object = {}) => ({ key, label: key, kind, ...over });
const one = (...fields: object[]) => ({ sections: [{ key: 's', title: 'S', fields }] });
const options = [{ value: 'rural', label: 'Rural' }, { value: 'qpv', label: 'QPV' }];
const form = parseForm({
  sections: [
    { key: 'projet', title: 'Le projet', fields: [
      field('titre', 'text', { required: true, maxLength: 20 }),
      field('zonages', 'choices', { options }),
      field('commune', 'text', { required: true, showIf: { field: 'zonages', equals: 'rural' } }),
      field('commune-nouvelle', 'yes-no', { showIf: { field: 'zonages', equals: 'rural' } }),
      field('habitants', 'number', { required: true, showIf: { field: 'commune-nouvelle', equals: true } }),
    ] },
    { key: 'moyens', title: 'Les moyens', fields: [
      field('budget', 'budget', { required: true }),
      field('demande', 'amount'),
      field('debut', 'date'),
    ] },
  ],
});
const [projet, moyens] = form.sections as [FormDefinition['sections'][0], FormDefinition['sections'][0]];

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
    [moyens, { demande: -1 }, 'moyens.demande', 'answer.negative'],
    [moyens, { demande: 2 ** 53 }, 'moyens.demande', 'answer.too-large'],
    [moyens, { demande: '12,50' }, 'moyens.demande', 'answer.not-cents'],
    [projet, { habitants: 1e15 }, 'projet.habitants', 'answer.too-large'],
    [projet, { habitants: 1e-12 }, 'projet.habitants', 'answer.too-many-decimals'],
    [projet, { habitants: '3,5' }, 'projet.habitants', 'answer.not-a-number'],
    [projet, { titre: '\ud800' }, 'projet.titre', 'answer.text-not-clean'],
    [projet, { titre: '\u202egpj.exe' }, 'projet.titre', 'answer.text-reversed'],
    [projet, { titre: 'é'.repeat(1_000_000) }, 'projet.titre', 'answer.text-too-long'],
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
    const isShown = (answers: AnswersBySection) => evaluate(form, answers).shown.has('habitants');
    expect(isShown({ projet: { zonages: ['qpv'], 'commune-nouvelle': true } })).toBe(false);
    expect(isShown({ projet: { zonages: ['rural'], 'commune-nouvelle': true } })).toBe(true);
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

describe('texts that are unusual, and right', () => {
  it.each(['😀👩‍👩‍👧', 'שלום עולם', '<script>alert(1)</script>', "'; drop table calls; --", 'a\nb\tc'])('stores %j', (titre) => {
    const wide = parseForm(one(field('titre', 'text')));
    expect(checkAnswers(wide.sections[0]!, { titre })).toEqual([]);
  });
});

describe('limits keep from submitting, not from saving', () => {
  const says = (kind: string, over: object, value: unknown): unknown => {
    const limited = parseForm(one(field('a', kind, over)));
    expect(checkAnswers(limited.sections[0]!, { a: value })).toEqual([]);
    return missingAnswers(limited, { s: { a: value } }).map(({ path, code, params }) => (params === undefined ? [path, code] : [path, code, params]));
  };

  it.each([
    ['text', { minLength: 5 }, 'abc  ', 'answer.text-too-short', { min: 5 }],
    ['number', { min: 2 }, 1.5, 'answer.too-low', { number: 2 }],
    ['number', { max: 2 }, 2.5, 'answer.too-high', { number: 2 }],
    ['number', { decimals: 1 }, 2.25, 'answer.too-many-decimals', { max: 1 }],
    ['amount', { min: 200 }, 199, 'answer.too-low', { cents: 200 }],
    ['amount', { max: 200 }, 201, 'answer.too-high', { cents: 200 }],
    ['date', { earliest: '2024-01-02' }, '2024-01-01', 'answer.too-early', { day: '2024-01-02' }],
    ['date', { latest: '2024-01-02' }, '2024-01-03', 'answer.too-late', { day: '2024-01-02' }],
    ['siret', {}, '41816609600052', 'answer.siret-wrong', undefined],
    ['rna', {}, 'W12', 'answer.rna-wrong', undefined],
    ['iban', {}, 'FR7630006000011234567890188', 'answer.iban-wrong', undefined],
    ['email', {}, 'a@b', 'answer.email-wrong', undefined],
    ['phone', {}, '02 99', 'answer.phone-wrong', undefined],
    ['address', {}, { line: '1 rue', postalCode: '35000' }, 'answer.address-incomplete', undefined],
    ['address', {}, { line: '1 rue', postalCode: '99000', city: 'R' }, 'answer.postal-code-malformed', undefined],
    ['territory', { level: 'region' }, { code: '53', name: 'Corse' }, 'answer.territory-unknown', undefined],
    ['territory', { level: 'commune' }, { code: '3523', name: 'Rennes' }, 'answer.commune-malformed', undefined],
    ['territory', { level: 'epci' }, { code: '418166096', name: 'X' }, 'answer.epci-malformed', undefined],
    ['territory', { level: 'department' }, { code: '35', name: '' }, 'answer.territory-incomplete', undefined],
  ])('%s %j: %j', (kind, over, value, code, params) => expect(says(kind, over, value)).toEqual([params === undefined ? ['s.a', code] : ['s.a', code, params]]));

  it.each([
    ['siret', '41816609600051'], ['siret', '35600000000048'], ['siret', '23350001600040'], ['siret', '38047555800058'], ['siret', '35600000018723'],
    ['rna', 'W2A1234567'], ['iban', 'FR7630006000011234567890189'], ['email', 'pole@exemple.fr'], ['phone', '+33299000000'],
  ])('%s %s is right', (kind, value) => expect(says(kind, {}, value)).toEqual([]));

  it.each([
    ['region', { code: '53', name: 'Bretagne' }], ['department', { code: '2A', name: 'Corse-du-Sud' }], ['commune', { code: '2A004', name: 'Ajaccio' }], ['epci', { code: '243500139', name: 'Rennes Métropole' }],
  ])('%s %j is right', (level, value) => expect(says('territory', { level }, value)).toEqual([]));
});

describe('shapes of the other kinds', () => {
  it.each([
    ['engagement', 'oui', '', 'answer.not-yes-or-no'],
    ['address', '1 rue', '', 'answer.not-an-address'],
    ['address', { line: 3 }, '.line', 'answer.not-a-text'],
    ['address', { pays: 'FR' }, '.pays', 'answer.unknown-field'],
    ['territory', [], '', 'answer.not-a-territory'],
    ['attachment', ['../../etc/passwd'], '', 'answer.not-a-file'],
    ['attachment', ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001'], '', 'answer.file-twice'],
    ['attachment', ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'], '', 'answer.too-many-files'],
    ['computed', 3, '', 'answer.computed-by-the-form'],
    ['repeat', {}, '', 'answer.not-a-list'],
    ['repeat', ['a'], '[0]', 'answer.not-an-item'],
    ['repeat', [{ nom: 3 }], '[0].nom', 'answer.not-a-text'],
    ['repeat', [{}, { age: 3 }], '[1].age', 'answer.unknown-field'],
    ['repeat', Array.from({ length: 201 }, () => ({})), '', 'answer.list-too-long'],
  ])('%s %j', (kind, value, path, code) => {
    const more = { attachment: { maxFiles: 1 }, territory: { level: 'region' }, computed: { unit: 'number', formula: { value: 1 } }, repeat: { fields: [field('nom', 'text')] } }[kind] ?? {};
    const shaped = parseForm(one(field('a', kind, more)));
    expect(checkAnswers(shaped.sections[0]!, { a: value })).toEqual([{ path: `s.a${path}`, code }]);
  });
});

describe('engagements, blocks, sections', () => {
  it('wants an engagement to be taken where it is required', () => {
    const cer = parseForm(one(field('cer', 'engagement', { required: true })));
    expect(missingAnswers(cer, { s: { cer: false } })).toEqual([{ path: 's.cer', code: 'answer.engagement-not-taken' }]);
    expect(missingAnswers(cer, { s: { cer: true } })).toEqual([]);
  });

  const block = parseForm(one(field('partenaires', 'repeat', { required: true, min: 2, max: 3, fields: [
    field('nom', 'text', { required: true }),
    field('salarie', 'yes-no'),
    field('siret', 'siret', { required: true, showIf: { field: 'salarie', equals: true } }),
  ] })));
  const partners = (...items: object[]): string[] => missingAnswers(block, { s: { partenaires: items } }).map(({ path, code }) => `${path} ${code}`);

  it('asks each item of a block for what is shown in it', () => {
    expect(missingAnswers(block, {})).toEqual([{ path: 's.partenaires', code: 'answer.missing' }]);
    expect(partners({ nom: 'A' }, { nom: 'B', salarie: false })).toEqual([]);
    expect(partners({ nom: 'A', salarie: true }, { salarie: false })).toEqual(['s.partenaires[0].siret answer.missing', 's.partenaires[1].nom answer.missing']);
    expect(partners({ nom: 'A' })).toEqual(['s.partenaires answer.too-few-items']);
    expect(partners(...['A', 'B', 'C', 'D'].map((nom) => ({ nom })))).toEqual(['s.partenaires answer.too-many-items']);
  });

  it('asks nothing of a hidden section, and gives none of its answers', () => {
    const two = parseForm({ sections: [{ key: 'a', title: 'A', fields: [field('association', 'yes-no')] }, { key: 'b', title: 'B', showIf: { field: 'association', equals: true }, fields: [field('rna', 'rna', { required: true })] }] });
    expect(missingAnswers(two, { a: { association: false }, b: { rna: 'faux' } })).toEqual([]);
    expect(shownAnswers(two, { a: { association: false }, b: { rna: 'faux' } })).toEqual({ a: { association: false } });
    expect(missingAnswers(two, { a: { association: true } })).toEqual([{ path: 'b.rna', code: 'answer.missing' }]);
  });

  it('holds a computed value to its bounds', () => {
    const ratio = parseForm(one(field('demande', 'amount'), field('total', 'amount'), field('part', 'computed', { unit: 'number', decimals: 1, max: 80, formula: { multiply: [{ divide: [{ field: 'demande' }, { field: 'total' }] }, { value: 100 }] } })));
    expect(missingAnswers(ratio, { s: { demande: 8_000, total: 10_000 } })).toEqual([]);
    expect(missingAnswers(ratio, { s: { demande: 8_100, total: 10_000 } })).toEqual([{ path: 's.part', code: 'answer.too-high', params: { number: 80 } }]);
    expect(missingAnswers(ratio, { s: { demande: 1, total: 0 } })).toEqual([]);
    const huge = parseForm(one(field('a', 'amount'), field('b', 'computed', { unit: 'amount', formula: { multiply: [{ field: 'a' }, { field: 'a' }] } })));
    expect(missingAnswers(huge, { s: { a: 900_000_000_000_000 } })).toEqual([{ path: 's.b', code: 'answer.too-large' }]);
  });
});
