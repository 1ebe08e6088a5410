import { DomainError } from '#domain/shared/error.js';
import { toCents } from '#domain/shared/money.js';
import { rank } from './rank.rules.js';
import { cutLine, freezeRanking, rankReviewed, rounded, type ReviewedDossier, settledState } from './ranking.rules.js';

const rubric = { criteria: [{ key: 'a', label: 'A', weight: 100, scale: { min: 0, max: 5 }, mandatoryComment: false, allowsNotApplicable: false }] };
const dossier = (id: string, points: number[], awaited = 0): ReviewedDossier => ({
  id,
  number: id,
  submittedAt: new Date('2023-07-01'),
  scores: points.map((basisPoints) => ({ basisPoints, perCriterion: { a: 3 }, belowThreshold: [] })),
  awaited,
});
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('rankReviewed', () => {
  it('ranks what is reviewed to the end and names the rest', () => {
    const { ranking, unreviewed } = rankReviewed([dossier('1', [5000]), dossier('2', []), dossier('3', [9000], 1), dossier('4', [6000, 8000])], rubric, []);
    expect(ranking.rows.map(({ id, rank: place }) => [id, place])).toEqual([['4', 1], ['1', 2]]);
    expect(unreviewed).toEqual(['2', '3']);
  });
});

describe('freezeRanking', () => {
  const tied = rankReviewed([dossier('1', [5000]), dossier('2', [5000]), dossier('3', [4000])], rubric, []).ranking;

  it('keeps the order that the committee gave to ties', () => {
    expect(freezeRanking(tied, [], ['2', '1'], []).map(({ id, rank: place }) => [id, place])).toEqual([['2', 1], ['1', 2], ['3', 3]]);
  });

  it.each([
    [['9'], ['2', '1'], [], 'ranking.reviews-missing'],
    [[], [], [], 'ranking.ties-unresolved'],
    [[], ['2', '1'], ['1'], 'ranking.order-conflicted'],
    [[], ['2', '3'], [], 'ranking.order-not-a-tie'],
  ])('refuses with reviews missing %j, order %j, links %j', (unreviewed, order, conflicted, code) => {
    expect(refusal(() => freezeRanking(tied, unreviewed, order, conflicted))).toBe(code);
  });

  it('refuses nothing at all', () => expect(refusal(() => freezeRanking(rank([], []), [], [], []))).toBe('ranking.nothing-to-rank'));
});

describe('settledState', () => {
  it.each([
    [null, 'under-review'],
    [{ kind: 'award', state: 'proposed' }, 'under-review'],
    [{ kind: 'award', state: 'confirmed' }, 'awarded'],
    [{ kind: 'award', state: 'released' }, 'awarded'],
    [{ kind: 'refusal', state: 'confirmed' }, 'refused'],
    [{ kind: 'reserve', state: 'confirmed' }, 'under-review'],
  ] as const)('with the decision %j: %s', (decision, expected) => expect(settledState('under-review', decision)).toBe(expected));
});

describe('cutLine', () => {
  const row = (place: number | null, state: 'under-review' | 'awarded' | 'refused' = 'under-review') => ({ rank: place, state, amountCents: toCents(100) });
  const cut = (...list: Parameters<typeof cutLine>[0]) => cutLine(list, toCents(250)).map(({ cumulatedCents, withinEnvelope }) => [cumulatedCents, withinEnvelope]);

  it('adds awards up until the envelope is used', () => {
    expect(cut(row(1), row(2), row(3), row(null))).toEqual([[100, true], [200, true], [300, false], [null, false]]);
  });

  it('counts no award twice: what was awarded has left the envelope already, what was refused costs nothing', () => {
    expect(cut(row(1, 'awarded'), row(2, 'refused'), row(3), row(4), row(5))).toEqual([[0, true], [null, false], [100, true], [200, true], [300, false]]);
  });

  it('takes the amount of each row, also none at all', () => {
    expect(cut(row(1), { ...row(2), amountCents: toCents(50) }, row(3), row(4), { ...row(5), amountCents: toCents(0) })).toEqual([[100, true], [150, true], [250, true], [350, false], [350, false]]);
  });
});

describe('rounded', () => {
  it('rounds halves up', () => {
    expect([rounded({ numerator: 5, denominator: 2 }), rounded({ numerator: 7, denominator: 3 }), rounded({ numerator: 8, denominator: 3 }), rounded({ numerator: 0, denominator: 1 })]).toEqual([3, 2, 3, 0]);
  });
});
