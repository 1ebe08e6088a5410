import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LeftoverService } from '#features/attachments/leftover.service.js';
import { freePort } from '#platform/network/free-port.js';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { pdf } from '../support/files.js';
import { newCall, openCall, type OpenCall } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { Tus } from '../support/tus.js';
import { fastQueue, until } from '../support/until.js';

let folder: string;
let api: TestApi;
let call: OpenCall;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'essaim-killed-uploads-'));
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', FILES_FOLDER: folder });
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
});
afterAll(async () => {
  await api?.close();
  await rm(folder, { recursive: true, force: true });
});

const stored = async (): Promise<string[]> => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => path.relative(folder, path.join(one.parentPath, one.name))).sort();
const dayBefore = async (): Promise<void> => {
  const then = new Date(Date.now() - 25 * 3_600_000);
  for (const key of await stored()) await utimes(path.join(folder, key), then, then);
};
const clear = async (): Promise<number> => {
  await api.sql.query(`update store_sweep set due_at = clock_timestamp(), position = ''`);
  return api.app.get(LeftoverService, { strict: false }).clear();
};
const env = (point: string, port: number): Record<string, string> => ({
  ...fastQueue,
  LOG_LEVEL: 'info',
  PORT: String(port),
  DATABASE_URL: process.env['DATABASE_URL']!,
  FILES_FOLDER: folder,
  SMTP_URL: 'smtp://127.0.0.1:9',
  ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
  ESSAIM_DEMONSTRATION: 'true',
  TIMERS_EVERY_MS: '200',
  ESSAIM_FAULT_POINT: point,
});
const draft = async (): Promise<string> => expectStatus<{ id: string }>(await call.officer.call('post', '/api/calls', newCall(`MORT-${Math.floor(Math.random() * 1e9)}`, call.envelopeId)), 201).id;

it.each([
  ['upload.after-part', 1],
  ['upload.after-file', 2],
])('an api is killed -9 at %s: the file is sent again and is whole, and what was left behind is gone a day later', async (point, left) => {
  const id = await draft();
  const content = pdf(point);
  const port = await freePort();
  const victim = startProcess('api', env(point, port));
  await victim.says('"started"');
  const tus = new Tus(api, call.officer, `http://127.0.0.1:${port}`);
  const address = (await tus.beginDocument(id, 'a.pdf', content.length)).headers.location!;
  const before = (await stored()).length;
  const broken = tus.patch(address, 0, content).catch(() => undefined);
  await victim.says(`fault point ${point}`);
  await victim.kill();
  await broken;
  expect((await stored()).length).toBe(before + left);
  const again = new Tus(api, call.officer);
  expect((await again.head(address)).headers['upload-offset']).toBe('0');
  expect((await again.patch(address, 0, content)).status).toBe(204);
  expect(await clear()).toBe(0);
  await dayBefore();
  expect(await clear()).toBe(1);
  expect((await stored()).filter((key) => key.startsWith('uploads/'))).toEqual([]);
  const [one] = expectStatus<{ sha256: string; name: string }[]>(await call.officer.call('get', `/api/calls/${id}/documents`), 200);
  expect(Buffer.compare((await call.officer.call('get', `/api/documents/${one!.sha256}/a.pdf`)).body as Buffer, content)).toBe(0);
});

it('a worker is killed -9 between the claim of a file and its removal: another one finishes, and the same bytes come again', async () => {
  const id = await draft();
  const content = pdf('repris');
  const sent = await new Tus(api, call.officer).sendDocument(id, 'a.pdf', content);
  expect((await call.officer.call('delete', `/api/documents/${sent.id}`)).status).toBe(204);
  await api.sql.query(`delete from received_files f where not exists (select from call_documents d where d.sha256 = f.sha256)`);
  await dayBefore();
  await api.sql.query(`update store_sweep set due_at = clock_timestamp(), position = ''`);
  const victim = startProcess('worker', env('leftover.after-claim', 0));
  await victim.says('fault point leftover.after-claim');
  await victim.kill();
  const waiting = new Tus(api, call.officer);
  const address = (await waiting.beginDocument(id, 'a.pdf', content.length)).headers.location!;
  expect(await waiting.patch(address, 0, content)).toMatchObject({ status: 503, code: 'files.busy' });
  await api.sql.query(`update file_removals set since = since - interval '11 minutes'`);
  expect(await clear()).toBe(1);
  await until('the file is taken', async () => (await waiting.patch(address, 0, content)).status === 204);
  expect(await clear()).toBe(0);
  expect(Buffer.compare((await call.officer.call('get', `/api/documents/${expectStatus<{ sha256: string }[]>(await call.officer.call('get', `/api/calls/${id}/documents`), 200)[0]!.sha256}/a.pdf`)).body as Buffer, content)).toBe(0);
});
