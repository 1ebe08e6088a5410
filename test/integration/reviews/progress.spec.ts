import type { Actor } from '#domain/identity/actor.js';
import { AssignmentService } from '#features/reviews/assignment.service.js';
import { dossierSorts, ProgressQueries, type DossierFilter, type DossierRow } from '#features/reviews/progress.queries.js';
import { marks, reviewedCall, type ReviewedCall } from './reviewed-call.js';

let call: ReviewedCall;
let first: Actor;
let second: Actor;
const ids: string[] = [];

/** Seven dossiers: one without reviewers, one with one, the others with two, of which one review is sent. */
beforeAll(async () => {
  call = await reviewedCall();
  first = await call.person(['national-reviewer']);
  second = await call.person(['national-reviewer']);
  for (let n = 0; n < 7; n++) ids.push(await call.dossier());
  for (const [index, id] of ids.entries()) {
    if (index > 0) await call.assign(id, first);
    if (index > 1) await call.assign(id, second);
  }
  await call.review(first, (await call.app.query<{ id: string }>(`select r.id from reviews r join assignments s on s.id = r.assignment_id where s.application_id = $1 and s.reviewer_id = $2`, [ids[6], first.userId])).rows[0]!.id, marks(4, 3));
});
afterAll(() => call.close());

const queries = () => call.module.get(ProgressQueries);

/** Every row, three at a time. */
async function all(filter: Partial<DossierFilter>, by: Actor = call.officer): Promise<DossierRow[]> {
  const rows: DossierRow[] = [];
  let after: string | undefined;
  do {
    const page = await queries().dossiers(by, call.callId, { limit: 3, ...filter, ...(after === undefined ? {} : { after }) });
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}
const idsOf = (rows: readonly DossierRow[]): string[] => rows.map(({ id }) => id);

it('counts dossiers by state and by reviewers, and reviews by day', async () => {
  const progress = await queries().ofCall(call.officer, call.callId);
  expect(progress.states.map(({ state, count }) => [state, count])).toEqual([
    ['eligible', 1],
    ['under-review', 6],
  ]);
  expect(progress.coverage).toEqual([
    { reviewers: 0, dossiers: 1 },
    { reviewers: 1, dossiers: 1 },
    { reviewers: 2, dossiers: 5 },
  ]);
  expect([progress.assigned, progress.final, progress.sentByDay.map(({ sent }) => sent)]).toEqual([11, 1, [1]]);
});

it.each(dossierSorts)('page after page by %s: each dossier once, in order', async (sort) => {
  const rows = await all({ sort });
  expect([...idsOf(rows)].sort()).toEqual([...ids].sort());
  const keys = rows.map((row) => (sort.includes('number') ? row.number : sort.includes('pole') ? row.poleName : (row.silenceOn ?? 'infinity')));
  const ordered = [...keys].sort((one, other) => one.localeCompare(other, 'fr'));
  expect(keys).toEqual(sort.startsWith('-') ? ordered.reverse() : ordered);
});

it('filters: state, gaps, words, SIREN', async () => {
  expect(idsOf(await all({ state: 'eligible' }))).toEqual([ids[0]]);
  expect(idsOf(await all({ fewerReviewersThan: 2, sort: 'number' })).sort()).toEqual([ids[0]!, ids[1]!].sort());
  const [one] = await all({ state: 'eligible' });
  expect(one).toMatchObject({ assigned: 0, final: 0, late: expect.any(Boolean) });
  expect(idsOf(await all({ search: one!.number }))).toEqual([ids[0]]);
  const { rows } = await call.app.query<{ siren: string }>(`select siren from poles p join applications a on a.pole_id = p.id where a.id = $1`, [ids[3]]);
  expect(idsOf(await all({ search: rows[0]!.siren }))).toEqual([ids[3]]);
  expect((await all({ state: 'under-review' })).find(({ id }) => id === ids[6])).toMatchObject({ assigned: 2, final: 1 });
});

it('is late once silence has become a refusal and no decision was released', async () => {
  await call.app.query(`update applications set silence_on = '2020-01-01' where id = $1`, [ids[2]]);
  await call.app.query(`update applications set silence_on = '2999-01-01' where id = any($1)`, [ids.filter((id) => id !== ids[2])]);
  expect(idsOf(await all({ late: true }))).toEqual([ids[2]]);
  expect((await all({ pending: true })).length).toBe(7);
  const { states } = await queries().ofCall(call.officer, call.callId);
  expect(states.find(({ state }) => state === 'under-review')).toMatchObject({ late: 1, nextSilenceOn: '2999-01-01' });
});

it('leaves out a dossier with which the reader has a declared link', async () => {
  const chair = await call.person(['chair']);
  await call.module.get(AssignmentService).declareConflict(chair, ids[5]!, chair.userId, 'family', new Date());
  expect(idsOf(await all({}, chair))).not.toContain(ids[5]);
  expect((await queries().ofCall(chair, call.callId)).states.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  expect(idsOf(await all({}))).toContain(ids[5]);
});
