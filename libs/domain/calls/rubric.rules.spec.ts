import { DomainError } from '#domain/shared/error.js';
import { parseRubric, rubricFaults } from './rubric.rules.js';

const criterion = { key: 'innovation', label: 'Innovation', weight: 60, scale: { min: 0, max: 5 } };
const other = { key: 'territoire', label: 'Territoire', weight: 40, scale: { min: 0, max: 2, anchors: ['non', 'un peu', 'oui'] }, threshold: 1, mandatoryComment: true, allowsNotApplicable: true };

const refusal = (json: unknown): unknown => {
  try {
    parseRubric(json);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? [error.kind, error.code, error.params.path] : error;
  }
};

describe('parseRubric', () => {
  it('gives the rubric, with its flags spelt out', () => {
    expect(parseRubric({ criteria: [criterion, other], eliminatoryThreshold: 5000 })).toEqual({
      criteria: [{ ...criterion, mandatoryComment: false, allowsNotApplicable: false }, other],
      eliminatoryThreshold: 5000,
    });
  });

  it('gives back what it gave, so that a stored rubric parses alike', () => {
    const rubric = parseRubric({ criteria: [criterion, other] });
    expect(parseRubric(JSON.parse(JSON.stringify(rubric)))).toEqual(rubric);
  });

  it.each([
    ['no object', null, 'not-an-object', ''],
    ['an unknown field', { criteria: [criterion, other], extra: 1 }, 'unknown-field', 'extra'],
    ['an unknown field inside', { criteria: [{ ...criterion, wieght: 1 }, other] }, 'unknown-field', 'criteria[0].wieght'],
    ['no criterion', { criteria: [] }, 'empty-list', 'criteria'],
    ['weights of 99', { criteria: [{ ...criterion, weight: 59 }, other] }, 'weights-not-100', 'criteria'],
    ['a weight of zero', { criteria: [{ ...criterion, weight: 0 }, other] }, 'out-of-range', 'criteria[0].weight'],
    ['half a percent', { criteria: [{ ...criterion, weight: 59.5 }, other] }, 'not-an-integer', 'criteria[0].weight'],
    ['a weight in a text', { criteria: [{ ...criterion, weight: '60' }, other] }, 'not-an-integer', 'criteria[0].weight'],
    ['one key twice', { criteria: [criterion, { ...other, key: 'innovation' }] }, 'key-twice', 'criteria'],
    ['a bad key', { criteria: [{ ...criterion, key: '__proto__' }, other] }, 'bad-key', 'criteria[0].key'],
    ['an empty scale', { criteria: [{ ...criterion, scale: { min: 5, max: 5 } }, other] }, 'scale-empty', 'criteria[0].scale'],
    ['an anchor too few', { criteria: [{ ...criterion, scale: { min: 0, max: 2, anchors: ['a', 'b'] } }, other] }, 'anchors-do-not-fit-scale', 'criteria[0].scale.anchors'],
    ['a threshold off the scale', { criteria: [{ ...criterion, threshold: 6 }, other] }, 'out-of-range', 'criteria[0].threshold'],
    ['a threshold above the whole', { criteria: [criterion, other], eliminatoryThreshold: 10_001 }, 'out-of-range', 'eliminatoryThreshold'],
    ['a label of nothing', { criteria: [{ ...criterion, label: ' ' }, other] }, 'empty-text', 'criteria[0].label'],
    ['U+0000', { criteria: [{ ...criterion, label: 'a\u0000' }, other] }, 'text-not-clean', 'criteria[0].label'],
    ['a flag in a text', { criteria: [{ ...criterion, mandatoryComment: 'yes' }, other] }, 'not-a-boolean', 'criteria[0].mandatoryComment'],
  ])('refuses %s', (_label, json, reason, path) => expect(refusal(json)).toEqual(['invalid-input', `rubric.${reason}`, path]));
});

it('tells all that is wrong in one criterion at once', () => {
  const bad = { ...other, label: '', weight: 0, threshold: 9, scale: { ...other.scale, anchors: ['non', '', 'oui'] } };
  expect(rubricFaults({ criteria: [criterion, bad], eliminatoryThreshold: -1 })).toEqual([
    { path: 'criteria[1].scale.anchors[1]', code: 'rubric.empty-text' },
    { path: 'criteria[1].label', code: 'rubric.empty-text' },
    { path: 'criteria[1].weight', code: 'rubric.out-of-range' },
    { path: 'criteria[1].threshold', code: 'rubric.out-of-range' },
    { path: 'eliminatoryThreshold', code: 'rubric.out-of-range' },
  ]);
});
