import { ReceiptService } from '#features/attachments/receipt.service.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../../support/open-call.js';

let api: TestApi;
let call: OpenCall;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { certification: true });
});
afterAll(() => api.close());

const codeOf = (answer: { status: number; body: unknown }): string => `${answer.status} ${(answer.body as { code?: string }).code ?? ''}`.trim();
const post = (by: Caller, dossier: Dossier, verb: string, body?: object) => by.call('post', `/api/applications/${dossier.id}/${verb}`, body);
const certify = (by: Caller, dossier: Dossier, version = dossier.version) => post(by, dossier, 'certify', { version, quality: 'Présidente' });
const submit = (by: Caller, dossier: Dossier, version = dossier.version) => post(by, dossier, 'submit', { version });
const representativeOf = async ({ poleId }: Dossier, ...more: ('applicant' | 'representative')[]): Promise<Caller> => {
  const person = await api.signIn('Renée Représentante');
  for (const role of ['representative', ...more] as const) await api.grant(person.id, role, { poleId });
  return person;
};
const save = async (dossier: Dossier, version: number): Promise<number> =>
  expectStatus<{ applicationVersion: number }>(await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version, answers: { summary: `Autre texte ${version}`, territory: 'Rennes' } }), 200).applicationVersion;
const poleTasks = async (by: Caller): Promise<string[]> => expectStatus<{ kind: string }[]>(await by.call('get', '/api/tasks/pole'), 200).map(({ kind }) => kind);

describe('a call that asks for a certification', () => {
  it('takes what a representative certified and another person submits, and seals who', async () => {
    const dossier = await completeDraft(api, call);
    expect(codeOf(await submit(dossier.applicant, dossier))).toBe('422 application.not-certified');
    expect(codeOf(await post(dossier.applicant, dossier, 'certification-requests'))).toBe('422 certification.no-representative');
    const representative = await representativeOf(dossier);
    expect(codeOf(await certify(dossier.applicant, dossier))).toBe('403 application.certify-not-yours');
    expectStatus(await post(dossier.applicant, dossier, 'certification-requests'), 201);
    expect(await poleTasks(representative)).toEqual(['certification']);
    const planned = await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'notifications.plan' and e.name = 'application.certification-asked' and e.subject_id = $1`, [dossier.id]);
    for (const one of planned.rows) await api.app.get(NotificationService, { strict: false }).plan(one.id);
    const mails = await api.sql.query<{ id: string; recipient_id: string }>(`select n.id, n.recipient_id from notifications n join events e on e.id = n.event_id where e.subject_id = $1 and n.template = 'certification-asked'`, [dossier.id]);
    expect(mails.rows.map(({ recipient_id: to }) => to)).toEqual([representative.id]);
    const { facts } = await api.app.get(NotificationQueries, { strict: false }).facts(mails.rows[0]!.id);
    expect([facts.certification, facts.application?.projectTitle]).toEqual([{ personName: expect.stringContaining('Agathe') }, expect.stringContaining('Projet')]);
    const both = await Promise.all([certify(representative, dossier), certify(representative, dossier)]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect((await api.sql.query(`select from events where subject_id = $1 and name = 'application.certified'`, [dossier.id])).rowCount).toBe(1);
    expect(await poleTasks(representative)).toEqual([]);
    expect(codeOf(await submit(representative, dossier))).toBe('403 application.submit-not-yours');
    const { id } = expectStatus<{ id: string }>(await submit(dossier.applicant, dossier), 200);
    const { rows } = await api.sql.query<{ content: string }>(`select content from submissions where id = $1`, [id]);
    expect(JSON.parse(rows[0]!.content)).toMatchObject({ certification: { by: 'Renée Représentante', quality: 'Présidente', at: expect.stringMatching(/^2023-06-15T10:0/), version: dossier.version } });
    const seen = expectStatus<{ submissions: object[]; certification: unknown }>(await call.officer.call('get', `/api/applications/${dossier.id}`), 200);
    expect(seen).toMatchObject({ submissions: [{ certification: { by: 'Renée Représentante', quality: 'Présidente' } }], certification: null });
    const jobs = await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'attachments.make-receipt' and e.subject_id = $1`, [dossier.id]);
    for (const job of jobs.rows) await api.app.get(ReceiptService, { strict: false }).make(job.id);
    expect((await dossier.applicant.call('get', `/api/applications/${dossier.id}/receipt`)).status).toBe(200);
  });

  it('is void once anything changed: the new version is certified again', async () => {
    const dossier = await completeDraft(api, call);
    const representative = await representativeOf(dossier);
    expectStatus(await certify(representative, dossier), 204);
    const version = await save(dossier, 1);
    expect(codeOf(await submit(dossier.applicant, dossier, version))).toBe('422 application.not-certified');
    expect(codeOf(await certify(representative, dossier))).toBe('409 application.stale');
    expectStatus(await certify(representative, dossier, version), 204);
    expectStatus(await submit(dossier.applicant, dossier, version), 200);
    expectStatus(await post(dossier.applicant, dossier, 'reopen'), 200);
    expect(codeOf(await submit(dossier.applicant, dossier, version + 1))).toBe('422 application.not-certified');
  });

  it('two persons: who certified does not submit, whatever else they are', async () => {
    const dossier = await completeDraft(api, call);
    const both = await representativeOf(dossier, 'applicant');
    expectStatus(await certify(both, dossier), 204);
    expect(codeOf(await submit(both, dossier))).toBe('422 application.certified-by-submitter');
    expectStatus(await certify(await representativeOf(dossier), dossier), 204);
    expectStatus(await submit(both, dossier), 200);
  });

  it('wants a complete dossier, a quality, and time left', async () => {
    const dossier = await completeDraft(api, call);
    const representative = await representativeOf(dossier);
    expect(codeOf(await post(representative, dossier, 'certify', { version: dossier.version, quality: ' ' }))).toBe('400 certification.quality-missing');
    const { applicationVersion } = expectStatus<{ applicationVersion: number }>(await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: {} }), 200);
    expect(codeOf(await certify(representative, dossier, applicationVersion))).toBe('422 application.incomplete');
    const other = await completeDraft(api, await openCall(api));
    expect(codeOf(await certify(await representativeOf(other), other))).toBe('409 application.no-certification');
  });

  it('is kept by SQL too: no submission without another person’s certification; the term of a published call stays', async () => {
    const dossier = await completeDraft(api, call);
    await api.sql.query(`insert into certifications values ($1, $2, $3, 'Présidente', now())`, [dossier.id, dossier.version, dossier.applicant.id]);
    await expect(
      api.sql.query(`insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by) values ($1, 1, $2, 'x', now(), '{}', sha256('{}'), $3)`, [dossier.id, dossier.version, dossier.applicant.id]),
    ).rejects.toMatchObject({ constraint: 'submissions_certified' });
    await expect(api.sql.query(`update calls set certification = false where id = $1`, [call.id])).rejects.toMatchObject({ constraint: 'calls_certification_fixed' });
  });
});

it('who writes in a dossier is told who else does, and on which step, for a minute', async () => {
  const dossier = await completeDraft(api, call);
  const partner = await api.signIn('Paul Partenaire');
  await api.grant(partner.id, 'partner', { poleId: dossier.poleId, applicationId: dossier.id });
  const here = (by: Caller, part: string) => by.call('put', `/api/applications/${dossier.id}/presence`, { part });
  expect(expectStatus(await here(dossier.applicant, 'presentation'), 200)).toEqual([]);
  expect(expectStatus(await here(partner, 'rubrique-project'), 200)).toMatchObject([{ part: 'presentation' }]);
  expect(expectStatus(await here(dossier.applicant, 'membres'), 200)).toMatchObject([{ name: 'Paul Partenaire', part: 'rubrique-project' }]);
  await api.sql.query(`update presences set seen_at = seen_at - interval '61 seconds' where user_id = $1`, [partner.id]);
  expect(expectStatus(await here(dossier.applicant, 'membres'), 200)).toEqual([]);
  expect((await api.sql.query(`select from presences where application_id = $1`, [dossier.id])).rowCount).toBe(1);
});

it('each list says whose turn it is: a message waits for the other side until it is answered or set aside', async () => {
  const dossier = await completeDraft(api, await openCall(api));
  expectStatus(await submit(dossier.applicant, dossier), 200);
  const desk = async (): Promise<boolean> => expectStatus<{ kind: string; id: string }[]>(await call.officer.call('get', '/api/tasks/desk'), 200).some(({ kind, id }) => kind === 'message' && id === dossier.id);
  expectStatus(await post(dossier.applicant, dossier, 'messages', { body: 'Une question' }), 201);
  expect([await desk(), await poleTasks(dossier.applicant)]).toEqual([true, []]);
  expect(codeOf(await post(dossier.applicant, dossier, 'messages/set-aside'))).toBe('409 message.none-waiting');
  expectStatus(await post(call.officer, dossier, 'messages', { body: 'Une réponse' }), 201);
  expect([await desk(), await poleTasks(dossier.applicant)]).toEqual([false, ['message']]);
  expectStatus(await post(dossier.applicant, dossier, 'messages/set-aside'), 204);
  expect(await poleTasks(dossier.applicant)).toEqual([]);
});

it('an addendum is news until one opens the dossier, and waits for its second person', async () => {
  const other = await openCall(api);
  const dossier = await completeDraft(api, other);
  expectStatus(await dossier.applicant.call('put', `/api/applications/${dossier.id}/visit`), 204);
  const { id } = expectStatus<{ id: string }>(await other.officer.call('post', `/api/calls/${other.id}/addenda`, { version: 3, reason: 'Un motif fictif.', title: 'Un titre précisé' }), 201);
  const waits = async (by: Caller): Promise<boolean> => expectStatus<{ id: string }[]>(await by.call('get', '/api/tasks/desk'), 200).some((one) => one.id === id);
  expect([await waits(other.publisher), await waits(other.officer)]).toEqual([true, false]);
  await api.setClock('2023-06-16T10:00:00Z');
  expectStatus(await other.publisher.call('post', `/api/addenda/${id}/publish`), 200);
  expect([await waits(other.publisher), await poleTasks(dossier.applicant)]).toEqual([false, ['addendum']]);
  await api.setClock('2023-06-16T11:00:00Z');
  expectStatus(await dossier.applicant.call('put', `/api/applications/${dossier.id}/visit`), 204);
  expect(await poleTasks(dossier.applicant)).toEqual([]);
});
