import fc from 'fast-check';
import { parseRubric } from '#domain/calls/rubric.rules.js';
import type { Score } from '#domain/reviews/score.rules.js';
import { DomainError } from '#domain/shared/error.js';
import type { Candidate, Ranking, TieBreak } from './rank.rules.js';
import { combine, compareRationals, rank, withCommitteeOrder } from './rank.rules.js';

const rubric = parseRubric({
  criteria: [
    { key: 'a', label: 'A', weight: 60, scale: { min: 0, max: 5 }, threshold: 2 },
    { key: 'b', label: 'B', weight: 40, scale: { min: 0, max: 5 }, allowsNotApplicable: true },
  ],
  eliminatoryThreshold: 5000,
});
const score = (basisPoints: number, a = 3, b: number | null = 3): Score => ({ basisPoints, perCriterion: { a, b }, belowThreshold: [] });
const candidate = (id: string, scores: Score[], day = '2023-07-01'): Candidate => ({ id, number: `2023-${id}`, submittedAt: new Date(day), ...combine(scores, rubric) });
const shown = ({ rows }: Ranking) => rows.map((row) => `${row.rank ?? '-'}${row.id}`).join(' ');
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('combine', () => {
  it('gives exact means and the spread', () => {
    expect(combine([score(7000), score(7001), score(6000, 4, null)], rubric)).toEqual({
      mean: { numerator: 6667, denominator: 1 }, spread: 1001,
      perCriterion: { a: { numerator: 10, denominator: 3 }, b: { numerator: 3, denominator: 1 } }, belowThreshold: [],
    });
    expect(combine([score(7000), score(7000), score(7001)], rubric).mean).toEqual({ numerator: 21001, denominator: 3 });
    expect(combine([score(7000, 3, null)], rubric).perCriterion.b).toBeNull();
  });

  it('applies thresholds to the means, exactly', () => {
    expect(combine([score(6000, 1), score(6000, 3)], rubric).belowThreshold).toEqual([]);
    expect(combine([score(6000, 1), score(6000, 2), score(6000, 2)], rubric).belowThreshold).toEqual(['a']);
    expect(combine([score(5000), score(4999)], rubric).belowThreshold).toEqual(['*']);
    expect(combine([score(5001), score(4999)], rubric).belowThreshold).toEqual([]);
  });

  it('needs a review', () => expect(refusal(() => combine([], rubric))).toBe('ranking.no-review'));
});

describe('rank', () => {
  it('orders by mean, with the eliminated after all others', () => {
    const ranking = rank([candidate('1', [score(6000)]), candidate('2', [score(4000)]), candidate('3', [score(9000)]), candidate('4', [score(9500, 1)])], []);
    expect(shown(ranking)).toBe('13 21 -4 -2');
    expect(ranking.ties).toEqual([]);
  });

  it('reports what no rule separates, and counts the tied in the next rank', () => {
    const ranking = rank([candidate('3', [score(7000)]), candidate('1', [score(9000)]), candidate('2', [score(7000)]), candidate('4', [score(6000)])], ['spread', 'criterion:a', 'submitted-at']);
    expect(shown(ranking)).toBe('11 22 23 44');
    expect(ranking.ties).toEqual([['2', '3']]);
    expect(ranking.rows.map(({ tied }) => tied)).toEqual([false, true, true, false]);
  });

  it.each<[TieBreak[], string]>([
    [['criterion:a'], '1y 2x'],
    [['spread'], '1x 2y'],
    [['submitted-at'], '1x 2y'],
    [['criterion:c', 'criterion:a', 'spread'], '1y 2x'],
    [[], '1x 1y'],
  ])('separates by %j', (tieBreak, expected) => {
    const x = candidate('x', [score(7000, 3), score(7000, 3)], '2023-07-01');
    const y = candidate('y', [score(6900, 4), score(7100, 4)], '2023-07-02');
    expect(shown(rank([y, x], tieBreak))).toBe(expected);
  });

  it('skips a criterion that is not applicable to one of the tied', () => {
    const tied = [candidate('x', [score(7000, 3, 5)]), candidate('y', [score(7000, 3, null)]), candidate('z', [score(7000, 4, 1)])];
    expect(shown(rank(tied, ['criterion:b']))).toBe('1x 1y 1z');
    expect(shown(rank(tied, ['criterion:b', 'criterion:a']))).toBe('1z 2x 2y');
  });

  const anyCandidates = fc
    .array(fc.record({ points: fc.array(fc.constantFrom(4000, 6000, 6500, 7000), { minLength: 1, maxLength: 3 }), a: fc.integer({ min: 1, max: 4 }), b: fc.option(fc.integer({ min: 0, max: 2 })) }), { maxLength: 8 })
    .map((list) => list.map(({ points, a, b }, index) => candidate(String(index), points.map((one) => score(one, a, b)))));

  it('does not depend on the order given, keeps everybody, and never puts a lower mean before a higher one', () => {
    fc.assert(
      fc.property(anyCandidates, fc.subarray<TieBreak>(['criterion:b', 'criterion:a', 'spread', 'submitted-at']), (candidates, tieBreak) => {
        const ranking = rank(candidates, tieBreak);
        expect(rank([...candidates].reverse(), tieBreak)).toEqual(ranking);
        expect(ranking.rows.map(({ id }) => id).sort()).toEqual(candidates.map(({ id }) => id).sort());
        const racing = ranking.rows.filter(({ eliminated }) => !eliminated);
        expect(racing.every((row, index) => index === 0 || compareRationals(racing[index - 1]!.mean, row.mean) >= 0)).toBe(true);
        expect(ranking.rows.slice(racing.length).every(({ eliminated, rank: none }) => eliminated && none === null)).toBe(true);
        expect(ranking.ties.flat().sort()).toEqual(ranking.rows.filter(({ tied }) => tied).map(({ id }) => id).sort());
      }),
    );
  });
});

describe('withCommitteeOrder', () => {
  const ranking = rank(
    [candidate('1', [score(9000)]), candidate('2', [score(7000)]), candidate('3', [score(7000)]), candidate('4', [score(7000)]), candidate('5', [score(6000)]), candidate('6', [score(6000)])],
    [],
  );

  it('settles the ties it names, and no other', () => {
    expect(shown(ranking)).toBe('11 22 23 24 55 56');
    const settled = withCommitteeOrder(ranking, ['4', '2', '3']);
    expect(shown(settled)).toBe('11 24 32 43 55 56');
    expect(settled.ties).toEqual([['5', '6']]);
    expect(shown(withCommitteeOrder(ranking, ['6', '4', '5', '3', '2']))).toBe('11 24 33 42 56 65');
    expect(shown(withCommitteeOrder(settled, ['6', '5']))).toBe('11 24 32 43 56 65');
    expect(withCommitteeOrder(ranking, [])).toEqual(ranking);
  });

  it.each([
    [['1'], 'ranking.order-not-a-tie'],
    [['2', '3', '4', '1'], 'ranking.order-not-a-tie'],
    [['9'], 'ranking.order-not-a-tie'],
    [['2', '3'], 'ranking.order-incomplete'],
    [['2', '2', '3', '4'], 'ranking.order-twice'],
  ])('refuses %j', (order, code) => expect(refusal(() => withCommitteeOrder(ranking, order))).toBe(code));

  it('does not settle twice', () => {
    expect(refusal(() => withCommitteeOrder(withCommitteeOrder(ranking, ['5', '6']), ['6', '5']))).toBe('ranking.order-not-a-tie');
  });
});
