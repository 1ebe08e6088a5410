import { readFileSync } from 'node:fs';
import path from 'node:path';
import { costsOf, loanRepayments, postPayments, type Track } from '#domain/calls/track.rules.js';
import { toCents } from '#domain/shared/money.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { form, rubric } from '../../support/open-call.js';

interface Round {
  id: string;
  instrument: 'AAP' | 'AMI';
  title: string;
  funders?: string[];
  operator?: string;
  openedOn: string | null;
  closedAt: string | null;
  envelopeCents: number;
  laureates?: number;
  targetInitiatives?: number;
  perLaureateCents?: { min: number; max: number };
  durationMonths?: number;
  priorities?: string[];
  support?: { kind: 'post' | 'loan'; perYearCents?: number; years?: number; minCents?: number; maxCents?: number; repaidOverYears?: number }[];
}
interface Facts {
  rounds: Round[];
  roadmap: { announcedOn: string; perYearCents: number; lines: { label: string; cents: number }[]; themes: string[] };
}
/** Public facts of the rounds; null where nothing was published. */
const { rounds, roadmap } = JSON.parse(readFileSync(path.join(process.cwd(), 'test/integration/calls/rounds.json'), 'utf8')) as Facts;

let api: TestApi;
let officer: Caller;
let publisher: Caller;
let budget: Caller;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2013-07-01T10:00:00Z');
  officer = await api.signIn('Odile Officière', 'officer');
  publisher = await api.signIn('Paul Publieur', 'publisher');
  budget = await api.signIn('Basile Budget', 'budget-approver');
});
afterAll(() => api?.close());

const made = async (by: Caller, route: string, body: object): Promise<string> => expectStatus<{ id: string }>(await by.call('post', route, body), 201).id;
const got = async <T>(by: Caller, route: string): Promise<T> => expectStatus<T>(await by.call('get', route), 200);

interface Line {
  nature: 'ae' | 'cp';
  year: number;
  amountCents: number;
  funder?: string;
}
async function openEnvelope(title: string, lines: Line[], roadmapId?: string): Promise<string> {
  const id = await made(officer, '/api/envelopes', { title, lines, ...(roadmapId === undefined ? {} : { roadmapId }) });
  expectStatus(await budget.call('post', `/api/envelopes/${id}/confirm`), 200);
  return id;
}

const yearOf = ({ id }: Round): number => Number(/\d{4}/.exec(id)![0]);
/** The zones of the decree that the words of a round name. */
const zones: Record<string, string> = { rural: 'rural', QPV: 'qpv' };

const tracksOf = ({ support = [], targetInitiatives }: Round): Omit<Track, 'minCents' | 'maxCents'>[] =>
  support.map((one) => ({
    key: one.kind === 'post' ? 'poste' : 'pret',
    title: one.kind === 'post' ? 'Poste' : 'Prêt à taux zéro',
    support: one.kind,
    envelopeId: null,
    minCents: one.perYearCents ?? one.minCents!,
    maxCents: one.perYearCents ?? one.maxCents!,
    durationMonths: (one.years ?? one.repaidOverYears!) * 12,
    laureatesExpected: one.kind === 'post' ? (targetInitiatives ?? null) : null,
    repaidOverMonths: one.kind === 'loan' ? one.repaidOverYears! * 12 : null,
    requiresTrack: one.kind === 'loan' ? 'poste' : null,
  }));

/** What was not published is entered as the widest that the envelope allows, and dates that are not known as no period at all. */
const draftOf = (round: Round, envelopeId: string) => ({
  code: round.id.toUpperCase().slice(0, 24),
  title: round.title,
  instrument: round.instrument,
  summary: round.operator === undefined ? 'Un appel passé.' : `Un appel passé, payé par ${round.operator}.`,
  envelopeId,
  authority: 'Ministère fictif',
  compositionProfile: 'loose',
  tieBreak: [],
  awardTerms: {
    support: 'cash',
    minCents: round.perLaureateCents?.min ?? 100,
    maxCents: round.perLaureateCents?.max ?? round.envelopeCents,
    durationMonths: round.durationMonths ?? 36,
    laureatesExpected: round.laureates ?? round.targetInitiatives ?? 1,
    instalments: [{ key: 'all', label: 'Versement', sharePercent: 100, trigger: 'signature', paymentDays: 60, yearOffset: 0 }],
  },
  phases: round.openedOn === null || round.closedAt === null ? [] : [{ title: 'Dépôt des dossiers', opensAt: `${round.openedOn}T00:00:00Z`, closesAt: new Date(Date.parse(round.closedAt) + 60_000).toISOString() }],
  zonings: (round.priorities ?? []).map((one) => zones[one]!),
  tracks: tracksOf(round),
});

/** In the order in which they opened: the clock only goes forward. */
const inOrder = [...rounds].sort((a, b) => ((a.openedOn ?? '9') < (b.openedOn ?? '9') ? -1 : 1));

it.each(inOrder.map((round) => [round.id, round] as const))('%s is entered over the API, published where its dates are known, and read back', async (_, round) => {
  const year = yearOf(round);
  const funder = round.funders?.join(' et ') ?? round.operator;
  const envelopeId = await openEnvelope(round.title, (['ae', 'cp'] as const).map((nature) => ({ nature, year, amountCents: round.envelopeCents, ...(funder === undefined ? {} : { funder }) })));
  const draft = draftOf(round, envelopeId);
  const id = await made(officer, '/api/calls', draft);
  expectStatus(await officer.call('put', `/api/calls/${id}/form`, { version: 1, definition: form }), 200);
  expectStatus(await officer.call('put', `/api/calls/${id}/rubric`, { version: 2, definition: rubric }), 200);
  if (draft.phases.length > 0) {
    const { rows } = await api.sql.query<{ now: Date }>(`select essaim_now() as now`);
    const opening = new Date(draft.phases[0]!.opensAt);
    if (rows[0]!.now < opening) await api.setClock(opening.toISOString());
    expectStatus(await publisher.call('post', `/api/calls/${id}/publish`), 200);
  }
  const read = await got<{ state: string; tracks: unknown[]; zonings: string[]; phases: { closesAt: string }[]; awardTerms: object }>(officer, `/api/calls/${id}`);
  expect(read).toMatchObject({ title: round.title, instrument: round.instrument, state: draft.phases.length > 0 ? 'published' : 'draft', awardTerms: draft.awardTerms, tracks: draft.tracks, zonings: draft.zonings });
  expect(read.phases.map(({ closesAt }) => Date.parse(closesAt) - 60_000)).toEqual(round.closedAt === null || round.openedOn === null ? [] : [Date.parse(round.closedAt)]);
  expect(await got(officer, `/api/envelopes/${envelopeId}`)).toMatchObject({ aeAuthorisedCents: round.envelopeCents, movements: [{ lines: [{ nature: 'ae', year, amountCents: round.envelopeCents, ...(funder === undefined ? {} : { funder }) }, { nature: 'cp' }] }] });
});

it('the fund of 3 M€ does not pay 200 posts for three years, and the call says so', async () => {
  const fund = rounds.find(({ id }) => id === 'ptca-2019-2021')!;
  const { items } = await got<{ items: { id: string; code: string }[] }>(officer, '/api/calls');
  const { envelopeId, tracks } = await got<{ envelopeId: string; tracks: Track[] }>(officer, `/api/calls/${items.find(({ code }) => code === 'PTCA-2019-2021')!.id}`);
  const { aeAuthorisedCents } = await got<{ aeAuthorisedCents: number }>(officer, `/api/envelopes/${envelopeId}`);
  const [cost] = costsOf(tracks, envelopeId, new Map([[envelopeId, toCents(aeAuthorisedCents)]]));
  expect(cost).toEqual({ envelopeId, costCents: 429_840_000, authorisedCents: fund.envelopeCents, missingCents: 129_840_000, affordable: { key: 'poste', laureates: 139 } });
  expect(postPayments(tracks[0]!, '2019-10-01')).toHaveLength(12);
  expect(loanRepayments(tracks[1]!.maxCents, tracks[1]!.repaidOverMonths!, '2019-10-01').reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(3_000_000);
});

it('the roadmap of 2.5 M€ a year is read back year by year, funder by funder', async () => {
  const years = [2024, 2025, 2026];
  const id = await made(officer, '/api/roadmaps', {
    title: 'Feuille de route des pôles',
    announcedOn: roadmap.announcedOn,
    themes: roadmap.themes,
    lines: roadmap.lines.map(({ label, cents }) => ({ label, amounts: years.map((year) => ({ year, amountCents: cents })) })),
  });
  const share = { 'Ministère A': 100_000_000, 'Ministère B': 90_000_000, 'Banque publique': 60_000_000 };
  const lines = years.flatMap((year) => Object.entries(share).flatMap(([funder, amountCents]) => (['ae', 'cp'] as const).map((nature) => ({ nature, year, amountCents, funder }))));
  const envelopeId = await openEnvelope('Pôles, 2024 à 2026', lines, id);
  const read = await got<{ years: unknown; themes: string[]; lines: { label: string }[]; funding: unknown[]; envelopes: unknown[] }>(officer, `/api/roadmaps/${id}`);
  expect(read.years).toEqual(years.map((year) => ({ year, amountCents: roadmap.perYearCents })));
  expect(read.themes).toEqual(roadmap.themes);
  expect(read.lines.map(({ label }) => label)).toEqual(roadmap.lines.map(({ label }) => label));
  expect(read.funding).toEqual(years.flatMap((year) => Object.entries(share).map(([funder, cents]) => ({ year, funder, aeCents: cents, cpCents: cents })).sort((a, b) => (a.funder < b.funder ? -1 : 1))));
  expect(read.envelopes).toEqual([{ id: envelopeId, title: 'Pôles, 2024 à 2026' }]);
  expect(await got(officer, `/api/envelopes/${envelopeId}`)).toMatchObject({ aeAuthorisedCents: 3 * roadmap.perYearCents, figures: { aeByYear: { '2025': { authorised: roadmap.perYearCents } } } });
  const twice = await officer.call('post', '/api/envelopes', { title: 'x', lines: [lines[0], lines[0]] });
  expect([twice.status, (twice.body as { code: string }).code]).toEqual([400, 'envelope.line-twice']);
  const nowhere = await officer.call('post', '/api/envelopes', { title: 'x', lines: [lines[0]], roadmapId: envelopeId });
  expect([nowhere.status, (nowhere.body as { code: string }).code]).toEqual([404, 'roadmap.not-found']);
});
