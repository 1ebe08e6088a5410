import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { FileStore } from '#platform/files/file-store.js';
import { FolderStore } from '#platform/files/folder-store.js';
import { setLogLevel } from '#platform/telemetry/log.js';
import { S3Store } from '#platform/files/s3-store.js';
import { openApi } from '../../support/api.js';
import { completeDraft, openCall } from '../../support/open-call.js';
import { Tus } from '../../support/tus.js';

setLogLevel('silent');
const folder = await mkdtemp(path.join(tmpdir(), 'essaim-stores-'));
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: path.join(folder, 's3'), configureBuckets: [{ name: 'essaim' }] });
const { port } = await server.run();
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const stores: [string, FileStore][] = [
  ['a folder', new FolderStore(path.join(folder, 'files'))],
  ['S3', new S3Store(`http://S3RVER:S3RVER@127.0.0.1:${port}/essaim?region=us-east-1`)],
];

async function* of(...chunks: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}
async function* failing(first: Uint8Array): AsyncIterable<Uint8Array> {
  yield first;
  throw new RangeError('the source broke off');
}
/** `megabytes` that are never whole in memory. */
async function* stream(megabytes: number): AsyncIterable<Uint8Array> {
  for (let n = 0; n < megabytes; n += 1) yield Buffer.alloc(1_000_000, n);
}
const hashOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of source) hash.update(chunk);
  return hash.digest('hex');
};
const text = async (store: FileStore, key: string): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(key)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe.each(stores)('%s', (name, store) => {
  const key = (): string => `uploads/${randomUUID()}/000-a`;

  it('gives back what it was given, and the last of what a key was given', async () => {
    const one = key();
    expect(await store.write(one, of(Buffer.from('Bon'), Buffer.from('jour')))).toBe(7);
    expect(await text(store, one)).toBe('Bonjour');
    await store.write(one, of(Buffer.from('Bonsoir')));
    expect(await text(store, one)).toBe('Bonsoir');
  });

  it('keeps an empty part', async () => {
    const one = key();
    expect(await store.write(one, of())).toBe(0);
    expect(await text(store, one)).toBe('');
  });

  it('keeps nothing of a source that fails, and throws its error', async () => {
    for (const first of [Buffer.from('a'), Buffer.alloc(12_000_000)]) {
      const one = key();
      await expect(store.write(one, failing(first))).rejects.toThrow('the source broke off');
      await expect(text(store, one)).rejects.toMatchObject({ code: 'files.missing', kind: 'unavailable' });
    }
  });

  it('says of a key that is not there that it is missing; removes it all the same', async () => {
    const one = key();
    await expect(text(store, one)).rejects.toMatchObject({ code: 'files.missing' });
    await store.remove(one);
    await store.write(one, of(Buffer.from('a')));
    await store.remove(one);
    await expect(text(store, one)).rejects.toMatchObject({ code: 'files.missing' });
  });

  it('streams two hundred megabytes without holding them', async () => {
    const one = key();
    const before = process.memoryUsage();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - before.arrayBuffers)), 5);
    try {
      expect(await store.write(one, stream(200))).toBe(200_000_000);
      expect(await hashOf(store.read(one))).toBe(await hashOf(stream(200)));
    } finally {
      clearInterval(watch);
      await store.remove(one);
    }
    // The server of the tests is in this process, too, and what nothing holds any more is counted until it is collected.
    expect(most).toBeLessThan(name === 'S3' ? 160_000_000 : 40_000_000);
  });
});

it('a folder leaves nothing half written', async () => {
  const files = path.join(folder, 'files');
  expect(await readdir(path.join(files, 'half'))).toEqual([]);
});

it('a dossier’s file goes to S3 part by part, and comes back from there', async () => {
  const api = await openApi({ ESSAIM_DEMONSTRATION: 'true', FILES_FOLDER: '', S3_URL: `http://S3RVER:S3RVER@127.0.0.1:${port}/essaim?region=us-east-1` });
  try {
    await api.app.listen(0, '127.0.0.1');
    await api.setClock('2023-06-15T10:00:00Z');
    const dossier = await completeDraft(api, await openCall(api));
    const tus = new Tus(api, dossier.applicant);
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(6_500_000), Buffer.from('\n%%EOF')]);
    const address = (await tus.begin(dossier.id, 'a.pdf', content.length)).headers.location!;
    expect((await tus.patch(address, 0, content.subarray(0, 6_000_000))).headers['upload-offset']).toBe('6000000');
    expect((await tus.patch(address, 6_000_000, content.subarray(6_000_000))).status).toBe(204);
    const link = await dossier.applicant.call('get', `/api/attachments/${address.split('/').at(-1)}/download`);
    const file = await dossier.applicant.call('get', link.headers['location'] as string);
    expect(Buffer.compare(file.body as Buffer, content)).toBe(0);
  } finally {
    await api.close();
  }
});

it('a store that cannot be reached is down', async () => {
  const nowhere = new S3Store('http://a:b@127.0.0.1:9/essaim');
  await expect(nowhere.write('a/b', of(Buffer.from('a')))).rejects.toMatchObject({ code: 'files.down', kind: 'unavailable' });
  await expect(text(nowhere, 'a/b')).rejects.toMatchObject({ code: 'files.down' });
});
