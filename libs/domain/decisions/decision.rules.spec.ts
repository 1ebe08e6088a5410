import { toCents } from '../shared/money.js';
import { appealLastDay, confirmDecision, proposeDecision, releaseDecision, type Proposal } from './decision.rules.js';

const terms = { minCents: toCents(10_000_00), maxCents: toCents(100_000_00) };
const award: Proposal = { kind: 'award', amountCents: toCents(100_000_00), reserveRank: null, motivation: '', releaseOn: '2023-10-17' };
const ready = { state: 'under-review' as const, current: undefined, ranking: { rank: 1 }, terms };
const at = new Date('2023-10-17T08:00:00Z');

describe('a proposal', () => {
  it('passes within the terms', () => expect(() => proposeDecision(award, ready)).not.toThrow());

  it.each([
    ['a cent too much', { ...award, amountCents: toCents(100_000_01) }, ready, 'decision.amount-out-of-terms'],
    ['a cent too little', { ...award, amountCents: toCents(9_999_99) }, ready, 'decision.amount-out-of-terms'],
    ['no amount', { ...award, amountCents: null }, ready, 'decision.amount-missing'],
    ['an amount for a refusal', { ...award, kind: 'refusal' as const, motivation: 'x' }, ready, 'decision.amount-for-awards-only'],
    ['a refusal that says nothing', { ...award, kind: 'refusal' as const, amountCents: null, motivation: '  ' }, ready, 'decision.refusal-without-motivation'],
    ['a reserve without rank', { ...award, kind: 'reserve' as const, amountCents: null }, ready, 'decision.reserve-rank-for-reserve-only'],
    ['a rank zero', { ...award, kind: 'reserve' as const, amountCents: null, reserveRank: 0 }, ready, 'decision.reserve-rank-not-positive'],
    ['no ranking', award, { ...ready, ranking: undefined }, 'decision.no-frozen-ranking'],
    ['a dossier below a threshold', award, { ...ready, ranking: { rank: null } }, 'decision.dossier-eliminated'],
    ['a dossier not reviewed', award, { ...ready, state: 'eligible' as const }, 'decision.dossier-not-ready'],
    ['ineligible, on an eligible dossier', { ...award, kind: 'ineligible' as const, amountCents: null }, ready, 'decision.dossier-not-ready'],
    ['a confirmed decision there', award, { ...ready, current: { kind: 'refusal' as const, state: 'confirmed' as const } }, 'decision.already-taken'],
    ['a released refusal there', award, { ...ready, current: { kind: 'refusal' as const, state: 'released' as const } }, 'decision.already-taken'],
  ])('is refused with %s', (_, proposal, facts, code) => {
    expect(() => proposeDecision(proposal, facts)).toThrow(expect.objectContaining({ code }));
  });

  it('replaces a proposal, and lifts a dossier from the reserve list', () => {
    expect(() => proposeDecision(award, { ...ready, current: { kind: 'refusal', state: 'proposed' } })).not.toThrow();
    expect(() => proposeDecision(award, { ...ready, state: 'reserve', current: { kind: 'reserve', state: 'released' } })).not.toThrow();
  });
});

describe('a confirmation', () => {
  const signatory = { userId: 'signatory', name: 'Camille Fictive', quality: 'Sous-directrice' };
  const proposed = { state: 'proposed' as const, kind: 'award' as const, proposedBy: 'chair', supersededAt: null };

  it('counts for the day in Paris', () => {
    expect(confirmDecision(proposed, 'under-review', signatory, new Date('2023-12-31T23:30:00Z'))).toMatchObject({ state: 'confirmed', decidedOn: '2024-01-01', signatoryQuality: 'Sous-directrice' });
  });

  it('needs another person, the first time, on a dossier that is still there', () => {
    expect(() => confirmDecision(proposed, 'under-review', { ...signatory, userId: 'chair' }, at)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'decision.confirm-needs-another-person' }));
    expect(() => confirmDecision(proposed, 'under-review', { ...signatory, quality: null }, at)).toThrow(expect.objectContaining({ code: 'decision.signatory-without-quality' }));
    expect(() => confirmDecision({ ...proposed, state: 'confirmed' }, 'under-review', signatory, at)).toThrow(expect.objectContaining({ kind: 'conflict', code: 'decision.cannot-confirm' }));
    expect(() => confirmDecision(proposed, 'withdrawn', signatory, at)).toThrow(expect.objectContaining({ code: 'decision.dossier-not-ready' }));
    expect(() => confirmDecision({ ...proposed, supersededAt: at }, 'under-review', signatory, at)).toThrow(expect.objectContaining({ code: 'decision.superseded' }));
  });
});

describe('a release', () => {
  const confirmed = { state: 'confirmed' as const, releaseOn: '2023-10-17', supersededAt: null };

  it('waits for midnight in Paris and for the letter', () => {
    expect(() => releaseDecision(confirmed, true, 's', new Date('2023-10-16T21:59:59Z'))).toThrow(expect.objectContaining({ code: 'decision.release-day-not-come' }));
    expect(releaseDecision(confirmed, true, 's', new Date('2023-10-16T22:00:00Z'))).toMatchObject({ state: 'released' });
    expect(() => releaseDecision(confirmed, false, 's', at)).toThrow(expect.objectContaining({ code: 'decision.letter-not-made' }));
  });

  it('leaves two months to appeal, three overseas', () => {
    expect(appealLastDay('2023-10-17', false)).toBe('2023-12-18');
    expect(appealLastDay('2023-10-17', true)).toBe('2024-01-18');
  });
});
