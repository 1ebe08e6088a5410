// P7: `npm start` a second time, until its first page answers; against the start of its embedded PostgreSQL alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { freePort } from '#platform/network/free-port.js';
import { inTurn, loadBefore, ratio, report, spread } from './runner.mjs';

const project = path.resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(path.join(tmpdir(), 'essaim-bench-start-'));
await chmod(folder, 0o755);
const before = loadBefore();

/** Seconds until the first page answers; then everything is stopped. */
async function npmStart() {
  const port = await freePort();
  const began = process.hrtime.bigint();
  const child = spawn('npm', ['start'], { cwd: project, detached: true, stdio: 'ignore', env: { PATH: process.env.PATH, HOME: process.env.HOME, ESSAIM_DATA: folder, PORT: String(port) } });
  while (!(await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.ok, () => false))) {
    if (child.exitCode !== null) throw new Error('npm start ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  return { seconds, stop: () => stopped(child.pid) };
}

/** npm ends before what it started: the whole group must be gone. */
async function stopped(group) {
  process.kill(-group, 'SIGTERM');
  for (;;) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function postgresAlone() {
  const began = process.hrtime.bigint();
  const server = await startEmbeddedPostgres({ folder, database: 'essaim' });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const client = new pg.Client(server.appUrl);
  await client.connect();
  const { rows: [{ version }] } = await client.query(`select current_setting('server_version') as version`);
  await client.end();
  return { seconds, version, stop: () => server.stop() };
}

try {
  const first = await npmStart();
  await settled(first);
  let version;
  const [ours, theirs] = await inTurn([npmStart, postgresAlone], async (start) => {
    const started = await start();
    version = started.version ?? version;
    await started.stop();
    return started.seconds;
  });
  await report({
    name: 'start',
    title: 'The second start (P7, goal: under 6 s)',
    postgres: version,
    notes: ['`npm start` on the folder that a first start filled with the demonstration, until `/` answers; npm and the check that nothing needs building included. It includes the start of PostgreSQL, which is also measured alone.'],
    head: ['`npm start`, s', 'embedded PostgreSQL alone, s', 'ratio'],
    rows: [[spread(ours), spread(theirs), spread(ratio(theirs, ours, 'more').map((value) => 1 / value))]],
    data: { loadBefore: before, ours, theirs },
  });
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The first start goes on loading the demonstration after its first page: its mark is there until it is done. */
async function settled({ stop }) {
  for (let quiet = 0; quiet < 20; await new Promise((resolve) => setTimeout(resolve, 100))) quiet = existsSync(path.join(folder, 'loading')) ? 0 : quiet + 1;
  await stop();
}
