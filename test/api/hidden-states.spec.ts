import { openApi as describeApi } from '#api/openapi.js';
import { LetterService } from '#features/decisions/letter.service.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { runJobs } from '../support/jobs.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';

/** What is ruled and that no decision has told its pole. */
const hidden = ['eligible', 'ineligible', 'under-review'] as const;
type Hidden = (typeof hidden)[number];
type Writer = 'applicant' | 'representative' | 'partner' | 'pole-reader';
const writers: readonly Writer[] = ['applicant', 'representative', 'partner', 'pole-reader'];

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const correction = { parts: ['project'], reason: 'Précisez le territoire', consequence: 'examined-as-is', dueAt: '2033-01-01T00:00:00Z' };

/** What is sent to every route that writes in a dossier; the last one takes it away. */
const routes: Record<string, { body?: object; headers?: Record<string, string> }> = {
  'PUT /api/applications/{id}': { body: { projectTitle: 'Un autre titre', prerequisiteDeclared: false, version: 3 } },
  'PUT /api/applications/{id}/sections/{key}': { body: { version: 1, answers: { summary: 'Coopérer', territory: 'Pays de Rennes' } } },
  'PUT /api/applications/{id}/members': { body: { version: 3, members: [] } },
  'POST /api/applications/{id}/submit': { body: { version: 4 } },
  'POST /api/applications/{id}/discard': {},
  'POST /api/applications/{id}/reopen': {},
  'POST /api/applications/{id}/certify': { body: { version: 3, quality: 'Présidente' } },
  'POST /api/applications/{id}/certification-requests': {},
  'POST /api/applications/{id}/uploads': { headers: { 'tus-resumable': '1.0.0', 'upload-length': '1000', 'upload-metadata': `filename ${encoded('plan.pdf')},field ${encoded('annexes')}` } },
  'POST /api/applications/{id}/messages': { body: { body: 'Bonjour' } },
  'POST /api/applications/{id}/messages/set-aside': {},
  'PUT /api/applications/{id}/presence': { body: { part: 'project' } },
  'PUT /api/applications/{id}/visit': {},
  'POST /api/applications/{id}/conflicts': { body: { basis: 'member', personId: '00000000-0000-7000-8000-00000000abed' } },
  'POST /api/applications/{id}/corrections': { body: correction },
  'POST /api/applications/{id}/prerequisite': { body: { validated: true } },
  'POST /api/applications/{id}/check-companies': {},
  'POST /api/applications/{id}/findings': { body: { findings: [{ condition: 'innovation', met: true, reason: '' }] } },
  'POST /api/applications/{id}/rule-eligibility': {},
  'POST /api/applications/{id}/withdraw': {},
};

let api: TestApi;
let call: OpenCall;
const dossiers = {} as Record<Hidden, Dossier & { people: Record<Writer, Caller> }>;

async function submitted(): Promise<Dossier & { people: Record<Writer, Caller> }> {
  const dossier = await completeDraft(api, call);
  const { id, poleId, applicant, version } = dossier;
  const representative = await api.signIn('Régine Représentante', { role: 'representative', scope: { poleId } });
  const partner = await api.signIn('Pascal Partenaire', { role: 'partner', scope: { poleId, applicationId: id } });
  const reader = await api.signIn('Léa Lectrice', { role: 'pole-reader', scope: { poleId } });
  expectStatus(await representative.call('post', `/api/applications/${id}/certify`, { version, quality: 'Présidente' }), 204);
  expectStatus(await applicant.call('post', `/api/applications/${id}/submit`, { version }), 200);
  return { ...dossier, people: { applicant, representative, partner, 'pole-reader': reader } };
}

async function rule({ id }: { id: string }, met: boolean): Promise<void> {
  const findings = ['innovation', 'territory', 'specification', 'not-already-funded'].map((condition) => ({ condition, met, reason: 'Vu dans le dossier.' }));
  expectStatus(await call.officer.call('post', `/api/applications/${id}/findings`, { findings }), 200);
  expectStatus(await call.officer.call('post', `/api/applications/${id}/rule-eligibility`), 200);
}

beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { certification: true });
  for (const state of hidden) {
    dossiers[state] = await submitted();
    await rule(dossiers[state], state !== 'ineligible');
  }
  const reviewer = await api.signIn('Rémi Relecteur', 'national-reviewer');
  expectStatus(await call.officer.call('post', '/api/assignments', { applicationId: dossiers['under-review'].id, reviewerId: reviewer.id, level: 'national' }), 201);
});
afterAll(() => api.close());

/** What an answer gives away: its status and, of a refusal, its code and what fills its sentence. */
async function answer(route: string, state: Hidden, writer: Writer): Promise<string> {
  const [method, path] = route.split(' ') as [string, string];
  const { id, people } = dossiers[state];
  const { body, headers } = routes[route]!;
  const { status, body: said } = await people[writer].call(method.toLowerCase() as 'post' | 'put', path.replace('{id}', id).replace('{key}', 'project'), body, headers);
  const { code, params } = said as { code?: string; params?: object };
  return status < 400 ? String(status) : `${status} ${code} ${JSON.stringify(params)}`;
}

it('the dossiers are what they are, and shown alike', async () => {
  const { rows } = await api.sql.query<{ state: string }>(`select state from unnest($1::uuid[]) with ordinality as one (id, n) join applications using (id) order by n`, [hidden.map((state) => dossiers[state].id)]);
  expect(rows.map(({ state }) => state)).toEqual(hidden);
  for (const writer of writers) {
    const views = await Promise.all(
      hidden.map(async (state) => {
        const { state: shown, actions, writing, findings, verdict } = expectStatus<Record<string, unknown>>(await dossiers[state].people[writer].call('get', `/api/applications/${dossiers[state].id}`), 200);
        return { shown, actions, writing, findings, verdict };
      }),
    );
    expect(views).toEqual(hidden.map(() => ({ shown: 'under-examination', actions: writer === 'applicant' ? ['withdraw'] : [], writing: null, findings: [], verdict: null })));
  }
});

it('every route that writes in a dossier is asked', () => {
  const served = Object.entries(describeApi(api.app, 'api').paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(Object.keys(routes).sort()).toEqual(served.filter((route) => /^(POST|PUT|PATCH|DELETE) \/api\/applications\/\{id\}/.test(route)).sort());
});

it.each(Object.keys(routes).flatMap((route) => [...writers].reverse().map((writer) => [route, writer] as const)))('%s tells the %s nothing of what is ruled', async (route, writer) => {
  const answers = [];
  for (const state of hidden) answers.push(await answer(route, state, writer));
  expect(new Set(answers).size === 1 ? [] : answers).toEqual([]);
  expect(answers[0]).not.toMatch(/"(eligible|ineligible|under-review)"/);
});

it('a dossier found ineligible is withdrawn until its decision is signed, and told as it is once the decision is released', async () => {
  const { id, applicant } = await submitted();
  await rule({ id }, false);
  const signatory = await api.signIn('Simone Signataire', 'signatory');
  const decision = expectStatus<{ id: string }>(await call.officer.call('post', '/api/decisions', { applicationId: id, kind: 'ineligible', releaseOn: '2023-06-15' }), 201);
  const withdrawn = async (): Promise<unknown> => {
    const { status, body } = await applicant.call('post', `/api/applications/${id}/withdraw`);
    const { actions, state } = expectStatus<{ actions: string[]; state: string }>(await applicant.call('get', `/api/applications/${id}`), 200);
    return [status, (body as { params: unknown }).params, state, actions];
  };
  expectStatus(await signatory.call('post', `/api/decisions/${decision.id}/confirm`), 200);
  expect(await withdrawn()).toEqual([409, { state: 'under-examination' }, 'under-examination', ['withdraw']]);
  await runJobs(api, 'decisions.make-letter', (job) => api.app.get(LetterService, { strict: false }).make(job));
  expectStatus(await signatory.call('post', `/api/decisions/${decision.id}/release`), 200);
  expect(await withdrawn()).toEqual([409, { state: 'ineligible' }, 'ineligible', []]);
});
