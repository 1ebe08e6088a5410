import { evaluate } from './evaluation.rules.js';
import type { Condition, Formula } from './form.js';
import { parseForm } from './form.rules.js';

const field = (key: string, kind: string, over: object = {}) => ({ key, label: key, kind, ...over });
const options = ['rural', 'qpv', 'frr'].map((value) => ({ value, label: value }));
const asked = [
  field('zone', 'choice', { options }),
  field('zones', 'choices', { options }),
  field('oui', 'yes-no'),
  field('n', 'number'),
  field('euros', 'amount'),
  field('region', 'territory', { level: 'region' }),
  field('budget', 'budget'),
  field('partenaires', 'repeat', { fields: [field('nom', 'text'), field('apport', 'amount'), field('etp', 'number')] }),
];

describe('conditions', () => {
  const holds = (showIf: Condition, answers: object): boolean => evaluate(parseForm({ sections: [{ key: 's', title: 'S', fields: [...asked, field('fin', 'text', { showIf })] }] }), { s: { ...answers } }).shown.has('fin');
  const rural: Condition = { field: 'zone', equals: 'rural' };

  it.each<[Condition, object, boolean]>([
    [rural, { zone: 'rural' }, true],
    [rural, { zone: 'qpv' }, false],
    [rural, {}, false],
    [{ field: 'zone', oneOf: ['qpv', 'frr'] }, { zone: 'frr' }, true],
    [{ field: 'zones', oneOf: ['qpv', 'frr'] }, { zones: ['rural', 'frr'] }, true],
    [{ field: 'zones', contains: 'frr' }, { zones: ['rural'] }, false],
    [{ field: 'zones', equals: 'rural' }, { zones: ['rural', 'frr'] }, true],
    [{ field: 'oui', equals: false }, { oui: false }, true],
    [{ field: 'oui', equals: false }, {}, false],
    [{ field: 'n', atLeast: 2 }, { n: 2 }, true],
    [{ field: 'n', atLeast: 2 }, { n: 1.9 }, false],
    [{ field: 'n', atMost: 2 }, { n: '1' }, false],
    [{ field: 'euros', atMost: 10_000 }, { euros: 10_000 }, true],
    [{ field: 'region', equals: '53' }, { region: { code: '53', name: 'Bretagne' } }, true],
    [{ field: 'region', answered: true }, { region: { code: '', name: ' ' } }, false],
    [{ field: 'budget', answered: true }, { budget: { charges: [], products: [] } }, false],
    [{ field: 'partenaires', answered: true }, { partenaires: [{}] }, true],
    [{ not: rural }, {}, true],
    [{ not: rural }, { zone: 'rural' }, false],
    [{ all: [rural, { field: 'oui', equals: true }] }, { zone: 'rural', oui: true }, true],
    [{ all: [rural, { field: 'oui', equals: true }] }, { zone: 'rural' }, false],
    [{ any: [rural, { field: 'oui', equals: true }] }, { oui: true }, true],
    [{ any: [rural, { all: [{ field: 'n', atLeast: 1 }, { not: { field: 'oui', answered: true } }] }] }, { n: 1 }, true],
  ])('%j of %j: %s', (condition, answers, expected) => expect(holds(condition, answers)).toBe(expected));

  it('a hidden field answers nothing, whatever it still holds', () => {
    const chain = parseForm({ sections: [{ key: 's', title: 'S', fields: [field('a', 'yes-no'), field('b', 'yes-no', { showIf: { field: 'a', equals: true } }), field('c', 'text', { showIf: { field: 'b', equals: true } }), field('d', 'text', { showIf: { not: { field: 'b', equals: true } } })] }] });
    expect([...evaluate(chain, { s: { a: false, b: true } }).shown]).toEqual(['a', 'd']);
    expect([...evaluate(chain, { s: { a: true, b: true } }).shown]).toEqual(['a', 'b', 'c']);
  });

  it('is quick on a form where each condition looks at all before it', () => {
    const fields = Array.from({ length: 200 }, (_, index) => field(`f${index}`, 'yes-no', index < 2 ? {} : { showIf: { all: [{ field: `f${index - 1}`, equals: true }, { field: `f${index - 2}`, equals: true }] } }));
    const form = parseForm({ sections: [{ key: 's', title: 'S', fields }] });
    const answers = { s: Object.fromEntries(fields.map(({ key }) => [key, true])) };
    const began = Date.now();
    expect(evaluate(form, answers).shown.size).toBe(200);
    expect(Date.now() - began).toBeLessThan(500);
  });
});

describe('formulas', () => {
  const value = (formula: Formula, answers: object, over: object = {}): unknown => evaluate(parseForm({ sections: [{ key: 's', title: 'S', fields: [...asked, field('fin', 'computed', { unit: 'amount', formula, ...over })] }] }), { s: { ...answers } }).values.get('fin');
  const posts: Formula = { multiply: [{ value: 7164 }, { field: 'n' }, { value: 3 }] };
  const budget = { charges: [{ account: '641', label: '', cents: 1_001 }, { account: '60', label: '', cents: 999 }], products: [{ account: '74', label: '', cents: 2_000 }] };

  it.each<[Formula, object, unknown]>([
    [posts, { n: 2 }, 4_298_400],
    [posts, { n: 0.5 }, 1_074_600],
    [posts, {}, undefined],
    [{ add: [{ field: 'euros' }, { field: 'n' }] }, { euros: 10, n: 0.2 }, 30],
    [{ add: [{ field: 'euros' }, { field: 'n' }] }, { euros: 10 }, 10],
    [{ add: [{ field: 'euros' }, { field: 'n' }] }, {}, undefined],
    [{ subtract: [{ field: 'euros' }, { value: 0.1 }] }, { euros: 30 }, 20],
    [{ subtract: [{ field: 'euros' }, { field: 'n' }] }, { euros: 30 }, undefined],
    [{ divide: [{ field: 'euros' }, { value: 3 }] }, { euros: 100 }, 33],
    [{ divide: [{ field: 'euros' }, { value: -8 }] }, { euros: 100 }, -13],
    [{ divide: [{ field: 'euros' }, { field: 'n' }] }, { euros: 100, n: 0 }, undefined],
    [{ min: [{ field: 'euros' }, { value: 5 }] }, { euros: 400 }, 400],
    [{ max: [{ field: 'euros' }, { value: 5 }, { field: 'n' }] }, { euros: 400 }, 500],
    [{ total: 'budget', of: 'charges' }, { budget }, 2_000],
    [{ total: 'budget', of: 'charges', accounts: ['64'] }, { budget }, 1_001],
    [{ total: 'budget', of: 'charges' }, {}, undefined],
    [{ sum: 'partenaires', field: 'apport' }, { partenaires: [{ apport: 10 }, {}, { apport: 15 }] }, 25],
    [{ sum: 'partenaires', field: 'etp' }, { partenaires: [{ etp: 0.1 }, { etp: 0.2 }] }, 30],
    [{ sum: 'partenaires', field: 'apport' }, { partenaires: [] }, undefined],
    [{ count: 'partenaires' }, { partenaires: [{}, {}] }, 200],
  ])('%j of %j: %j', (formula, answers, expected) => expect(value(formula, answers)).toBe(expected));

  it('rounds once, halves away from zero, to the decimals that the field has', () => {
    expect(value({ divide: [{ value: 1 }, { value: 8 }] }, {}, { unit: 'number' })).toBe(0.13);
    expect(value({ divide: [{ value: -1 }, { value: 8 }] }, {}, { unit: 'number' })).toBe(-0.13);
    expect(value({ divide: [{ value: 2 }, { value: 3 }] }, {}, { unit: 'number', decimals: 0 })).toBe(1);
    expect(value({ multiply: [{ divide: [{ value: 1 }, { value: 3 }] }, { value: 3 }] }, {}, { unit: 'number', decimals: 9 })).toBe(1);
  });

  it('computes inside a block from the item and from what comes before the block', () => {
    const form = parseForm({ sections: [{ key: 's', title: 'S', fields: [
      field('taux', 'number'),
      field('lignes', 'repeat', { fields: [field('heures', 'number'), field('cout', 'computed', { unit: 'amount', formula: { multiply: [{ field: 'heures' }, { field: 'taux' }] } })] }),
      field('total', 'computed', { unit: 'amount', formula: { sum: 'lignes', field: 'cout' } }),
    ] }] });
    const { items, values } = evaluate(form, { s: { taux: 12.5, lignes: [{ heures: 2 }, { heures: 3.5 }] } });
    expect(items.get('lignes')!.map((item) => item.values.get('cout'))).toEqual([2_500, 4_375]);
    expect(values.get('total')).toBe(6_875);
  });
});
