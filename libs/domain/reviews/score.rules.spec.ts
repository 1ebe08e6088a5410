import fc from 'fast-check';
import { parseRubric } from '#domain/calls/rubric.rules.js';
import { DomainError } from '#domain/shared/error.js';
import type { Marks } from './score.rules.js';
import { checkMarks, scoreReview, scoreSoFar, whole } from './score.rules.js';

const rubric = parseRubric({
  criteria: [
    { key: 'innovation', label: 'Innovation', weight: 50, scale: { min: 0, max: 5 }, threshold: 2 },
    { key: 'territoire', label: 'Territoire', weight: 30, scale: { min: 0, max: 5 }, allowsNotApplicable: true },
    { key: 'moyens', label: 'Moyens', weight: 20, scale: { min: 1, max: 4 }, mandatoryComment: true, allowsNotApplicable: true },
  ],
  eliminatoryThreshold: 4000,
});
const comment = 'Équipe solide';
const full: Marks = { innovation: { value: 4 }, territoire: { value: 3 }, moyens: { value: 4, comment } };
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? [error.kind, error.code] : error;
  }
};

describe('checkMarks', () => {
  it('takes a draft with anything missing, and a final with all', () => {
    expect(refusal(() => checkMarks(rubric, {}, false))).toBeUndefined();
    expect(refusal(() => checkMarks(rubric, { innovation: { value: null } }, false))).toBeUndefined();
    expect(refusal(() => checkMarks(rubric, full, true))).toBeUndefined();
  });

  it.each([
    [{ ...full, charme: { value: 1 } }, 'invalid-input', 'review.unknown-criterion'],
    [{ ...full, innovation: { value: 6 } }, 'invalid-input', 'review.mark-off-scale'],
    [{ ...full, innovation: { value: 2.5 } }, 'invalid-input', 'review.mark-off-scale'],
    [{ ...full, moyens: { value: 0, comment } }, 'invalid-input', 'review.mark-off-scale'],
    [{ ...full, innovation: { value: null, notApplicable: true } }, 'invalid-input', 'review.not-applicable-not-allowed'],
    [{ ...full, territoire: { value: 3, notApplicable: true } }, 'invalid-input', 'review.mark-and-not-applicable'],
    [{ ...full, territoire: { value: 3, comment: '\u0000' } }, 'invalid-input', 'review.comment-not-clean'],
    [{ innovation: { value: 4 }, moyens: { value: 4, comment } }, 'rule-violated', 'review.unfinished'],
    [{ ...full, territoire: { value: null } }, 'rule-violated', 'review.unfinished'],
    [{ ...full, moyens: { value: 4, comment: ' ' } }, 'rule-violated', 'review.comment-missing'],
    [{ ...full, moyens: { value: null, notApplicable: true } }, 'rule-violated', 'review.comment-missing'],
  ])('%# refuses a final', (marks: Marks, kind, code) => expect(refusal(() => checkMarks(rubric, marks, true))).toEqual([kind, code]));
});

describe('scoreReview', () => {
  it('weighs each mark by its place on its scale', () => {
    // 0.5 × 4/5 + 0.3 × 3/5 + 0.2 × 3/3 = 0.78
    expect(scoreReview(rubric, full)).toEqual({ basisPoints: 7800, perCriterion: { innovation: 4, territoire: 3, moyens: 4 }, belowThreshold: [] });
  });

  it('leaves the not applicable out of the weights: it is not zero', () => {
    const without = { ...full, territoire: { value: null, notApplicable: true } };
    // (0.5 × 4/5 + 0.2) / 0.7 = 0.857142…
    expect(scoreReview(rubric, without)).toMatchObject({ basisPoints: 8571, perCriterion: { territoire: null } });
    expect(scoreReview(rubric, { ...full, territoire: { value: 0 } }).basisPoints).toBe(6000);
  });

  it('rounds once, halves up', () => {
    const halves = parseRubric({ criteria: [{ key: 'a', label: 'A', weight: 99, scale: { min: 0, max: 100 } }, { key: 'b', label: 'B', weight: 1, scale: { min: 0, max: 80 } }] });
    expect(scoreReview(halves, { a: { value: 0 }, b: { value: 2 } }).basisPoints).toBe(3); // 2.5
    expect(scoreReview(halves, { a: { value: 0 }, b: { value: 1 } }).basisPoints).toBe(1); // 1.25
  });

  it('says what is below its threshold, the whole too', () => {
    expect(scoreReview(rubric, { ...full, innovation: { value: 1 } }).belowThreshold).toEqual(['innovation']);
    const poor = { innovation: { value: 1 }, territoire: { value: 0 }, moyens: { value: 1 } };
    expect(scoreReview(rubric, poor)).toMatchObject({ basisPoints: 1000, belowThreshold: ['innovation', whole] });
    expect(scoreReview(rubric, { innovation: { value: 2 }, territoire: { value: 0 }, moyens: { value: 4 } })).toMatchObject({ basisPoints: 4000, belowThreshold: [] });
  });

  it('is impossible with a mark missing, or with nothing applicable', () => {
    expect(refusal(() => scoreReview(rubric, { innovation: { value: 4 } }))).toEqual(['rule-violated', 'review.unfinished']);
    const two = parseRubric({ criteria: [{ key: 'a', label: 'A', weight: 100, scale: { min: 0, max: 5 }, allowsNotApplicable: true }] });
    expect(refusal(() => scoreReview(two, { a: { value: null, notApplicable: true } }))).toEqual(['rule-violated', 'review.nothing-applicable']);
  });

  const anyMarks = fc.record({ innovation: fc.integer({ min: 0, max: 5 }), territoire: fc.option(fc.integer({ min: 0, max: 5 })), moyens: fc.option(fc.integer({ min: 1, max: 4 })) });
  const marksOf = (values: Record<string, number | null>): Marks =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null ? { value, notApplicable: true } : { value }]));

  it('lies between the lowest and the highest mark, and never falls when a mark rises', () => {
    fc.assert(
      fc.property(anyMarks, (values) => {
        const { basisPoints } = scoreReview(rubric, marksOf(values));
        const places = [values.innovation / 5, ...(values.territoire === null ? [] : [values.territoire / 5]), ...(values.moyens === null ? [] : [(values.moyens - 1) / 3])];
        expect(basisPoints).toBeGreaterThanOrEqual(Math.floor(Math.min(...places) * 10_000));
        expect(basisPoints).toBeLessThanOrEqual(Math.ceil(Math.max(...places) * 10_000));
        const better = scoreReview(rubric, marksOf({ ...values, innovation: Math.min(5, values.innovation + 1) }));
        expect(better.basisPoints).toBeGreaterThanOrEqual(basisPoints);
      }),
    );
  });
});

describe('scoreSoFar', () => {
  it.each([
    [{}, 0, 0],
    [{ innovation: { value: 4 } }, 4000, 5000],
    [{ innovation: { value: 0 }, territoire: { value: null, notApplicable: true } }, 0, 5000],
    [{ innovation: { value: 4 }, moyens: { value: 2 } }, 4667, 7000],
    [full, 7800, 10_000],
  ] as [Marks, number, number][])('of %j gives %d out of %d', (marks, points, outOf) => {
    expect(scoreSoFar(rubric, marks)).toEqual({ points, outOf });
  });

  it('refuses what is off its scale', () => {
    expect(refusal(() => scoreSoFar(rubric, { innovation: { value: 6 } }))).toEqual(['invalid-input', 'review.mark-off-scale']);
  });
});
