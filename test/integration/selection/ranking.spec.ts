import type { Actor } from '#domain/identity/actor.js';
import type { Marks } from '#domain/reviews/score.rules.js';
import { DecisionService } from '#features/decisions/decision.service.js';
import { ProposalService } from '#features/decisions/proposal.service.js';
import { AssignmentService } from '#features/reviews/assignment.service.js';
import { RankingQueries } from '#features/selection/ranking.queries.js';
import { RankingService } from '#features/selection/ranking.service.js';
import { Transactions } from '#platform/database/transactions.js';
import { at, marks, reviewedCall, type ReviewedCall } from '../reviews/reviewed-call.js';

let call: ReviewedCall;
let reviewers: Actor[];
let chair: Actor;

beforeEach(async () => {
  call = await reviewedCall();
  reviewers = [await call.person(['national-reviewer']), await call.person(['national-reviewer'])];
  chair = await call.person(['chair']);
});
afterEach(() => call.close());

const service = () => call.module.get(RankingService);
const live = (actor: Actor) => call.module.get(RankingQueries).live(actor, call.callId);
const freeze = (order: string[] = [], actor: Actor = chair) => service().freeze(actor, call.callId, null, order, at);
const latest = (dossier: string) => call.module.get(Transactions).run((tx) => service().latestRank(tx, dossier));
const refused = (code: string) => expect.objectContaining({ code }) as unknown;

/** A dossier with a sent review for each marks given, by one reviewer after the other. */
async function reviewed(...given: Marks[]): Promise<string> {
  const dossier = await call.dossier();
  for (const [index, one] of given.entries()) await call.review(reviewers[index]!, await call.assign(dossier, reviewers[index]!), one);
  return dossier;
}

describe('the live ranking', () => {
  it('orders by exact means, breaks ties by the call\'s rule, puts the eliminated last, and draws the envelope\'s line', async () => {
    const eliminated = await reviewed(marks(1, 5), marks(2, 5)); // mean mark 1.5 under the threshold of 2
    const third = await reviewed(marks(3, 3), marks(3, 3));
    const best = await reviewed(marks(5, 5), marks(5, null));
    const second = await reviewed(marks(5, 0), marks(3, 3)); // 6000, as the third, with more cooperation
    const { rows, ...view } = await live(chair);
    expect(rows.map(({ applicationId, rank }) => [applicationId, rank])).toEqual([[best, 1], [second, 2], [third, 3], [eliminated, null]]);
    expect(rows[1]).toMatchObject({ mean: { numerator: 6000, denominator: 1, rounded: 6000 }, spread: 0, reviewCount: 2, scores: [6000, 6000], tied: false });
    expect(rows[0]!.criteria).toEqual([{ key: 'cooperation', mean: { numerator: 5, denominator: 1, rounded: 500 } }, { key: 'territory', mean: { numerator: 5, denominator: 1, rounded: 500 } }]);
    expect(rows.map(({ cumulatedCents, withinEnvelope }) => [cumulatedCents, withinEnvelope])).toEqual([[10_000_000, true], [20_000_000, true], [30_000_000, false], [null, false]]);
    expect(rows[3]!.belowThreshold).toEqual(['cooperation']);
    expect(view).toMatchObject({ complete: true, availableCents: 20_000_000, ties: [], unranked: [], frozen: null, canFreeze: true });
  });

  it('a refusal that was confirmed costs the envelope nothing more, whatever the dossier says until its letter leaves', async () => {
    const [first, second] = [await reviewed(marks(5, 5)), await reviewed(marks(4, 4))];
    await freeze();
    const decisions = call.module.get(DecisionService);
    const id = await call.module.get(ProposalService).propose(chair, first, { kind: 'refusal', amountCents: null, reserveRank: null, motivation: 'Trop cher.', releaseOn: '2023-12-01' }, at);
    const line = async () => (await live(chair)).rows.map(({ applicationId, state, cumulatedCents }) => [applicationId, state, cumulatedCents]);
    expect(await line()).toEqual([[first, 'under-review', 10_000_000], [second, 'under-review', 20_000_000]]);
    const signatory = await call.person(['signatory']);
    await call.app.query(`update users set quality = 'Sous-directrice' where id = $1`, [signatory.userId]);
    await decisions.confirm(signatory, id, at);
    expect(await line()).toEqual([[first, 'under-review', null], [second, 'under-review', 10_000_000]]);
  });

  it('leaves out what is not reviewed to the end: a draft is no zero', async () => {
    const ranked = await reviewed(marks(4, 4));
    const pending = await reviewed(marks(5, 5));
    await call.assign(pending, reviewers[1]!);
    const untouched = await call.dossier();
    expect(await live(chair)).toMatchObject({ complete: false, rows: [{ applicationId: ranked }] });
    expect((await live(chair)).unranked.map(({ applicationId }) => applicationId).sort()).toEqual([pending, untouched].sort());
    await expect(freeze()).rejects.toEqual(refused('ranking.reviews-missing'));
  });

  it('counts no review of somebody with a declared link, and hides their dossiers from linked readers', async () => {
    const dossier = await reviewed(marks(5, 5), marks(3, 3));
    await call.module.get(AssignmentService).declareConflict(call.officer, dossier, reviewers[0]!.userId, 'family', at);
    expect(await live(chair)).toMatchObject({ complete: true, rows: [{ mean: { rounded: 6000 }, reviewCount: 1 }] });
    await call.module.get(AssignmentService).declareConflict(chair, dossier, chair.userId, 'member', at);
    expect(await live(chair)).toMatchObject({ rows: [] });
  });

  it('is for those who prepare, take, sign or audit', async () => {
    await reviewed(marks(4, 4));
    for (const role of ['officer', 'committee-member', 'session-secretary', 'signatory', 'auditor'] as const) {
      const reader = await call.person([role]);
      expect(await live(reader)).toMatchObject({ complete: true, canFreeze: role === 'session-secretary' });
    }
    for (const role of ['applicant', 'national-reviewer', 'publisher', 'administrator', 'executor'] as const) await expect(live(await call.person([role]))).rejects.toEqual(refused('call.not-found'));
    await expect(freeze([], await call.person(['officer']))).rejects.toEqual(refused('ranking.freeze-not-yours'));
    await expect(freeze([], await call.person(['applicant']))).rejects.toEqual(refused('call.not-found'));
  });
});

describe('freezing', () => {
  it('wants the committee\'s word on ties, and keeps what it said', async () => {
    const one = await reviewed(marks(4, 4));
    const two = await reviewed(marks(4, 4));
    const last = await reviewed(marks(3, 3));
    const out = await reviewed(marks(1, 1));
    expect(await live(chair)).toMatchObject({ ties: [[one, two]], rows: [{ rank: 1, tied: true }, { rank: 1, tied: true }, { rank: 3 }, { rank: null }] });
    await expect(freeze()).rejects.toEqual(refused('ranking.ties-unresolved'));
    await expect(freeze([two, one, last])).rejects.toEqual(refused('ranking.order-not-a-tie'));
    const frozen = await freeze([two, one]);
    expect(frozen.ordinal).toBe(1);
    expect(await latest(two)).toEqual({ rankingId: frozen.id, ordinal: 1, rank: 1, belowThreshold: [] });
    expect(await latest(one)).toMatchObject({ rank: 2 });
    expect(await latest(last)).toMatchObject({ rank: 3 });
    expect(await latest(out)).toMatchObject({ rank: null, belowThreshold: ['cooperation'] });
    expect(await latest(call.callId)).toBeUndefined();
    expect((await call.eventsOf('call', call.callId)).at(-1)).toBe('ranking.frozen');
    expect(await live(chair)).toMatchObject({ frozen: { id: frozen.id, ordinal: 1 }, rows: [{ frozenRank: 2 }, { frozenRank: 1 }, { frozenRank: 3 }, { frozenRank: null }] });
    expect(await freeze([one, two])).toMatchObject({ ordinal: 2 });
    expect(await latest(one)).toMatchObject({ ordinal: 2, rank: 1 });
  });

  it('is not ordered by somebody with a link', async () => {
    const tied = [await reviewed(marks(4, 4)), await reviewed(marks(4, 4))];
    await call.module.get(AssignmentService).declareConflict(chair, tied[0]!, chair.userId, 'member', at);
    await expect(freeze(tied)).rejects.toEqual(refused('ranking.order-conflicted'));
    expect(await freeze(tied, await call.person(['session-secretary']))).toMatchObject({ ordinal: 1 });
  });

  it('refuses an empty call; of many at once each gives a ranking of its own or a conflict, never one ordinal twice', async () => {
    await expect(freeze()).rejects.toEqual(refused('ranking.nothing-to-rank'));
    await reviewed(marks(4, 4));
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => freeze()));
    const kept = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.ordinal] : []));
    expect(new Set(kept).size).toBe(kept.length);
    const refusals: unknown[] = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toEqual(refusals.map(() => refused('ranking.frozen-meanwhile')));
  });

  it('stays: the application may not change a row', async () => {
    await reviewed(marks(4, 4));
    await freeze();
    for (const statement of [`update ranking_rows set rank = 7`, `update rankings set ordinal = 9`, `delete from ranking_rows`, `delete from rankings`]) {
      await expect(call.app.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
