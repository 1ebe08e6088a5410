import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { expectStatus, openApi, quietPool, type Caller, type TestApi } from '../../support/api.js';
import { completeDraft, newCall, openCall, type OpenCall } from '../../support/open-call.js';

let api: TestApi;
let call: OpenCall;
let officer: Caller;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  ({ officer } = call);
});
const owner = quietPool(process.env['DATABASE_OWNER_URL']);
afterAll(async () => {
  await owner.end();
  await api?.close();
});

const made = async (by: Caller, route: string, body: object): Promise<string> => expectStatus<{ id: string }>(await by.call('post', route, body), 201).id;
const codeOf = ({ status, body }: { status: number; body: unknown }): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
interface Seen {
  id: string;
  code: string;
  state: string;
  version: number;
  form: object;
  rubric: object;
  awardTerms: object;
  tracks: object[];
  phases: object[];
}
const one = async (id: string, by: Caller = officer): Promise<Seen> => expectStatus<Seen>(await by.call('get', `/api/calls/${id}`), 200);
const track = { key: 'poste', title: 'Poste', support: 'post', minCents: 716_400, maxCents: 716_400, durationMonths: 36, laureatesExpected: 200 };
const phase = (opensAt: string, closesAt: string, requiresPhase: number | null = null) => ({ title: `Du ${opensAt}`, opensAt: `${opensAt}T00:00:00Z`, closesAt: `${closesAt}T00:00:00Z`, requiresPhase });
const body = (more: object = {}) => ({ ...newCall(`APPEL-${Math.floor(Math.random() * 1e9)}`, call.envelopeId), ...more });

it('a clone is a draft with the terms, tracks, form and rubric of the other call, under dates of its own', async () => {
  const draftId = await made(officer, '/api/calls', body({ tracks: [track], themes: ['laine'], zonings: ['rural'] }));
  expectStatus(await officer.call('put', `/api/calls/${draftId}/form`, { version: 1, definition: (await one(call.id)).form }), 200);
  const source = await one(draftId);
  const phases = [phase('2024-06-01', '2024-08-01')];
  const cloneId = await made(officer, `/api/calls/${draftId}/clone`, { code: 'PTCE-2024', title: 'AMI 2024', phases });
  const clone = await one(cloneId);
  expect(clone).toMatchObject({ code: 'PTCE-2024', title: 'AMI 2024', state: 'draft', version: 1, awardTerms: source.awardTerms, form: source.form, rubric: null, tracks: source.tracks, themes: ['laine'], zonings: ['rural'], addenda: 0 });
  expect(clone.phases).toHaveLength(1);
  expect(codeOf(await officer.call('post', `/api/calls/${draftId}/clone`, { code: 'PTCE-2024', title: 'AMI 2024', phases }))).toBe('409 call.code-taken');
  // changing the clone leaves the other as it was
  expectStatus(await officer.call('put', `/api/calls/${cloneId}`, { ...body({ title: 'AMI 2024, rural' }), version: 1 }), 200);
  expect(await one(draftId)).toEqual(source);
});

it.each<[string, object, string]>([
  ['a phase for laureates of a later one', { phases: [phase('2024-01-01', '2024-02-01', 2), phase('2024-03-01', '2024-04-01')] }, '400 call.phase-requires-later'],
  ['phases that overlap', { phases: [phase('2024-01-01', '2024-03-01'), phase('2024-02-01', '2024-04-01')] }, '400 call.phases-overlap'],
  ['a region that is none', { regions: ['99'] }, '400 call.region-unknown'],
  ['a call that is not there', { prerequisiteCallId: '00000000-0000-7000-8000-00000000abed' }, '400 call.prerequisite-unknown'],
  ['two tracks of one name', { tracks: [track, track] }, '400 track.key-twice'],
  ['a track on an envelope that is not there', { tracks: [{ ...track, envelopeId: '00000000-0000-7000-8000-00000000abed' }] }, '404 envelope.not-found'],
])('refuses %s', async (_, more, refusal) => {
  expect(codeOf(await officer.call('post', '/api/calls', body(more)))).toBe(refusal);
});

/** A published call with the form and rubric of the open one. */
async function published(draft: object): Promise<string> {
  const id = await made(officer, '/api/calls', draft);
  const { form, rubric } = await one(call.id);
  expectStatus(await officer.call('put', `/api/calls/${id}/form`, { version: 1, definition: form }), 200);
  expectStatus(await officer.call('put', `/api/calls/${id}/rubric`, { version: 2, definition: rubric }), 200);
  expectStatus(await call.publisher.call('post', `/api/calls/${id}/publish`), 200);
  return id;
}

/** An award of a submitted dossier, written as the owner: how one comes about is not the matter here. */
async function confirmedAward(applicationId: string): Promise<void> {
  await owner.query(
    `insert into decisions (reference, application_id, submission_id, kind, amount_cents, release_on, state, proposed_by, proposed_at, confirmed_by, confirmed_at, decided_on, signatory_name, signatory_quality)
     select 'ESSAI-' || application_id, application_id, id, 'award', 10000000, '2023-10-17', 'confirmed', $2, now(), $3, now(), '2023-10-16', 'Nom', 'Qualité' from submissions where application_id = $1`,
    [applicationId, officer.id, call.publisher.id],
  );
}
const release = (applicationId: string) => owner.query(`update decisions set state = 'released', released_by = $2, released_at = now() where application_id = $1`, [applicationId, call.publisher.id]);

it('only laureates of the call that comes before may start a dossier, whatever is sent', async () => {
  const id = await published(body({ prerequisiteCallId: call.id }));
  const dossier = await completeDraft(api, call);
  const { applicant, poleId } = dossier;
  const start = () => applicant.call('post', '/api/applications', { callId: id, poleId, projectTitle: 'Projet', prerequisiteDeclared: true });
  expect(codeOf(await start())).toBe('422 application.prerequisite-not-held');
  // the database says so by itself
  const insert = `insert into applications (call_id, phase_id, pole_id, form_version_id, started_by)
    select $1, p.id, $2, f.id, $3 from call_phases p, form_versions f where p.call_id = $1 and f.call_id = $1`;
  await expect(api.sql.query(insert, [id, poleId, applicant.id])).rejects.toMatchObject({ constraint: 'applications_prerequisite_held' });
  expectStatus(await applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
  await confirmedAward(dossier.id);
  // confirmed and not released: the pole is not to learn it from here
  expect(codeOf(await start())).toBe('422 application.prerequisite-not-held');
  await release(dossier.id);
  expect((await start()).status).toBe(201);
});

it('questions: asked by anybody signed in, answered once by an officer, published or for the person alone, told by mail', async () => {
  const asker = await api.signIn('Quentin Curieux');
  const list = async (by: Caller) => expectStatus<{ items: { id: string; answer: string | null; isMine: boolean }[] }>(await by.call('get', `/api/calls/${call.id}/questions`), 200).items;
  const ask = (question: string) => asker.call('post', `/api/calls/${call.id}/questions`, { question });
  const first = expectStatus<{ id: string }>(await ask('Un pôle peut-il déposer deux dossiers <b>?</b>'), 201).id;
  const second = expectStatus<{ id: string }>(await ask('Notre SIREN est-il le bon ?'), 201).id;
  expect(await list(api.visitor)).toEqual([]);
  expect((await list(asker)).map(({ id, isMine }) => [id, isMine])).toEqual([[second, true], [first, true]]);
  const answer = (id: string, isPublic: boolean) => officer.call('post', `/api/questions/${id}/answer`, { answer: 'Non, un seul.', isPublic });
  expect((await answer(first, true)).status).toBe(204);
  expect((await answer(second, false)).status).toBe(204);
  expect(codeOf(await answer(first, true))).toBe('409 question.cannot-answer');
  expect((await list(api.visitor)).map(({ id, answer: text, isMine }) => [id, text, isMine])).toEqual([[first, 'Non, un seul.', false]]);
  const notifications = api.app.get(NotificationService, { strict: false });
  const { rows } = await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'notifications.plan' and e.name = 'question.answered'`);
  for (const row of rows) await notifications.plan(row.id);
  const mails = await api.sql.query<{ id: string; recipient_id: string }>(`select id, recipient_id from notifications where template = 'question-answered'`);
  expect(mails.rows.map((row) => row.recipient_id)).toEqual([asker.id, asker.id]);
  const { facts } = await api.app.get(NotificationQueries, { strict: false }).facts(mails.rows[0]!.id);
  expect(facts.question).toMatchObject({ answer: 'Non, un seul.', callTitle: 'AMI PTCE 2023, phase 2' });
  for (let n = 0; n < 10; n++) expectStatus(await ask(`Une question de plus, la ${n}`), 201);
  expect(codeOf(await ask('Et une de trop, vraiment'))).toBe('422 question.too-many-waiting');
});

it('the catalogue is filtered by moment, form, year, theme and region', async () => {
  const ids = async (query: string): Promise<string[]> => expectStatus<{ items: Seen[] }>(await officer.call('get', `/api/calls?limit=100&${query}`), 200).items.map(({ id }) => id);
  const there = await made(officer, '/api/calls', body({ instrument: 'AAP', themes: ['réemploi'], regions: ['53'], phases: [phase('2031-01-15', '2031-02-15')] }));
  expect(await ids('moment=open')).toContain(call.id);
  expect(await ids('moment=soon')).not.toContain(call.id);
  expect(await ids('moment=over')).not.toContain(call.id);
  expect(await ids('year=2031')).toEqual([there]);
  expect(await ids(`theme=${encodeURIComponent('réemploi')}`)).toEqual([there]);
  expect(await ids('region=53')).toEqual(expect.arrayContaining([there, call.id]));
  expect(await ids('region=11')).not.toContain(there);
  expect(await ids('instrument=AAP')).toEqual([there]);
});

it('a call gives its dates as a calendar', async () => {
  const answer = await api.visitor.call('get', `/api/calls/${call.id}/calendar.ics`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(answer.text).toContain('DTEND:20230731T220000Z');
});

it('a second period is for laureates of the first', async () => {
  const id = await published(body({ phases: [phase('2023-06-01', '2023-07-01'), phase('2023-09-01', '2023-10-01', 1)] }));
  const two = { ...call, id };
  const [laureate, other] = [await completeDraft(api, two), await completeDraft(api, two)];
  for (const { applicant, id: dossierId, version } of [laureate, other]) expectStatus(await applicant.call('post', `/api/applications/${dossierId}/submit`, { version }), 200);
  await confirmedAward(laureate.id);
  await release(laureate.id);
  await api.setClock('2023-09-15T10:00:00Z');
  const start = ({ applicant, poleId }: typeof laureate) => applicant.call('post', '/api/applications', { callId: id, poleId, projectTitle: 'Suite', prerequisiteDeclared: false });
  expect(codeOf(await start(other))).toBe('422 application.prerequisite-not-held');
  expect((await start(laureate)).status).toBe(201);
});

describe('a call in preparation that is given up', () => {
  let id: string;
  let code: string;
  let answers: { status: number; body: unknown }[];
  beforeAll(async () => {
    const draft = body({ themes: ['abandon'] });
    ({ code } = draft);
    id = await made(officer, '/api/calls', draft);
    answers = await Promise.all(Array.from({ length: 4 }, () => officer.call('post', `/api/calls/${id}/discard`)));
  });
  const listed = async (by: Caller, query: string): Promise<string[]> =>
    expectStatus<{ items: { id: string }[] }>(await by.call('get', `/api/calls?theme=abandon${query}`), 200).items.map((item) => item.id);

  it('is given up once, of four at once', () => {
    expect(answers.map((answer) => (answer.status === 200 ? '200' : codeOf(answer))).sort()).toEqual(['200', '409 call.cannot-discard', '409 call.cannot-discard', '409 call.cannot-discard']);
  });

  it('is kept, said once in the journal, and listed only when it is asked for, to the ministry alone', async () => {
    expect((await one(id)).state).toBe('discarded');
    expect((await api.sql.query(`select from events where name = 'call.discarded' and subject_id = $1`, [id])).rowCount).toBe(1);
    expect([await listed(officer, ''), await listed(officer, '&state=discarded'), await listed(api.visitor, '&state=discarded')]).toEqual([[], [id], []]);
  });

  it('is nobody else’s to read, as the draft that it was', async () => {
    const asked = ['', '/form.schema.json', '/calendar.ics', '/addenda', '/documents', '/questions', '/results'];
    const read = await Promise.all(asked.map((path) => api.visitor.call('get', `/api/calls/${id}${path}`)));
    expect(read.map(codeOf)).toEqual(asked.map(() => '404 call.not-found'));
  });

  it('neither changes nor appears any more, and takes no dossier', async () => {
    const documents = await officer.call('put', `/api/calls/${id}/documents`, { documents: [] });
    expect([
      codeOf(await officer.call('put', `/api/calls/${id}`, { ...body(), version: 1 })),
      codeOf(documents),
      codeOf(await call.publisher.call('post', `/api/calls/${id}/publish`)),
      codeOf(await officer.call('post', '/api/calls', body({ prerequisiteCallId: id }))),
      codeOf(await officer.call('get', `/api/calls/${id}/drafts`)),
    ]).toEqual(['409 call.discarded', '409 call.discarded', '409 call.cannot-publish', '400 call.prerequisite-unknown', '404 call.not-found']);
    await expect(api.sql.query(`update calls set state = 'draft' where id = $1`, [id])).rejects.toMatchObject({ constraint: 'calls_discarded_fixed' });
  });

  it('gives its code back: one call in force has it, and no two', async () => {
    expectStatus(await officer.call('post', '/api/calls', { ...body(), code }), 201);
    expect(codeOf(await officer.call('post', '/api/calls', { ...body(), code }))).toBe('409 call.code-taken');
  });

  it('is never one that was published', async () => {
    expect(codeOf(await officer.call('post', `/api/calls/${call.id}/discard`))).toBe('409 call.cannot-discard');
    await expect(api.sql.query(`update calls set state = 'discarded' where id = $1`, [call.id])).rejects.toMatchObject({ constraint: 'calls_discarded_fixed' });
  });
});
