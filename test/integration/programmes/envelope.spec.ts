import type { TestingModule } from '@nestjs/testing';
import type pg from 'pg';
import type { Actor } from '#domain/identity/actor.js';
import type { MoneyLine } from '#domain/programmes/ledger.rules.js';
import { EnvelopeQueries } from '#features/programmes/envelope.queries.js';
import { EnvelopeService } from '#features/programmes/envelope.service.js';
import { RoadmapQueries } from '#features/programmes/roadmap.queries.js';
import { RoadmapService } from '#features/programmes/roadmap.service.js';
import { appPool, at, euros, person, programmes } from './programmes-fixture.js';

let module: TestingModule;
let app: pg.Pool;
let officer: Actor;
let approver: Actor;
let both: Actor;
let applicant: Actor;

beforeAll(async () => {
  module = await programmes();
  app = appPool();
  officer = await person(app, 'officer');
  approver = await person(app, 'budget-approver');
  both = await person(app, 'officer', 'budget-approver');
  applicant = await person(app, 'applicant');
});
afterAll(async () => {
  await module.close();
  await app.end();
});

const round2023: MoneyLine[] = [
  { nature: 'ae', year: 2023, amountCents: euros(1_500_000) },
  { nature: 'cp', year: 2023, amountCents: euros(900_000) },
  { nature: 'cp', year: 2024, amountCents: euros(600_000) },
];
const title = { title: 'AMI PTCE 2023', programmeCode: '305', actionCode: '04' };
const service = () => module.get(EnvelopeService);
const queries = () => module.get(EnvelopeQueries);
const eventsOf = async (id: string): Promise<string[]> =>
  (await app.query<{ name: string }>(`select name from events where subject_type = 'envelope' and subject_id = $1 order by seq`, [id])).rows.map(({ name }) => name);

it('opens with its money once a second person confirms, and not before', async () => {
  const id = await service().propose(officer, title, round2023, at);
  expect(await queries().one(officer, id)).toMatchObject({ state: 'proposed', figures: { ae: { authorised: 0, available: 0 }, cp: {} } });
  await service().confirm(approver, id, at);
  expect(await queries().one(officer, id)).toMatchObject({
    state: 'open',
    aeAuthorisedCents: 150_000_000,
    figures: {
      ae: { authorised: 150_000_000, reserved: 0, committed: 0, available: 150_000_000 },
      aeByYear: { '2023': { authorised: 150_000_000 } },
      cp: {
        '2023': { authorised: 90_000_000, planned: 0, ordered: 0, paid: 0, available: 90_000_000 },
        '2024': { authorised: 60_000_000, available: 60_000_000 },
      },
    },
    movements: [{ kind: 'open', state: 'confirmed', lines: round2023 }],
  });
  await expect(service().confirm(approver, id, at)).rejects.toMatchObject({ kind: 'conflict', code: 'envelope.cannot-confirm' });
  expect(await eventsOf(id)).toEqual(['envelope.proposed', 'envelope.opened']);
});

it('is not confirmed by the one who proposed it, nor by people without the right', async () => {
  const id = await service().propose(both, title, round2023, at);
  await expect(service().confirm(both, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'envelope.second-person-required' });
  await expect(service().confirm(officer, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'envelope.confirm-not-yours' });
  await expect(service().confirm(applicant, id, at)).rejects.toMatchObject({ kind: 'not-found', code: 'envelope.not-found' });
  await expect(service().propose(approver, title, round2023, at)).rejects.toMatchObject({ code: 'envelope.propose-not-yours' });
  await expect(app.query(`update envelopes set state = 'open', confirmed_by = proposed_by, confirmed_at = now() where id = $1`, [id])).rejects.toMatchObject({
    code: '23514',
    constraint: 'envelopes_second_person',
  });
  await expect(app.query(`update envelopes set state = 'open' where id = $1`, [id])).rejects.toMatchObject({ constraint: 'envelopes_open_when_confirmed' });
  await expect(
    app.query(`update envelope_movements set state = 'confirmed', confirmed_by = proposed_by, confirmed_at = now() where envelope_id = $1`, [id]),
  ).rejects.toMatchObject({ constraint: 'envelope_movements_second_person' });
});

it('opens once when two approvers press at once', async () => {
  const other = await person(app, 'budget-approver');
  const id = await service().propose(officer, title, round2023, at);
  const outcomes = await Promise.allSettled([service().confirm(approver, id, at), service().confirm(other, id, at)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await queries().one(officer, id)).aeAuthorisedCents).toBe(150_000_000);
});

it('is topped up by two people, once it is open', async () => {
  const id = await service().propose(officer, title, round2023, at);
  const more: MoneyLine[] = [{ nature: 'ae', year: 2024, amountCents: euros(200_000) }];
  await expect(service().proposeTopUp(officer, id, more, at)).rejects.toMatchObject({ code: 'envelope.not-open' });
  await service().confirm(approver, id, at);
  const topUp = await service().proposeTopUp(both, id, more, at);
  await expect(service().confirmTopUp(both, topUp, at)).rejects.toMatchObject({ code: 'top-up.second-person-required' });
  await expect(service().confirmTopUp(applicant, topUp, at)).rejects.toMatchObject({ code: 'top-up.not-found' });
  expect(await service().confirmTopUp(approver, topUp, at)).toBe(id);
  await expect(service().confirmTopUp(approver, topUp, at)).rejects.toMatchObject({ code: 'top-up.cannot-confirm' });
  const { figures } = await queries().one(officer, id);
  expect(figures.ae.authorised).toBe(170_000_000);
  expect(figures.aeByYear['2024']).toEqual({ authorised: 20_000_000, reserved: 0, committed: 0, available: 20_000_000 });

  const first = await queries().transfersOf(officer, id, { limit: 3 });
  expect(first.items.map(({ kind, nature, toYear, amountCents }) => [kind, nature, toYear, amountCents])).toEqual([
    ['top-up', 'ae', 2024, 20_000_000],
    ['open', 'cp', 2024, 60_000_000],
    ['open', 'cp', 2023, 90_000_000],
  ]);
  const rest = await queries().transfersOf(officer, id, { limit: 3, after: first.next! });
  expect(rest).toMatchObject({ items: [{ kind: 'open', nature: 'ae', event: 'envelope.opened', person: 'Camille Fictive' }], next: null });
  expect((await queries().transfersOf(officer, id, { limit: 3, nature: 'cp', year: 2024, bucket: 'available' })).items).toHaveLength(1);
});

it('shows a scoped grant its own envelope only', async () => {
  const [mine, others] = [await service().propose(officer, title, round2023, at), await service().propose(officer, title, round2023, at)];
  const scoped: Actor = { userId: approver.userId, grants: [{ role: 'budget-approver', scope: { envelopeId: mine } }] };
  expect((await queries().list(scoped, { limit: 50 })).items.map(({ id }) => id)).toEqual([mine]);
  await expect(queries().one(scoped, others)).rejects.toMatchObject({ code: 'envelope.not-found' });
  await expect(queries().transfersOf(scoped, others, { limit: 1 })).rejects.toMatchObject({ code: 'envelope.not-found' });
  await expect(service().confirm(scoped, others, at)).rejects.toMatchObject({ code: 'envelope.not-found' });
  await expect(queries().list(applicant, { limit: 50 })).rejects.toMatchObject({ code: 'envelope.list-not-yours' });
});

it('lists by title as French sorts, found without accents, page by page', async () => {
  for (const name of ['Zone rurale', 'Économie circulaire', 'eau', 'École']) await service().propose(officer, { ...title, title: `Tri ${name}` }, round2023, at);
  const first = await queries().list(officer, { limit: 3, search: 'TRI ' });
  const rest = await queries().list(officer, { limit: 3, search: 'TRI ', after: first.next! });
  expect([...first.items, ...rest.items].map((one) => one.title)).toEqual(['Tri eau', 'Tri École', 'Tri Économie circulaire', 'Tri Zone rurale']);
  expect((await queries().list(officer, { limit: 5, search: 'economie' })).items).toHaveLength(1);
});

it('refuses lines without sense', async () => {
  const line = round2023[0]!;
  for (const [lines, code] of [
    [[], 'envelope.no-lines'],
    [[line, line], 'envelope.line-twice'],
    [[{ ...line, amountCents: euros(0) }], 'envelope.amount-not-positive'],
    [[{ ...line, year: 1999 }], 'year.out-of-range'],
  ] as const) {
    await expect(service().propose(officer, title, lines, at)).rejects.toMatchObject({ kind: 'invalid-input', code });
  }
});

it('reads back the roadmap as it was entered, year by year', async () => {
  const amounts = (millions: number) => [2024, 2025, 2026].map((year) => ({ year, amountCents: euros(millions * 1_000_000) }));
  const lines = [
    { label: 'Création et structuration de nouveaux pôles', amounts: amounts(1) },
    { label: 'Changement d’échelle de quinze pôles', amounts: amounts(1.5) },
  ];
  const id = await module.get(RoadmapService).create(officer, { title: 'Feuille de route', announcedOn: '2023-11-06', lines }, at);
  expect(await module.get(RoadmapQueries).one(approver, id)).toEqual({
    id,
    title: 'Feuille de route',
    themes: [],
    funding: [],
    envelopes: [],
    announcedOn: '2023-11-06',
    firstYear: 2024,
    lastYear: 2026,
    totalCents: 750_000_000,
    years: [2024, 2025, 2026].map((year) => ({ year, amountCents: 250_000_000 })),
    lines,
  });
  expect((await module.get(RoadmapQueries).list(officer, { limit: 1 })).items).toMatchObject([{ id, totalCents: 750_000_000 }]);
  await expect(module.get(RoadmapService).create(approver, { title: 'x', announcedOn: '2023-11-06', lines }, at)).rejects.toMatchObject({ code: 'roadmap.create-not-yours' });
  await expect(module.get(RoadmapQueries).one(applicant, id)).rejects.toMatchObject({ code: 'roadmap.not-found' });
});
