import type { Actor } from '#domain/identity/actor.js';
import type { Track } from '#domain/calls/track.rules.js';
import { toCents } from '#domain/shared/money.js';
import { DecisionService } from '#features/decisions/decision.service.js';
import { ProposalService } from '#features/decisions/proposal.service.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { RankingQueries } from '#features/selection/ranking.queries.js';
import { RankingService } from '#features/selection/ranking.service.js';
import { at, marks, reviewedCall, type ReviewedCall } from '../reviews/reviewed-call.js';

const track = (key: string, support: Track['support'], cents: number, envelopeId: string | null): Track => ({
  key, title: key, support, envelopeId, minCents: toCents(cents), maxCents: toCents(cents), durationMonths: 12, laureatesExpected: null, repaidOverMonths: support === 'loan' ? 12 : null, requiresTrack: null,
});

let call: ReviewedCall;
let loans: string;
let chair: Actor;
let reviewer: Actor;
const ids: Record<string, string> = {};
beforeAll(async () => {
  call = await reviewedCall((envelopeId) => {
    loans = envelopeId;
    return [track('aide', 'cash', 10_000_000, null), track('petite', 'cash', 5_000_000, null), track('pret', 'loan', 3_000_000, envelopeId)];
  });
  chair = await call.person(['chair']);
  reviewer = await call.person(['national-reviewer']);
  for (const [key, of, mark] of [['a1', 'aide', 5], ['b1', 'petite', 4], ['a2', 'aide', 3], ['p1', 'pret', 5], ['p2', 'pret', 4]] as const) {
    ids[key] = await call.dossier('eligible', of);
    await call.review(reviewer, await call.assign(ids[key], reviewer), marks(mark, 3));
  }
});
afterAll(() => call?.close());

const live = (envelopeId: string | null = null) => call.module.get(RankingQueries).live(chair, call.callId, envelopeId);
const named = (id: string): string => Object.keys(ids).find((key) => ids[key] === id)!;

it('those who draw on one envelope compete, each for its own amount; another envelope has its own ranking and line', async () => {
  const first = await live();
  expect(first.envelopes.map(({ tracks }) => tracks)).toEqual([['aide', 'petite'], ['pret']]);
  expect(first.rows.map(({ applicationId, rank, amountCents, cumulatedCents, withinEnvelope, trackTitle }) => [named(applicationId), rank, amountCents, cumulatedCents, withinEnvelope, trackTitle])).toEqual([
    ['a1', 1, 10_000_000, 10_000_000, true, 'aide'],
    ['b1', 2, 5_000_000, 15_000_000, true, 'petite'],
    ['a2', 3, 10_000_000, 25_000_000, false, 'aide'],
  ]);
  expect([first.availableCents, first.bounds]).toEqual([20_000_000, null]);
  const second = await live(loans);
  expect(second.rows.map(({ applicationId, rank, cumulatedCents, withinEnvelope }) => [named(applicationId), rank, cumulatedCents, withinEnvelope])).toEqual([['p1', 1, 3_000_000, true], ['p2', 2, 6_000_000, false]]);
  expect([second.availableCents, second.bounds]).toEqual([5_000_000, { minCents: 3_000_000, maxCents: 3_000_000 }]);
  await expect(live(call.callId)).rejects.toMatchObject({ code: 'envelope.not-found' });
});

it('a decision stands on the ranking of its own envelope, and its money comes from there', async () => {
  const decisions = call.module.get(DecisionService);
  const propose = (key: string, amountCents: number) =>
    call.module.get(ProposalService).propose(chair, ids[key]!, { kind: 'award', amountCents: toCents(amountCents), reserveRank: null, motivation: '', releaseOn: '2023-12-01' }, at);
  await call.module.get(RankingService).freeze(chair, call.callId, null, [], at);
  await expect(propose('p1', 3_000_000)).rejects.toMatchObject({ code: 'decision.no-frozen-ranking' });
  await expect(call.module.get(RankingService).freeze(chair, call.callId, call.callId, [], at)).rejects.toMatchObject({ code: 'envelope.not-found' });
  await call.module.get(RankingService).freeze(chair, call.callId, loans, [], at);
  expect((await live()).frozen).toMatchObject({ ordinal: 1 });
  expect((await live(loans)).rows.map(({ frozenRank }) => frozenRank)).toEqual([1, 2]);
  await expect(propose('p1', 3_000_001)).rejects.toMatchObject({ code: 'decision.amount-out-of-terms' });
  const id = await propose('p1', 3_000_000);
  const signatory = await call.person(['signatory']);
  await call.app.query(`update users set quality = 'Sous-directrice' where id = $1`, [signatory.userId]);
  await decisions.confirm(signatory, id, at);
  const figures = await call.module.get(LedgerQueries).figures(loans);
  expect([figures.ae.committed, figures.cp['2023']!.planned]).toEqual([3_000_000, 3_000_000]);
  expect((await live()).availableCents).toBe(20_000_000);
  const second = await propose('p2', 3_000_000);
  await expect(decisions.confirm(signatory, second, at)).rejects.toMatchObject({ code: 'envelope.exhausted', params: { envelopeId: loans } });
});

it('committed in another envelope than its track’s, an award is refused at the end of its transaction', async () => {
  const client = await call.owner.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(`select id from decisions where state = 'confirmed'`);
    await client.query('alter table call_tracks disable trigger user');
    await client.query(`update call_tracks set envelope_id = null where call_id = $1 and key = 'pret'`, [call.callId]);
    await client.query(`alter table decisions disable trigger decision_guard`);
    await client.query(`update decisions set state = 'confirmed' where id = $1`, [rows[0]!.id]);
    await expect(client.query('set constraints all immediate')).rejects.toMatchObject({ code: '23514', constraint: 'decisions_award_committed' });
  } finally {
    await client.query('rollback');
    client.release();
  }
});
