import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { randomCase } from '../../../test/support/random-form.js';
import { checkAnswers, missingAnswers, shownAnswers } from './answer.rules.js';
import { evaluate } from './evaluation.rules.js';
import { toJsonSchema } from './form-schema.js';
import type { AnswersBySection } from './form.js';
import { formFaults, parseForm } from './form.rules.js';

/** Random forms × random answers, from their seeds. */
const check = (holds: (one: ReturnType<typeof randomCase>, form: ReturnType<typeof parseForm>) => void, isCalm = false, numRuns = 300): void =>
  fc.assert(
    fc.property(fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 })), (seed) => {
      const one = randomCase(seed, isCalm);
      holds(one, parseForm(one.form));
    }),
    { seed: 12_156, numRuns },
  );

it('the forms are worth it: every kind, conditions that hide, dossiers that are complete', () => {
  const kinds = new Set<string>();
  let hidden = 0;
  let computed = 0;
  for (let seed = 0; seed < 300; seed++) {
    const { form, answers } = randomCase(seed);
    const { shown, values } = evaluate(parseForm(form), answers);
    for (const { fields } of form.sections) {
      for (const { key, kind } of fields) {
        kinds.add(kind);
        if (!shown.has(key)) hidden += 1;
        if (kind === 'computed' && values.has(key)) computed += 1;
      }
    }
  }
  expect(kinds.size).toBe(20);
  expect(hidden).toBeGreaterThan(300);
  expect(computed).toBeGreaterThan(100);
});

it('a form that was parsed parses alike from its JSON, and has no fault but a division by zero', () =>
  check(({ form: json }, form) => {
    expect(parseForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
    expect(formFaults(json).filter(({ code }) => code !== 'form.formula-divides-by-zero')).toEqual([]);
  }));

it('never throws, and what is hidden asks for nothing', () =>
  check(({ answers }, form) => {
    for (const section of form.sections) checkAnswers(section, answers[section.key] ?? {});
    const { shown, sections } = evaluate(form, answers);
    for (const { path, code } of missingAnswers(form, answers)) {
      if (code === 'answer.unknown-section') continue;
      const [section, key] = path.split(/[.[]/) as [string, string];
      expect(sections.has(section)).toBe(true);
      if (code !== 'answer.unknown-field') expect(shown.has(key)).toBe(true);
    }
  }));

it('the answers that count are missed and evaluated as all the answers are', () =>
  check(({ answers }, form) => {
    const known = (all: AnswersBySection) => missingAnswers(form, all).filter(({ code }) => code !== 'answer.unknown-field' && code !== 'answer.unknown-section' && code !== 'answer.computed-by-the-form');
    const counted = shownAnswers(form, answers);
    const wrong = new Set(form.sections.flatMap((section) => checkAnswers(section, answers[section.key] ?? {})).map(({ path }) => path.split(/[.[]/)[1]));
    if (wrong.size > 0) return;
    expect(known(counted)).toEqual(known(answers));
    expect([...evaluate(form, counted).shown]).toEqual([...evaluate(form, answers).shown]);
    expect(shownAnswers(form, counted, true)).toEqual(shownAnswers(form, answers, true));
    expect(shownAnswers(form, counted)).toEqual(counted);
  }));

it('whoever fulfils the form fulfils its JSON Schema', () => {
  const ajv = new Ajv2020({ strict: true });
  let complete = 0;
  check(({ answers }, form) => {
    const validate = ajv.compile(toJsonSchema(form, 'Formulaire'));
    if (missingAnswers(form, answers).length > 0) return;
    complete += 1;
    expect([validate(shownAnswers(form, answers)), validate.errors]).toEqual([true, null]);
  }, true, 60);
  expect(complete).toBeGreaterThan(40);
});

it('the schema refuses answers of a wrong type, unknown ones, and missing ones', () => {
  const form = parseForm({ sections: [{ key: 's', title: 'S', fields: [{ key: 'a', label: 'A', kind: 'amount', required: true, max: 100 }, { key: 'b', label: 'B', kind: 'repeat', fields: [{ key: 'c', label: 'C', kind: 'text', required: true }] }] }] });
  const validate = new Ajv2020({ strict: true }).compile(toJsonSchema(form, 'Formulaire'));
  expect(validate({ s: { a: 100, b: [{ c: 'x' }] } })).toBe(true);
  for (const wrong of [{}, { s: {} }, { s: { a: '1' } }, { s: { a: 101 } }, { s: { a: 1, z: 1 } }, { s: { a: 1, b: [{}] } }, { t: {} }]) expect(validate(wrong)).toBe(false);
});
