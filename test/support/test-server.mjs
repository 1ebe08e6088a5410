import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrations } from '#migrations/all.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';

/** One server per run, in a folder and on a port of its own, with a migrated template that each file clones. */
export async function startTestServer() {
  await endDeadRuns();
  const folder = await mkdtemp(path.join(tmpdir(), `essaim-test-${process.pid}-`));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, database: 'template_essaim', unsafeFast: true });
  globalThis.__ESSAIM_SERVER__ = { server, folder };
  await migrate(server.ownerUrl, migrations, { demonstration: true });
  await prepareQueueSchema(server.appUrl);
  return { server, folder };
}

/** Lets the files clone what the template holds now. */
export async function offerTemplate({ superUrl, ownerUrl, appUrl }) {
  await nobodyLeft(superUrl);
  process.env.ESSAIM_TEST_SERVER = JSON.stringify({ superUrl, ownerUrl, appUrl });
}

/** A database can be cloned once nobody is connected to it. */
async function nobodyLeft(superUrl) {
  const client = new pg.Client(superUrl);
  await client.connect();
  while ((await client.query(`select from pg_stat_activity where datname = 'template_essaim'`)).rowCount > 0) await pause(20);
  await client.end();
}

/** A run that was killed leaves its server running: the next one ends it, and removes its folder. */
async function endDeadRuns() {
  for (const name of await readdir(tmpdir())) {
    const run = /^essaim-test-(\d+)-/.exec(name)?.[1];
    if (run === undefined || isAlive(Number(run))) continue;
    const folder = path.join(tmpdir(), name);
    const server = Number((await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    const command = await readFile(`/proc/${server}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(`${folder}/`) && isAlive(server)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
