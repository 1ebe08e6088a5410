import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A database can be cloned once nobody is connected to it. */
export async function nobodyLeft(superUrl) {
  const client = new pg.Client(superUrl);
  await client.connect();
  while ((await client.query(`select from pg_stat_activity where datname = 'template_essaim'`)).rowCount > 0) await pause(20);
  await client.end();
}

/** A run that was killed leaves its server running: the next one ends it, and removes its folder. */
export async function endDeadRuns() {
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
