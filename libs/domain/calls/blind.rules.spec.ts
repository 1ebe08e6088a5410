import fc from 'fast-check';
import { randomCase } from '../../../test/support/random-form.js';
import { blindFields, openContent, openForm } from './blind.rules.js';
import { evaluate, type Scope } from './evaluation.rules.js';
import type { AnswersBySection, Field, FormDefinition } from './form.js';
import { parseForm } from './form.rules.js';

const field = (key: string, more: object = {}): object => ({ key, label: key, kind: 'text', required: false, ...more });
const form = (...fields: object[]): FormDefinition => parseForm({ sections: [{ key: 's', title: 'S', fields }] });

describe('what is hidden from reviewers', () => {
  it('is what is marked, and nothing else, where nothing looks at it', () => {
    expect([...blindFields(form(field('a', { blind: true }), field('b')))]).toEqual(['a']);
    expect(openForm(form(field('a'), field('b')))).toEqual(form(field('a'), field('b')));
  });

  it('is also what would tell of it: conditions, formulas, sections, blocks of which nothing is left', () => {
    const told = parseForm({
      sections: [
        { key: 's', title: 'S', fields: [field('a', { kind: 'yes-no', blind: true }), field('n', { kind: 'number' }), field('if-a', { showIf: { not: { field: 'a', equals: true } } }), field('if-if-a', { showIf: { field: 'if-a', answered: true } })] },
        { key: 't', title: 'T', showIf: { any: [{ field: 'n', atLeast: 3 }, { field: 'a', answered: true }] }, fields: [field('in-t')] },
        {
          key: 'u',
          title: 'U',
          fields: [
            field('block', { kind: 'repeat', fields: [field('pay', { kind: 'amount', blind: true }), field('who')] }),
            field('all', { kind: 'computed', unit: 'amount', formula: { add: [{ field: 'n' }, { sum: 'block', field: 'pay' }] } }),
            field('how-many', { kind: 'computed', unit: 'number', formula: { count: 'block' } }),
            field('bare', { kind: 'repeat', fields: [field('only', { blind: true })] }),
            field('how-many-bare', { kind: 'computed', unit: 'number', formula: { count: 'bare' } }),
          ],
        },
      ],
    });
    expect([...blindFields(told)]).toEqual(['a', 'if-a', 'if-if-a', 'in-t', 'pay', 'all', 'only', 'bare', 'how-many-bare']);
    expect(openForm(told).sections.map(({ key, fields }) => [key, fields.map((one) => one.key)])).toEqual([['s', ['n']], ['u', ['block', 'how-many']]]);
  });

  it('leaves an open content, without what no open field asks for', () => {
    const given = form(field('a', { blind: true }), field('files', { kind: 'attachment' }), field('cv', { kind: 'attachment', blind: true }), field('block', { kind: 'repeat', fields: [field('x'), field('y', { blind: true })] }));
    const content = {
      projectTitle: 'P',
      sections: [{ key: 's', answers: { a: 'hidden', files: ['1'], cv: ['2'], block: [{ x: 'x', y: 'hidden' }, 'odd'], unknown: 'hidden' } }, { key: 'gone', answers: { z: 'hidden' } }],
      attachments: [{ section: 's', field: 'files', name: 'open.pdf' }, { section: 's', field: 'cv', name: 'hidden.pdf' }],
    };
    expect(openContent(openForm(given), content)).toEqual({ projectTitle: 'P', sections: [{ key: 's', answers: { files: ['1'], block: [{ x: 'x' }, null] } }], attachments: [{ section: 's', field: 'files', name: 'open.pdf' }] });
  });
});

/** Marks fields of a random form, those of blocks too. */
function marked(json: { sections: { fields: Field[] }[] }, seed: number): FormDefinition {
  let turn = seed;
  const mark = (one: Field): Field => ({ ...one, ...((turn = (Math.imul(turn, 1_664_525) + 1_013_904_223) >>> 0) >>> 24 < 50 ? { blind: true as const } : {}), ...(one.fields === undefined ? {} : { fields: one.fields.map(mark) }) });
  return parseForm({ sections: json.sections.map((section) => ({ ...section, fields: section.fields.map(mark) })) });
}

const content = (answers: AnswersBySection) => ({ sections: Object.entries(answers).map(([key, given]) => ({ key, answers: given ?? {} })) });
const bySection = ({ sections }: ReturnType<typeof content>): AnswersBySection => Object.fromEntries(sections.map(({ key, answers }) => [key, answers]));

/** What an evaluation says of the fields that are not hidden. */
function seen(form: FormDefinition, answers: AnswersBySection, blind: ReadonlySet<string>): unknown {
  const { shown, values, items, tooLarge } = evaluate(form, answers);
  const open = (keys: Iterable<string>): string[] => [...keys].filter((key) => !blind.has(key));
  const blocks = new Set(items.keys());
  const scope = (one: Scope): unknown => [open(one.shown), [...one.values].filter(([key]) => !blind.has(key))];
  return [open(shown), [...values].filter(([key]) => !blind.has(key) && !blocks.has(key)), open(tooLarge), [...items].filter(([key]) => !blind.has(key)).map(([key, all]) => [key, all.map(scope)])];
}

const seeds = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 }));

it('reviewers are shown and computed what everybody is, but for what is hidden: random forms, random answers', () => {
  let hidden = 0;
  let left = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { form: json, answers } = randomCase(seed, true);
      const whole = marked(json, seed);
      const blind = blindFields(whole);
      hidden += blind.size;
      const open = openForm(whole);
      left += open.sections.reduce((sum, { fields }) => sum + fields.length, 0);
      expect(seen(open, bySection(openContent(open, content(answers))), blind)).toEqual(seen(whole, answers, blind));
    }),
    { seed: 4, numRuns: 200 },
  );
  expect(hidden).toBeGreaterThan(200);
  expect(left).toBeGreaterThan(400);
});

it('two dossiers that differ by what is hidden are the same to a reviewer', () => {
  let differ = 0;
  fc.assert(
    fc.property(seeds, seeds, (seed, another) => {
      const { form: json, answers } = randomCase(seed, true);
      const whole = marked(json, seed);
      const blind = blindFields(whole);
      const open = openForm(whole);
      const others = randomCase(another, true).answers;
      const values = Object.values(others).flatMap((given) => Object.values(given ?? {}));
      let turn = 0;
      const changed = Object.fromEntries(whole.sections.map(({ key, fields }) => [key, { ...answers[key], ...Object.fromEntries(fields.filter((one) => blind.has(one.key)).map((one) => [one.key, values[(turn += 1) % (values.length || 1)]])) }]));
      if (JSON.stringify(changed) !== JSON.stringify(answers)) differ += 1;
      const view = (given: AnswersBySection): unknown => {
        const shown = openContent(open, content(given));
        return [Object.fromEntries(shown.sections.map(({ key, answers: kept }) => [key, kept])), seen(open, bySection(shown), blind)];
      };
      const filled = Object.fromEntries(whole.sections.map(({ key }) => [key, answers[key] ?? {}]));
      expect(view(changed)).toEqual(view(filled));
    }),
    { seed: 4, numRuns: 200 },
  );
  expect(differ).toBeGreaterThan(100);
});
