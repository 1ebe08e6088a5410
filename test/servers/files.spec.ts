import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#platform/network/free-port.js';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { eicar, pdf } from '../support/files.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { startClamd } from '../support/servers.mjs';
import { Tus } from '../support/tus.js';
import { fastQueue, until } from '../support/until.js';
import { startFleet, type Fleet } from './fleet.js';

const run = (command: string, args: string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
};

describe('files, with Debian’s clamd and two apis on one folder', () => {
  let folder: string;
  let store: string;
  let clamd: ChildProcess;
  let clamdPort: number;
  let api: TestApi;
  let call: OpenCall;
  let fleet: Fleet;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'essaim-clamd-'));
    await chmod(folder, 0o755);
    store = await mkdtemp(path.join(tmpdir(), 'essaim-small-store-'));
    run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', store]);
    clamdPort = await freePort();
    clamd = await startClamd({ folder, port: clamdPort });
    const env = { FILES_FOLDER: store, CLAMAV_URL: `tcp://127.0.0.1:${clamdPort}` };
    api = await openApi({ ESSAIM_DEMONSTRATION: 'true', ...env });
    await api.setClock('2023-06-15T10:00:00Z');
    call = await openCall(api);
    fleet = await startFleet({ ...fastQueue, ...env, SMTP_URL: 'smtp://127.0.0.1:9' });
  });
  afterAll(async () => {
    await fleet?.close();
    await api?.close();
    clamd?.kill('SIGKILL');
    run('umount', ['--lazy', store]);
    for (const one of [folder, store]) await rm(one, { recursive: true, force: true });
  });

  const clients = (dossier: Dossier): Tus[] => fleet.apis.map(({ url }) => new Tus(api, dossier.applicant, url));
  const states = async ({ applicant, id }: Dossier): Promise<(string | null)[][]> =>
    expectStatus<{ scan: string; signature: string | null }[]>(await applicant.call('get', `/api/applications/${id}/attachments`), 200).map(({ scan, signature }) => [scan, signature]);
  const become = (dossier: Dossier, wanted: string) => until(`the file is ${wanted}`, async () => (await states(dossier)).every(([scan]) => scan === wanted));

  it('finds the test file and nothing in another; parts go to one api, then to the other', async () => {
    const dossier = await completeDraft(api, call);
    const [one, other] = clients(dossier);
    const content = pdf('deux apis');
    const address = (await one!.begin(dossier.id, 'a.pdf', content.length)).headers.location!;
    expect((await one!.patch(address, 0, content.subarray(0, 20))).headers['upload-offset']).toBe('20');
    expect((await other!.patch(address, 20, content.subarray(20))).status).toBe(204);
    await become(dossier, 'clean');
    const infected = await completeDraft(api, call);
    expect((await clients(infected)[0]!.send(infected.id, 'essai.txt', eicar())).status).toBe(204);
    await become(infected, 'infected');
    expect(await states(infected)).toEqual([['infected', expect.stringContaining('Essaim.Test.Eicar')]]);
  });

  it('clamd dead: files are taken and wait; back: they are scanned', async () => {
    clamd.kill('SIGKILL');
    await once(clamd, 'exit');
    const dossier = await completeDraft(api, call);
    expect((await clients(dossier)[1]!.send(dossier.id, 'b.pdf', pdf(dossier.id))).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await states(dossier)).toEqual([['pending', null]]);
    clamd = await startClamd({ folder, port: clamdPort });
    await become(dossier, 'clean');
  });

  it('the disk of the files is full: 503, nothing half stored; room again: the same part goes through', async () => {
    const dossier = await completeDraft(api, call);
    const [tus] = clients(dossier);
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(300_000, 65), Buffer.from(`\n${dossier.id}\n%%EOF`)]);
    const address = (await tus!.begin(dossier.id, 'c.pdf', content.length)).headers.location!;
    const fill = path.join(store, 'fill');
    await writeFile(fill, Buffer.alloc(4_000_000)).catch((error: NodeJS.ErrnoException) => expect(error.code).toBe('ENOSPC'));
    expect(await tus!.patch(address, 0, content)).toMatchObject({ status: 503, code: 'files.full' });
    expect((await tus!.head(address)).headers['upload-offset']).toBe('0');
    await rm(fill);
    expect((await tus!.patch(address, 0, content)).status).toBe(204);
    await become(dossier, 'clean');
  });
});
