import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FILE_STORE, storeFailure, type FileStore } from '#platform/files/file-store.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { docx, eicar, pdf, png, zip } from '../support/files.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { Tus } from '../support/tus.js';
import { until } from '../support/until.js';

interface Attachment {
  id: string;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
  scan: string;
}

let api: TestApi;
let call: OpenCall;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'essaim-uploads-'));
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', FILES_FOLDER: folder, DOSSIER_FILES_MAX_MB: '30' });
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const begun = async (): Promise<{ dossier: Dossier; tus: Tus }> => {
  const dossier = await completeDraft(api, call);
  return { dossier, tus: new Tus(api, dossier.applicant) };
};
const listed = async (by: Caller, id: string): Promise<Attachment[]> => expectStatus<Attachment[]>(await by.call('get', `/api/applications/${id}/attachments`), 200);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const stored = async (): Promise<string[]> => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
/** Answers that name files, over the draft's own. */
const answer = (dossier: Dossier, version: number, annexes: string[]) =>
  dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version, answers: { summary: 'Coopérer', territory: 'Rennes', annexes } });

describe('a file that is sent whole', () => {
  it('is a file of the dossier, under its hash, and comes back byte for byte to be kept, never to be run', async () => {
    const { dossier, tus } = await begun();
    const content = pdf('un budget');
    const sent = await tus.send(dossier.id, 'Budget prévisionnel «1».pdf', content);
    expect([sent.status, sent.headers['upload-offset'], sent.headers['tus-resumable']]).toEqual([204, String(content.length), '1.0.0']);
    expect(await listed(dossier.applicant, dossier.id)).toEqual([
      expect.objectContaining({ id: sent.id, name: 'Budget prévisionnel «1».pdf', kind: 'pdf', bytes: content.length, sha256: sha256(content), scan: 'unscanned', field: 'annexes', section: 'project' }),
    ]);
    expect(await stored()).toContain(`sha256/${sha256(content).slice(0, 2)}/${sha256(content)}`);
    const link = await dossier.applicant.call('get', `/api/attachments/${sent.id}/download`);
    expect(link.status).toBe(303);
    const file = await dossier.applicant.call('get', link.headers['location'] as string);
    expect(file.status).toBe(200);
    expect(Buffer.compare(file.body as Buffer, content)).toBe(0);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="Budget previsionnel _1_.pdf"; filename*=UTF-8''Budget%20pr%C3%A9visionnel%20%C2%AB1%C2%BB.pdf`,
    });
  });

  it('has a link for the person who asked, for some minutes', async () => {
    const { dossier, tus } = await begun();
    const { id } = await tus.send(dossier.id, 'logo.png', png());
    const { location } = (await dossier.applicant.call('get', `/api/attachments/${id}/download`)).headers as { location: string };
    const colleague = await api.signIn('Camille Collègue', { role: 'applicant', scope: { poleId: dossier.poleId } });
    for (const other of [colleague, call.officer]) expect((await other.call('get', location)).body).toMatchObject({ status: 404, code: 'file.not-found' });
    expect((await api.visitor.call('get', location)).status).toBe(401);
    const [file, expires, mac] = location.split('/').at(-1)!.split('.') as [string, string, string];
    for (const forged of [`${file}.${Number(expires) + 1}.${mac}`, `${file}.${Number(expires) - 3_600_000}.${mac}`, `${file}.${expires}.${'A'.repeat(43)}`, file]) {
      expect((await dossier.applicant.call('get', `/api/files/${forged}`)).body).toMatchObject({ code: 'file.not-found' });
    }
    expect((await colleague.call('get', `/api/attachments/${id}/download`)).status).toBe(303);
    expect((await call.officer.call('get', `/api/attachments/${id}/download`)).body).toMatchObject({ code: 'attachment.not-found' });
  });

  it('three times is three files of the dossier, and one in the store', async () => {
    const { dossier, tus } = await begun();
    const content = pdf(randomBytes(8).toString('hex'));
    for (const name of ['a.pdf', 'b.pdf', 'a.pdf']) expect((await tus.send(dossier.id, name, content)).status).toBe(204);
    expect((await listed(dossier.applicant, dossier.id)).map(({ name, sha256: hash }) => [name, hash === sha256(content)])).toEqual([['a.pdf', true], ['b.pdf', true], ['a.pdf', true]]);
    expect((await stored()).filter((one) => one.endsWith(sha256(content)))).toHaveLength(1);
  });
});

describe('a connection that is cut', () => {
  it('leaves what has come, and the rest is sent from there', async () => {
    const { dossier, tus } = await begun();
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(700_000), Buffer.from('\n%%EOF\n')]);
    const { headers } = await tus.begin(dossier.id, 'long.pdf', content.length);
    const address = headers.location!;
    expect((await tus.patch(address, 0, content, { cutAfter: 300_000 })).status).toBe(0);
    const offset = Number(await until('the part is counted', async () => (await tus.head(address)).headers['upload-offset'] !== '0' && (await tus.head(address)).headers['upload-offset']));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(300_000);
    expect((await tus.patch(address, offset + 1, content.subarray(offset + 1))).code).toBe('upload.offset-differs');
    expect((await tus.patch(address, offset, content.subarray(offset, offset + 100_000))).headers['upload-offset']).toBe(String(offset + 100_000));
    expect((await tus.patch(address, offset + 100_000, content.subarray(offset + 100_000))).status).toBe(204);
    expect((await listed(dossier.applicant, dossier.id)).map((one) => one.sha256)).toEqual([sha256(content)]);
    expect((await stored()).filter((one) => one.includes(address.split('/').at(-1)!))).toEqual([]);
    // Its last answer may have been lost: asked again, it is whole.
    expect((await tus.head(address)).headers).toMatchObject({ 'upload-offset': String(content.length), 'upload-length': String(content.length) });
    expect((await tus.patch(address, content.length, Buffer.alloc(0))).code).toBe('upload.not-found');
  });

  it('by two at once: one part counts, the other is told where it stands', async () => {
    const { dossier, tus } = await begun();
    const address = (await tus.begin(dossier.id, 'a.pdf', 4_000)).headers.location!;
    const answers = await Promise.all([tus.patch(address, 0, Buffer.alloc(1_000, 1)), tus.patch(address, 0, Buffer.alloc(1_000, 2))]);
    expect((await tus.head(address)).headers['upload-offset']).toBe('1000');
    expect(answers.every(({ status, headers }) => status === 409 || headers['upload-offset'] === '1000')).toBe(true);
    expect((await stored()).filter((one) => one.includes(address.split('/').at(-1)!))).toHaveLength(1);
  });

  it('is forgotten when it is given up, or too old', async () => {
    const { dossier, tus } = await begun();
    const address = (await tus.begin(dossier.id, 'a.pdf', 4_000)).headers.location!;
    await tus.patch(address, 0, Buffer.alloc(1_000));
    expect((await tus.ask('DELETE', address, {})).status).toBe(204);
    expect((await tus.head(address)).status).toBe(404);
    expect((await stored()).filter((one) => one.includes(address.split('/').at(-1)!))).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each<[string, string, Buffer, string]>([
    ['a program under another name', 'budget.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'file.executable'],
    ['two files in one', 'budget.pdf', Buffer.concat([pdf(), docx()]), 'file.polyglot'],
    ['a bomb', 'statuts.docx', docx([{ name: 'a.xml', content: Buffer.alloc(30_000_000) }]), 'file.zip-bomb'],
    ['an archive', 'tout.zip', zip([{ name: 'a', content: Buffer.from('a') }]), 'file.unknown-kind'],
    ['a name that pretends', 'budget.pdf', eicar(), 'file.name-pretends'],
  ])('%s leaves nothing', async (_, name, content, code) => {
    const { dossier, tus } = await begun();
    const before = (await stored()).length;
    expect(await tus.send(dossier.id, name, content)).toMatchObject({ status: 422, code });
    expect(await listed(dossier.applicant, dossier.id)).toEqual([]);
    expect((await stored()).length).toBe(before);
  });

  it('at the beginning: ten gigabytes, nothing, an unknown field, a broken header, another version', async () => {
    const { dossier, tus } = await begun();
    expect(await tus.begin(dossier.id, 'a.pdf', 10_000_000_000)).toMatchObject({ status: 422, code: 'attachment.too-large' });
    expect(await tus.begin(dossier.id, 'a.pdf', 0)).toMatchObject({ status: 422, code: 'file.empty' });
    expect(await tus.begin(dossier.id, 'a.pdf', 10, 'summary')).toMatchObject({ status: 400, code: 'attachment.no-such-field' });
    expect(await tus.begin(dossier.id, 'a.pdf', 10, 'annexes', { 'upload-length': 'many' })).toMatchObject({ status: 400, code: 'upload.malformed' });
    const other = await tus.begin(dossier.id, 'a.pdf', 10, 'annexes', { 'tus-resumable': '0.2.1' });
    expect([other.status, other.headers['tus-version']]).toEqual([412, '1.0.0']);
  });

  it('more bytes than were said, and a body of another type', async () => {
    const { dossier, tus } = await begun();
    const address = (await tus.begin(dossier.id, 'a.pdf', 10)).headers.location!;
    const started = Date.now();
    for (const bytes of [11, 3_000_000]) expect(await tus.patch(address, 0, Buffer.alloc(bytes))).toMatchObject({ status: 400, code: 'upload.longer-than-declared' });
    expect((await tus.patch(address, 0, Buffer.from('{}'), { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await tus.head(address)).headers['upload-offset']).toBe('0');
    // What was refused unread does not keep the connection: the next request would wait for over a minute.
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it('more than a dossier may hold, until an answer drops a file', async () => {
    const { dossier, tus } = await begun();
    const large = (): Buffer => Buffer.concat([pdf(randomBytes(8).toString('hex')).subarray(0, -6), randomBytes(16_000_000), Buffer.from('\n%%EOF\n')]);
    const first = await tus.send(dossier.id, 'a.pdf', large());
    expect(first.status).toBe(204);
    expect(await tus.begin(dossier.id, 'b.pdf', 16_000_000)).toMatchObject({ status: 422, code: 'attachment.dossier-full' });
    expectStatus(await answer(dossier, 1, []), 200);
    expect((await tus.begin(dossier.id, 'b.pdf', 16_000_000)).status).toBe(201);
  });

  it('files of others: in an answer, by their id, by their upload', async () => {
    const [one, other] = [await begun(), await begun()];
    const { id } = await other.tus.send(other.dossier.id, 'a.pdf', pdf());
    expect((await answer(one.dossier, 1, [id])).body).toMatchObject({ status: 400, code: 'application.answers-malformed', params: { problems: ['project.annexes: answer.file-unknown'] } });
    expect((await one.dossier.applicant.call('get', `/api/attachments/${id}/download`)).body).toMatchObject({ status: 404, code: 'attachment.not-found' });
    const address = (await other.tus.begin(other.dossier.id, 'b.pdf', 10)).headers.location!;
    expect((await one.tus.head(address)).status).toBe(404);
    expect(await one.tus.patch(address, 0, Buffer.alloc(3))).toMatchObject({ status: 404, code: 'upload.not-found' });
    expect((await one.tus.ask('DELETE', address, {})).status).toBe(404);
  });
});

it('a name is shown, and nothing else', async () => {
  const { dossier, tus } = await begun();
  for (const name of ['../../../etc/passwd.pdf', 'a\r\nSet-Cookie: b.pdf', 'facture\u202Efdp.pdf']) expect((await tus.send(dossier.id, name, pdf(name))).status).toBe(204);
  expect((await listed(dossier.applicant, dossier.id)).map(({ name }) => name)).toEqual(['passwd.pdf', 'a Set-Cookie_ b.pdf', 'facturefdp.pdf']);
});

it('the test file of antivirus programs is a text like another where there is no antivirus, and is said not to be scanned', async () => {
  const { dossier, tus } = await begun();
  expect((await tus.send(dossier.id, 'essai.txt', eicar())).status).toBe(204);
  expect((await listed(dossier.applicant, dossier.id))[0]).toMatchObject({ kind: 'text', scan: 'unscanned' });
});

it('no room left is said, counts nothing, and the same part goes through once there is some', async () => {
  const { dossier, tus } = await begun();
  const content = pdf('plein');
  const address = (await tus.begin(dossier.id, 'a.pdf', content.length)).headers.location!;
  const store = api.app.get<FileStore>(FILE_STORE, { strict: false });
  const write = store.write.bind(store);
  store.write = () => Promise.reject(storeFailure(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })));
  const refused = await tus.patch(address, 0, content);
  store.write = write;
  expect(refused).toMatchObject({ status: 503, code: 'files.full', headers: { 'retry-after': '2' } });
  expect((await tus.head(address)).headers['upload-offset']).toBe('0');
  expect((await tus.patch(address, 0, content)).status).toBe(204);
});

describe('after the deadline', () => {
  it('nothing begins, and what had begun does not end', async () => {
    const { dossier, tus } = await begun();
    const content = pdf('tard');
    const address = (await tus.begin(dossier.id, 'a.pdf', content.length)).headers.location!;
    await api.setClock('2023-07-31T21:59:59Z');
    expect((await tus.begin(dossier.id, 'b.pdf', 10)).status).toBe(201);
    await api.setClock('2023-07-31T22:00:00Z');
    expect(await tus.begin(dossier.id, 'c.pdf', 10)).toMatchObject({ status: 422, code: 'application.call-closed' });
    expect(await tus.patch(address, 0, content)).toMatchObject({ status: 422, code: 'application.call-closed' });
    expect(await listed(dossier.applicant, dossier.id)).toEqual([]);
  });
});
