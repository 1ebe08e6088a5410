import { ResultQueries } from '#features/decisions/result.queries.js';
import { at, euros, openRound, type Round } from './round-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound();
});
afterAll(() => round.close());

const results = () => round.module.get(ResultQueries);
const nothing = { callId: expect.any(String), laureates: 0, totalCents: 0, publishedAt: null, regions: [] };

it('tells nobody anything before an award is released, then who, where and how much', async () => {
  const dossier = await round.dossier('under-review', '84');
  await round.dossier('under-review', '53');
  const id = await round.propose(dossier, { amountCents: euros(80_000) });
  expect(await results().of(round.callId)).toMatchObject(nothing);
  await round.decisions.confirm(round.people.signatory, id, at);
  await round.makeLetters();
  expect(await results().of(round.callId)).toMatchObject(nothing);
  expect((await results().laureates({ limit: 50 })).items).toEqual([]);
  expect((await results().list({ limit: 50 })).items).toEqual([]);

  await round.decisions.release(round.people.signatory, id, at);
  const published = { callId: round.callId, laureates: 1, totalCents: 8_000_000, publishedAt: at.toISOString() };
  expect(await results().of(round.callId)).toMatchObject({
    ...published,
    regions: [
      { regionCode: '53', received: 1, laureates: 0, totalCents: 0 },
      { regionCode: '84', received: 1, laureates: 1, totalCents: 8_000_000 },
    ],
  });
  expect((await results().list({ limit: 50 })).items).toMatchObject([published]);
  expect((await results().laureates({ callId: round.callId, limit: 50 })).items).toEqual([
    { id, callId: round.callId, callCode: 'AMI-2023', poleName: expect.stringContaining('Pôle fictif'), projectTitle: 'Une halle pour tous', regionCode: '84', amountCents: 8_000_000 },
  ]);
});

it('counts each dossier once, and what the sums say is what the list says', async () => {
  const reserve = await round.dossier('under-review', '01');
  await round.released(reserve, { kind: 'reserve', amountCents: null, reserveRank: 1 });
  const refused = await round.dossier('under-review', '01');
  await round.released(refused, { kind: 'refusal', amountCents: null, motivation: 'Un projet trop peu avancé.' });
  await round.released(reserve, { amountCents: euros(90_000) });
  const { laureates, totalCents, regions } = await results().of(round.callId);
  const first = await results().laureates({ callId: round.callId, limit: 1 });
  const second = await results().laureates({ callId: round.callId, limit: 1, after: first.next! });
  const all = [...first.items, ...second.items];
  expect([second.next, all.length]).toEqual([null, laureates]);
  expect(all.reduce((sum, one) => sum + one.amountCents, 0)).toBe(totalCents);
  for (const key of ['laureates', 'totalCents'] as const) expect(regions.reduce((sum, region) => sum + region[key], 0)).toBe({ laureates, totalCents }[key]);
  expect(regions.find(({ regionCode }) => regionCode === '01')).toEqual({ regionCode: '01', received: 2, laureates: 1, totalCents: 9_000_000 });
});

it('of a call that is not there, or not published, is not found', async () => {
  await expect(results().of('00000000-0000-7000-8000-00000000abed')).rejects.toMatchObject({ kind: 'not-found', code: 'call.not-found' });
});
