import { createHash } from 'node:crypto';
import { ScanService } from '#features/attachments/scan.service.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { expectStatus, openApi, type TestApi } from '../../support/api.js';
import { openFakeClamd, replies, type FakeClamd } from '../../support/fake-clamd.js';
import { eicar, pdf } from '../../support/files.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../../support/open-call.js';
import { Tus } from '../../support/tus.js';

let clamd: FakeClamd;
let api: TestApi;
let call: OpenCall;
beforeAll(async () => {
  clamd = await openFakeClamd();
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', CLAMAV_URL: clamd.url });
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
});
afterAll(async () => {
  await api.close();
  await clamd.close();
});

const jobs = async (job: string): Promise<string[]> => (await api.sql.query<{ id: string }>(`select id from outbox where job = $1 order by created_at`, [job])).rows.map(({ id }) => id);
const scan = async (): Promise<void> => {
  for (const id of await jobs('attachments.scan')) await api.app.get(ScanService, { strict: false }).scan(id);
};
const stateOf = async ({ applicant, id }: Dossier) => expectStatus<{ id: string; scan: string; signature: string | null }[]>(await applicant.call('get', `/api/applications/${id}/attachments`), 200).map((one) => [one.scan, one.signature]);
const attach = async (dossier: Dossier, version: number, annexes: string[]): Promise<number> =>
  expectStatus<{ applicationVersion: number }>(await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version, answers: { summary: 'Coopérer', territory: 'Rennes', annexes } }), 200).applicationVersion;

it('a file waits for its scan, which streams it whole and finds nothing', async () => {
  const dossier = await completeDraft(api, call);
  const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(900_000, 65), Buffer.from('\n%%EOF')]);
  await new Tus(api, dossier.applicant).send(dossier.id, 'a.pdf', content);
  expect(await stateOf(dossier)).toEqual([['pending', null]]);
  await scan();
  expect(await stateOf(dossier)).toEqual([['clean', null]]);
  expect(Buffer.compare(clamd.received.at(-1)!, content)).toBe(0);
  expect(await jobs('attachments.scan')).toEqual([]);
});

it.each([
  ['answers that it cannot', replies.tooLarge],
  ['answers another error', replies.noMemory],
  ['answers nothing', ''],
  ['hangs up', 'hang up'],
])('a scanner that %s leaves the file waiting, and the job comes again', async (_, answer) => {
  const dossier = await completeDraft(api, call);
  await new Tus(api, dossier.applicant).send(dossier.id, 'a.pdf', pdf(dossier.id));
  clamd.answer = answer;
  await expect(scan()).rejects.toMatchObject({ kind: 'unavailable', code: 'antivirus.down' });
  expect(await stateOf(dossier)).toEqual([['pending', null]]);
  clamd.answer = replies.clean;
  await scan();
  expect(await stateOf(dossier)).toEqual([['clean', null]]);
});

it('an infected file is kept apart: nobody is given it, the pole is told which and why, no dossier with it is submitted, and it does not come again', async () => {
  const dossier = await completeDraft(api, call);
  const tus = new Tus(api, dossier.applicant);
  const { id } = await tus.send(dossier.id, 'essai.txt', eicar());
  const version = await attach(dossier, 1, [id]);
  const { location } = (await dossier.applicant.call('get', `/api/attachments/${id}/download`)).headers as { location: string };
  clamd.answer = replies.found;
  await scan();
  clamd.answer = replies.clean;
  expect(await stateOf(dossier)).toEqual([['infected', 'Eicar-Signature']]);
  for (const address of [location, `/api/attachments/${id}/download`]) expect((await dossier.applicant.call('get', address)).body).toMatchObject({ status: 422, code: 'file.infected' });
  expect((await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version })).body).toMatchObject({ status: 422, code: 'application.file-infected', params: { fields: ['project.annexes'] } });
  const [plan] = (await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where e.name = 'attachment.quarantined' and e.subject_id = $1`, [dossier.id])).rows;
  await api.app.get(NotificationService, { strict: false }).plan(plan!.id);
  expect((await api.sql.query(`select from notifications n join events e on e.id = n.event_id where n.template = 'attachment-quarantined' and n.recipient_id = $1`, [dossier.applicant.id])).rowCount).toBe(1);
  expect(await tus.send(dossier.id, 'autre.txt', eicar())).toMatchObject({ status: 422, code: 'file.infected' });
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: await attach(dossier, 2, []) }), 200);
});

it('a document of a call is given to nobody before it is found clean; an infected one to nobody, and who sent it is told', async () => {
  const tus = new Tus(api, call.officer);
  const content = pdf('un cahier des charges');
  const address = `/api/documents/${createHash('sha256').update(content).digest('hex')}/cahier.pdf`;
  const first = await tus.sendDocument(call.id, 'cahier.pdf', content);
  const bad = await tus.sendDocument(call.id, 'essai.txt', Buffer.concat([eicar(), Buffer.from(' bis')]), { title: 'Autre', kind: 'other' });
  const propose = async (documentId: string) => call.officer.call('post', `/api/calls/${call.id}/addenda`, { version: expectStatus<{ version: number }>(await api.visitor.call('get', `/api/calls/${call.id}`), 200).version, reason: 'Un motif fictif.', documents: [{ documentId }] });
  const { id } = expectStatus<{ id: string }>(await propose(first.id), 201);
  expectStatus(await call.publisher.call('post', `/api/addenda/${id}/publish`), 200);
  expect((await api.visitor.call('get', address)).body).toMatchObject({ status: 422, code: 'document.not-scanned' });
  const [one, other] = await jobs('attachments.scan');
  await api.app.get(ScanService, { strict: false }).scan(one!);
  expect((await api.visitor.call('get', address)).status).toBe(200);
  clamd.answer = replies.found;
  await api.app.get(ScanService, { strict: false }).scan(other!);
  clamd.answer = replies.clean;
  expect((await propose(bad.id)).body).toMatchObject({ status: 422, code: 'addendum.document-infected' });
  const seen = expectStatus<{ id: string; scan: string; isGiven: boolean }[]>(await call.officer.call('get', `/api/calls/${call.id}/documents`), 200);
  expect(seen.map((each) => [each.id, each.scan, each.isGiven])).toEqual([[first.id, 'clean', true], [bad.id, 'infected', false]]);
  const [plan] = (await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where e.name = 'call.document-quarantined'`)).rows;
  await api.app.get(NotificationService, { strict: false }).plan(plan!.id);
  const { rows: mails } = await api.sql.query<{ id: string; recipient_id: string }>(`select id, recipient_id from notifications where template = 'document-quarantined'`);
  expect(mails.map(({ recipient_id }) => recipient_id)).toEqual([call.officer.id]);
  expect((await api.app.get(NotificationQueries, { strict: false }).facts(mails[0]!.id)).facts.document).toEqual({ name: 'essai.txt', signature: 'Eicar-Signature', callId: call.id, callTitle: 'AMI PTCE 2023, phase 2' });
});

it('what came before there was an antivirus is scanned once there is one', async () => {
  const scans = api.app.get(ScanService, { strict: false });
  const dossier = await completeDraft(api, call);
  const tus = new Tus(api, dossier.applicant);
  for (const name of ['a.pdf', 'b.pdf']) await tus.send(dossier.id, name, pdf(`${name} ${dossier.id}`));
  await api.sql.query(`update received_files set scan = 'unscanned' where scan = 'pending'`);
  await api.sql.query(`delete from outbox where job = 'attachments.scan'`);
  clamd.answer = 'hang up';
  expect(await scans.scanEarlier(new Date())).toBe(0);
  expect(await stateOf(dossier)).toEqual([['unscanned', null], ['unscanned', null]]);
  clamd.answer = replies.clean;
  expect(await scans.scanEarlier(new Date())).toBe(2);
  expect(await stateOf(dossier)).toEqual([['clean', null], ['clean', null]]);
  expect(await scans.scanEarlier(new Date())).toBe(0);
});

it('what was found infected stays so, whoever says otherwise', async () => {
  await expect(api.sql.query(`update received_files set scan = 'clean', signature = null where scan = 'infected'`)).rejects.toMatchObject({ constraint: 'received_files_infected_for_good' });
});
