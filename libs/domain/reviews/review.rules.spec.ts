import type { Rubric } from '#domain/calls/rubric.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { marksByCriterion, saveMarks, sendReview } from './review.rules.js';

const rubric: Rubric = { criteria: [{ key: 'a', label: 'A', weight: 100, scale: { min: 0, max: 5 }, mandatoryComment: false, allowsNotApplicable: false }] };
const draft = { state: 'draft', version: 3 } as const;
const sent = { state: 'final', version: 3 } as const;
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? [error.kind, error.code] : error;
  }
};

describe('a draft', () => {
  it('is saved incomplete, at its version, while the dossier is under review', () => {
    expect(saveMarks(draft, 3, 'under-review', rubric, {})).toEqual({ version: 4 });
    expect(refusal(() => saveMarks(draft, 2, 'under-review', rubric, {}))).toEqual(['conflict', 'review.stale']);
    expect(refusal(() => saveMarks(draft, 3, 'withdrawn', rubric, {}))).toEqual(['conflict', 'review.dossier-not-under-review']);
    expect(refusal(() => saveMarks(draft, 3, 'under-review', rubric, { a: { value: 6 } }))).toEqual(['invalid-input', 'review.mark-off-scale']);
    expect(refusal(() => saveMarks(sent, 3, 'under-review', rubric, {}))).toEqual(['conflict', 'review.cannot-save-marks']);
  });

  it('is sent complete, once', () => {
    const marks = { a: { value: 4 } };
    expect(sendReview(draft, 3, 'under-review', rubric, marks)).toMatchObject({ already: false, state: 'final', score: { basisPoints: 8000 } });
    expect(sendReview(sent, 3, 'awarded', rubric, marks)).toEqual({ already: true });
    expect(refusal(() => sendReview(sent, 2, 'under-review', rubric, marks))).toEqual(['conflict', 'review.cannot-send']);
    expect(refusal(() => sendReview(draft, 2, 'under-review', rubric, marks))).toEqual(['conflict', 'review.stale']);
    expect(refusal(() => sendReview(draft, 3, 'refused', rubric, marks))).toEqual(['conflict', 'review.dossier-not-under-review']);
    expect(refusal(() => sendReview(draft, 3, 'under-review', rubric, {}))).toEqual(['rule-violated', 'review.unfinished']);
  });
});

describe('marksByCriterion', () => {
  it('takes each criterion once', () => {
    expect(marksByCriterion([{ criterion: 'a', value: 4 }, { criterion: 'b', value: null, notApplicable: true }])).toEqual({ a: { value: 4 }, b: { value: null, notApplicable: true } });
    expect(refusal(() => marksByCriterion([{ criterion: 'a', value: 4 }, { criterion: 'a', value: 5 }]))).toEqual(['invalid-input', 'review.criterion-twice']);
  });
});
