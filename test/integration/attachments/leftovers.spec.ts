import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { LeftoverService } from '#features/attachments/leftover.service.js';
import { FILE_STORE, keyOfFile, keyOfPart, type FileStore } from '#platform/files/file-store.js';
import { expectStatus, openApi, quietPool, type TestApi } from '../../support/api.js';
import { eicar, pdf } from '../../support/files.js';
import { completeDraft, newCall, openCall, type OpenCall } from '../../support/open-call.js';
import { Tus } from '../../support/tus.js';

const folder = await mkdtemp(path.join(tmpdir(), 'essaim-leftovers-'));
// It signs a bucket's address without the slash at its end, with which lists are asked for; S3 signs what is sent.
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, allowMismatchedSignatures: true, directory: path.join(folder, 's3'), configureBuckets: [{ name: 'essaim' }] });
const { port } = await server.run();
const owner = quietPool(process.env['DATABASE_OWNER_URL']);
afterAll(async () => {
  await owner.end();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** A store, its settings, and the file on this machine in which it keeps a key. */
const stores: [string, Record<string, string>, (key: string) => string][] = [
  ['a folder', { FILES_FOLDER: path.join(folder, 'files') }, (key) => path.join(folder, 'files', key)],
  ['S3', { FILES_FOLDER: '', S3_URL: `http://S3RVER:S3RVER@127.0.0.1:${port}/essaim?region=us-east-1` }, (key) => path.join(folder, 's3', 'essaim', `${key}._S3rver_object`)],
];

async function* of(content: Buffer): AsyncIterable<Buffer> {
  yield content;
}
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const gate = (): { open: () => void; passed: Promise<void> } => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
};

describe.each(stores)('what %s holds for nobody', (name, settings, fileOf) => {
  let api: TestApi;
  let call: OpenCall;
  let tus: Tus;
  let store: FileStore;
  beforeAll(async () => {
    api = await openApi({ ESSAIM_DEMONSTRATION: 'true', ...settings });
    await api.app.listen(0, '127.0.0.1');
    await api.setClock(`2023-06-1${name === 'S3' ? 6 : 5}T10:00:00Z`);
    call = await openCall(api);
    tus = new Tus(api, call.officer);
    store = api.app.get<FileStore>(FILE_STORE, { strict: false });
  });
  afterAll(() => api?.close());

  const all = async (): Promise<string[]> => (await store.list('', 10_000)).map(({ key }) => key);
  const age = (key: string, hours = 25): Promise<void> => utimes(fileOf(key), new Date(Date.now() - hours * 3_600_000), new Date(Date.now() - hours * 3_600_000));
  const put = async (key: string, content: Buffer = Buffer.from(key), hours = 25): Promise<string> => {
    await store.write(key, of(content));
    await age(key, hours);
    return key;
  };
  /** A whole look, due or not. */
  const clear = async (): Promise<number> => {
    await api.sql.query(`update store_sweep set due_at = clock_timestamp(), position = ''`);
    return api.app.get(LeftoverService, { strict: false }).clear();
  };
  const draftCall = async (): Promise<string> => expectStatus<{ id: string }>(await call.officer.call('post', '/api/calls', newCall(`RESTE-${Math.floor(Math.random() * 1e9)}`, call.envelopeId)), 201).id;
  const given = async (content: Buffer, file = 'a.pdf'): Promise<string> => {
    const answer = await call.officer.call('get', `/api/documents/${hashOf(content)}/${file}`);
    return answer.status === 200 ? hashOf(answer.body as Buffer) : String(answer.status);
  };

  it('is listed in its order, some keys at a time', async () => {
    for (let n = 0; n < 7; n += 1) await put(keyOfPart(randomUUID(), '0-a'));
    const whole = await all();
    expect(whole).toEqual([...whole].sort());
    for (const [n, key] of whole.entries()) expect((await store.list(key, 10_000)).map((one) => one.key)).toEqual(whole.slice(n + 1));
    // The server of the tests fails on a list that it would have to cut.
    if (name !== 'S3') for (const n of [0, 2, 5]) expect((await store.list(n === 0 ? '' : whole[n - 1]!, 2)).map((one) => one.key)).toEqual(whole.slice(n, n + 2));
    await clear();
  });

  it('parts that no upload counts, files that nothing names: taken out once they are a day old, whatever is named kept', async () => {
    const dossier = await completeDraft(api, call);
    const attached = pdf(`joint ${name}`);
    await new Tus(api, dossier.applicant).send(dossier.id, 'a.pdf', attached);
    const given = pdf(`document ${name}`);
    await tus.sendDocument(await draftCall(), 'a.pdf', given);
    const address = (await tus.beginDocument(call.id, 'b.pdf', 100)).headers.location!;
    const uploadId = address.split('/').at(-1)!;
    await tus.patch(address, 0, Buffer.alloc(40));
    const [counted] = (await all()).filter((key) => key.includes(uploadId));
    const kept = [keyOfFile(hashOf(attached)), keyOfFile(hashOf(given)), counted!];
    for (const key of kept) await age(key, 24 * 400);
    const young = [await put(keyOfPart(uploadId, '000000000000040-a'), Buffer.from('a'), 23), await put(keyOfFile(hashOf(randomBytes(8))), Buffer.from('b'), 23)];
    const foreign = await put('ailleurs/quelque-chose.txt');
    const loose = [await put(keyOfPart(uploadId, '000000000000040-b')), await put(keyOfPart(randomUUID(), '000000000000000-c')), await put(keyOfFile(hashOf(randomBytes(8)))), ...(name === 'S3' ? [] : [await put(`half/${randomUUID()}`)])];
    expect(await clear()).toBe(loose.length);
    const left = await all();
    expect(left).toEqual(expect.arrayContaining([...kept, ...young, foreign]));
    for (const key of loose) expect(left).not.toContain(key);
    expect(await clear()).toBe(0);
    expect((await tus.head(address)).headers['upload-offset']).toBe('40');
    for (const key of [...young, foreign]) await store.remove(key);
  });

  it('a look is due once in a while, and two workers that look at once leave nothing half done', async () => {
    for (let n = 0; n < 12; n += 1) await put(keyOfFile(hashOf(randomBytes(8))));
    const leftovers = api.app.get(LeftoverService, { strict: false });
    await api.sql.query(`update store_sweep set due_at = clock_timestamp(), position = ''`);
    expect((await Promise.all([leftovers.clear(), leftovers.clear()])).map(String).sort()).toEqual(['0', '12']);
    const keys = await Promise.all(Array.from({ length: 12 }, () => put(keyOfFile(hashOf(randomBytes(8))))));
    const remove = store.remove.bind(store);
    const both = gate();
    store.remove = async (key) => (await both.passed, remove(key));
    const looks = [clear(), clear()];
    setTimeout(both.open, 300);
    expect((await Promise.all(looks)).reduce((sum, removed) => sum + removed, 0)).toBeGreaterThanOrEqual(12);
    store.remove = remove;
    expect((await all()).filter((key) => keys.includes(key))).toEqual([]);
    expect((await api.sql.query(`select from file_removals`)).rowCount).toBe(0);
  });

  it('an upload that was never finished goes with its parts', async () => {
    const address = (await tus.beginDocument(call.id, 'jamais.pdf', 100)).headers.location!;
    const id = address.split('/').at(-1)!;
    await tus.patch(address, 0, Buffer.alloc(40));
    expect(await clear()).toBe(0);
    await owner.query(`update uploads set expires_at = clock_timestamp() - interval '1 second' where id = $1`, [id]);
    expect(await clear()).toBe(1);
    expect([(await tus.head(address)).status, (await all()).filter((key) => key.includes(id))]).toEqual([404, []]);
  });

  it('a document that was taken out goes after a day, unless another call has the same bytes, or the antivirus had something to say', async () => {
    const [alone, shared, bad] = [pdf(`seul ${name}`), pdf(`partagé ${name}`), Buffer.concat([eicar(), Buffer.from(` ${name}`)])];
    const id = await draftCall();
    for (const [file, content] of [['a.pdf', alone], ['b.pdf', shared], ['c.txt', bad]] as const) await tus.sendDocument(id, file, content);
    await tus.sendDocument(await draftCall(), 'a.pdf', shared);
    const documents = expectStatus<{ id: string }[]>(await call.officer.call('get', `/api/calls/${id}/documents`), 200);
    for (const one of documents) expect((await call.officer.call('delete', `/api/documents/${one.id}`)).status).toBe(204);
    await api.sql.query(`update received_files set scan = 'infected', signature = 'Essai', scanned_at = now() where sha256 = decode($1, 'hex')`, [hashOf(bad)]);
    for (const content of [alone, shared, bad]) await age(keyOfFile(hashOf(content)));
    expect(await clear()).toBe(0);
    await owner.query(`update received_files set received_at = received_at - interval '25 hours'`);
    expect(await clear()).toBe(1);
    const left = await all();
    expect([alone, shared, bad].map((content) => left.includes(keyOfFile(hashOf(content))))).toEqual([false, true, true]);
    expect(await given(shared)).toBe(hashOf(shared));
    expect((await tus.sendDocument(id, 'a.pdf', alone)).status).toBe(204);
    expect(await given(alone)).toBe(hashOf(alone));
  });

  it('the same bytes that are sent again while their file is being taken out: they wait, then they are there', async () => {
    const content = pdf(`course ${name}`);
    const key = await put(keyOfFile(hashOf(content)), content);
    const remove = store.remove.bind(store);
    const [reached, go] = [gate(), gate()];
    store.remove = async (one) => {
      if (one !== key) return remove(one);
      reached.open();
      await go.passed;
      return remove(one);
    };
    const cleared = clear();
    await reached.passed;
    const id = await draftCall();
    const address = (await tus.beginDocument(id, 'a.pdf', content.length)).headers.location!;
    const sent = await tus.patch(address, 0, content);
    go.open();
    expect(await cleared).toBe(1);
    store.remove = remove;
    if (sent.status !== 204) {
      expect(sent).toMatchObject({ status: 503, code: 'files.busy' });
      expect((await tus.patch(address, 0, content)).status).toBe(204);
    }
    expect(await given(content)).toBe(hashOf(content));
  });

  it('what an upload is about to name is not taken out, however old its bytes are', async () => {
    const content = pdf(`nommé ${name}`);
    const key = await put(keyOfFile(hashOf(content)), content);
    const write = store.write.bind(store);
    const [reached, go] = [gate(), gate()];
    store.write = async (one, source) => {
      if (one === key) {
        reached.open();
        await go.passed;
      }
      return write(one, source);
    };
    const sent = tus.sendDocument(await draftCall(), 'a.pdf', content);
    await reached.passed;
    expect(await clear()).toBe(0);
    go.open();
    expect((await sent).status).toBe(204);
    store.write = write;
    await age(key);
    expect(await clear()).toBe(0);
    expect(await given(content)).toBe(hashOf(content));
  });

  it('a removal whose worker died is finished by another', async () => {
    const content = pdf(`abandonné ${name}`);
    const key = await put(keyOfFile(hashOf(content)), content);
    await api.sql.query(`insert into file_removals (sha256, holder) values (decode($1, 'hex'), gen_random_uuid())`, [hashOf(content)]);
    expect(await clear()).toBe(0);
    const id = await draftCall();
    expect(await tus.sendDocument(id, 'a.pdf', content)).toMatchObject({ status: 503, code: 'files.busy' });
    await api.sql.query(`update file_removals set since = since - interval '11 minutes'`);
    expect(await clear()).toBe(1);
    expect(await all()).not.toContain(key);
    expect((await tus.sendDocument(id, 'a.pdf', content)).status).toBe(204);
    expect(await given(content)).toBe(hashOf(content));
  });
});
