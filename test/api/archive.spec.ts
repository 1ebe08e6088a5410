import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { pdf, png } from '../support/files.js';
import { runJobs } from '../support/jobs.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { bytesOf, readZip } from '../support/tables.js';
import { Tus } from '../support/tus.js';

interface Manifest {
  depot: { numero: string; ordre: number; empreinteDuContenu: string };
  complet: boolean;
  fichiers: { nom: string; role: string; octets: number; sha256: string; nomDepose?: string; antivirus?: string }[];
  ecartes: { nomDepose: string; sha256: string }[];
}

let api: TestApi;
let call: OpenCall;
let dossier: Dossier;
let folder: string;
let infected: string;
const statutes = pdf('statuts');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'essaim-archives-'));
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', FILES_FOLDER: folder });
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  dossier = await completeDraft(api, call);
  const tus = new Tus(api, dossier.applicant);
  const files = [await tus.send(dossier.id, 'Statuts signés «2023».pdf', statutes), await tus.send(dossier.id, 'con.png', png()), await tus.send(dossier.id, 'mauvais.pdf', pdf('mauvais'))];
  const saved = expectStatus<{ applicationVersion: number }>(
    await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: '<b>Coopérer</b>\nà deux', territory: 'Rennes', annexes: files.map(({ id }) => id) } }),
    200,
  );
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: saved.applicationVersion }), 200);
  await runJobs(api, 'attachments.make-receipt', (id) => api.app.get(ReceiptService, { strict: false }).make(id));
  infected = sha256(pdf('mauvais'));
  await api.sql.query(`update received_files set scan = 'infected', signature = 'Essai', scanned_at = now() where sha256 = decode($1, 'hex')`, [infected]);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/reopen`), 200);
  expectStatus(await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 2, answers: { summary: 'BROUILLON', territory: 'BROUILLON' } }), 200);
});
afterAll(async () => {
  await api?.close();
  await rm(folder, { recursive: true, force: true });
});

const archive = async (by = dossier.applicant, query = '') => {
  const { answer, bytes } = await bytesOf(by, `/api/applications/${dossier.id}/archive${query}`);
  expect(answer.status).toBe(200);
  return { answer, bytes, files: await readZip(bytes) };
};

it('holds what was received, each file with the size and hash that its manifest says, and no other', async () => {
  const { answer, bytes, files } = await archive();
  expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': String(bytes.length), 'cache-control': 'private, no-store' });
  const manifest = JSON.parse(files.get('manifeste.json')!.toString()) as Manifest;
  expect([...files.keys()].filter((name) => name !== 'manifeste.json')).toEqual(manifest.fichiers.map(({ nom }) => nom));
  for (const { nom, octets, sha256: hash } of manifest.fichiers) expect([nom, files.get(nom)!.length, sha256(files.get(nom)!)]).toEqual([nom, octets, hash]);
  expect(manifest.fichiers.filter(({ role }) => role === 'piece-jointe').map(({ nom, nomDepose, antivirus }) => [nom, nomDepose, antivirus])).toEqual([
    ['pieces/project-annexes/01-Statuts signés «2023».pdf', 'Statuts signés «2023».pdf', 'non analysé par un antivirus'],
    ['pieces/project-annexes/02-_con.png', 'con.png', 'non analysé par un antivirus'],
  ]);
  expect(files.get('pieces/project-annexes/01-Statuts signés «2023».pdf')!.equals(statutes)).toBe(true);
});

it('proves the submission: its content is the one that the receipt’s hash is of, whatever is being written since', async () => {
  const { answer, files } = await archive();
  const manifest = JSON.parse(files.get('manifeste.json')!.toString()) as Manifest;
  const { rows } = await api.sql.query<{ number: string; sha256: string }>(`select number, encode(content_sha256, 'hex') as sha256 from submissions where application_id = $1`, [dossier.id]);
  expect(manifest).toMatchObject({ complet: true, depot: { numero: rows[0]!.number, ordre: 1, empreinteDuContenu: rows[0]!.sha256 } });
  expect(sha256(files.get('dossier.json')!)).toBe(rows[0]!.sha256);
  expect(files.get(`recepisse-${rows[0]!.number}.pdf`)!.subarray(0, 5).toString()).toBe('%PDF-');
  const page = files.get('dossier.html')!.toString();
  expect(page).toContain('&lt;b&gt;Coopérer&lt;/b&gt;<br>à deux');
  expect(page).toContain('href="pieces/project-annexes/01-Statuts%20sign%C3%A9s%20%C2%AB2023%C2%BB.pdf"');
  for (const [name, content] of files) expect([name, content.includes('BROUILLON')]).toEqual([name, false]);
  const { code } = expectStatus<{ code: string }>(await call.officer.call('get', `/api/calls/${call.id}`), 200);
  expect(answer.headers['content-disposition']).toContain(`filename="dossier-${code}-${rows[0]!.number}-2023-06-15.zip"`);
});

it('says which files it leaves out, and why', async () => {
  const { files } = await archive(call.officer);
  expect((JSON.parse(files.get('manifeste.json')!.toString()) as Manifest).ecartes).toEqual([expect.objectContaining({ nomDepose: 'mauvais.pdf', sha256: infected })]);
  expect(files.get('LISEZMOI.txt')!.toString()).toContain('- mauvais.pdf');
  expect([...files.keys()].some((name) => name.includes('mauvais'))).toBe(false);
});

it('is of the submission that is asked for, and of no draft', async () => {
  expect((await archive(dossier.applicant, '?ordinal=1')).files.has('dossier.json')).toBe(true);
  expect((await dossier.applicant.call('get', `/api/applications/${dossier.id}/archive?ordinal=2`)).body).toMatchObject({ status: 404, code: 'submission.not-found' });
  const draft = await completeDraft(api, call);
  expect((await draft.applicant.call('get', `/api/applications/${draft.id}/archive`)).body).toMatchObject({ status: 404, code: 'submission.not-found' });
});

it('whose file is no more what was sealed is cut, never given as if it were whole', async () => {
  const stored = path.join(folder, 'sha256', sha256(statutes).slice(0, 2), sha256(statutes));
  await writeFile(stored, Buffer.from(statutes).fill(7, 20));
  try {
    const { port } = (api.app.getHttpServer() as http.Server).address() as AddressInfo;
    const request = http.get({ port, path: `/api/applications/${dossier.id}/archive`, headers: { host: 'localhost', cookie: `essaim=${await api.sessionOf(dossier.applicant)}` } });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.resume();
    await expect(once(response, 'end')).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  } finally {
    await writeFile(stored, statutes);
  }
});
