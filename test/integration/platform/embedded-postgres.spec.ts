import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type Embedded } from '#platform/database/embedded-postgres.js';

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let server: Embedded | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'essaim-starter-'));
    await chmod(folder, 0o755);
  });

  afterEach(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('recovers after kill -9, also when a session outlives it by the statement that it runs', async () => {
    const first = await startEmbeddedPostgres({ folder, database: 'kept' });
    const busy = await connected(first.ownerUrl);
    await busy.query('create table essaim.kept as select 7 as number');
    const statement = busy.query('select count(*) from generate_series(1, 2000000)').then(() => 'finished', () => 'cut');
    process.kill(Number((await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL');

    server = await startEmbeddedPostgres({ folder, database: 'kept' });
    const after = await connected(server.ownerUrl);
    expect((await after.query('select number from essaim.kept')).rows).toEqual([{ number: 7 }]);
    await after.end();
    await statement;
  });
});
