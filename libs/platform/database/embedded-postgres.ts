import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { chown, mkdir, open, readdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '#platform/network/free-port.js';
import { binaries, runAs } from './postgres-binaries.js';
import { Held, hold } from './database-hold.js';
import { dropDatabase, makeRolesAndDatabase, type Passwords } from './database-roles.js';

export interface EmbeddedOptions {
  /** Absolute; holds the cluster in `postgres`, the passwords and the server's log beside it. */
  folder: string;
  database: string;
  /** Drop the database first, with all that it holds. */
  anew?: boolean;
  /** Tests only: no fsync. */
  unsafeFast?: boolean;
}

export interface Embedded {
  /** As the owner of the schema: migrations only. */
  ownerUrl: string;
  /** As the role that the application runs as. */
  appUrl: string;
  /** As the superuser: for tests that clone databases. */
  superUrl: string;
  port: number;
  stop(): Promise<void>;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What the files of a server are worth when it cannot use them, as a sentence that says what to do. */
const unusable = (folder: string, reason: string): Error =>
  new Error(`the database in ${folder} cannot be used (${reason}): put the folder back from a backup, or move it away (or set ESSAIM_DATA to another one) and start again with an empty database`);

/** Starts the embedded server on this folder, or joins the one that a killed process left running on it; one process at a time. */
export async function startEmbeddedPostgres({ folder, database, anew = false, unsafeFast = false }: EmbeddedOptions): Promise<Embedded> {
  const cluster = path.join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  const unlock = await lock(path.join(folder, 'postgres.lock'));
  try {
    const passwords = await keptPasswords(folder, cluster);
    const url = (port: number, user: string, password: string, name: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    const joined = await running(cluster, passwords);
    const port = joined ?? (await launch(cluster, folder, passwords, unsafeFast));
    const superUrl = url(port, 'postgres', passwords.super, 'postgres');
    let held: { release(): Promise<void> } | undefined;
    try {
      held = await hold(superUrl);
      if (anew) await dropDatabase(superUrl, database);
      await makeRolesAndDatabase(superUrl, database, passwords);
    } catch (error) {
      if (error instanceof Held) throw new Error(`another Essaim is running on the folder ${folder} (process ${error.processId}): use that one, stop it first, or set ESSAIM_DATA to another folder`);
      if (joined === undefined || held !== undefined) await stop(cluster);
      await held?.release();
      throw unusable(folder, (error as Error).message);
    }
    return {
      port,
      superUrl,
      ownerUrl: url(port, 'essaim_owner', passwords.owner, database),
      appUrl: url(port, 'essaim_app', passwords.app, database),
      stop: async () => {
        await stop(cluster);
        await held.release();
      },
    };
  } finally {
    await unlock();
  }
}

/** The address, as the role that runs, of the embedded server that works on this folder at the moment; undefined when none does. */
export async function runningEmbedded({ folder, database }: { folder: string; database: string }): Promise<string | undefined> {
  const cluster = path.join(folder, 'postgres');
  const found = await postmaster(cluster);
  if (!found?.ready) return undefined;
  const { app } = await keptPasswords(folder, cluster);
  return `postgres://essaim_app:${app}@127.0.0.1:${found.port}/${database}`;
}

async function keptPasswords(folder: string, cluster: string): Promise<Passwords> {
  const file = path.join(folder, 'passwords.json');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) {
    try {
      return JSON.parse(kept) as Passwords;
    } catch {
      throw unusable(folder, 'its passwords.json is damaged');
    }
  }
  if (existsSync(cluster)) throw unusable(folder, 'its passwords.json is missing');
  const made: Passwords = { super: secret(), owner: secret(), app: secret() };
  await writeFile(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

const secret = (): string => randomBytes(24).toString('base64url');

interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, status; undefined when that process is gone or another. */
async function postmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid || !(await servesHere(pid, cluster))) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Is this process, whose number may have been given anew, a server that works in this folder? */
async function servesHere(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (platform() !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes('postgres')) return false;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return place === undefined || command.includes(cluster) || place === (await realpath(cluster).catch(() => cluster));
}

/** The port of a server that runs on this very cluster, waited for while it starts or stops. */
async function running(cluster: string, passwords: Passwords): Promise<number | undefined> {
  let found: Postmaster | undefined;
  for (let turn = 0; turn < 200; turn++) {
    found = await postmaster(cluster);
    if (found === undefined) break;
    if (found.ready && (await answersFor(cluster, found.port, passwords))) return found.port;
    await pause(50);
  }
  if (found !== undefined && platform() === 'linux') throw new Error(`a PostgreSQL runs in ${cluster} already (process ${found.pid}) but does not answer: end it with "kill -INT ${found.pid}", then start again`);
  const claimed = Number((await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (claimed && isAlive(claimed)) await rm(path.join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

async function answersFor(cluster: string, port: number, passwords: Passwords): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: passwords.super, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return path.resolve(rows[0]!.data_directory) === path.resolve(cluster);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function launch(cluster: string, folder: string, passwords: Passwords, unsafeFast: boolean): Promise<number> {
  const programs = await binaries();
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  if (!existsSync(cluster)) await initialise(programs.initdb, cluster, folder, passwords, env);
  const port = await freePort();
  const fast = unsafeFast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : [];
  const settings = ['-c', 'timezone=UTC', '-c', 'max_connections=300', '-c', 'password_encryption=scram-sha-256', '-c', 'log_min_messages=warning', ...fast];
  const logFile = path.join(folder, 'postgres.log');
  for (let turn = 0; ; turn++) {
    const log = openSync(logFile, 'a');
    const from = fstatSync(log).size;
    const child: ChildProcess = spawn(programs.postgres, ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings], {
      ...runAs(),
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.unref();
    let ended: string | undefined;
    child.once('exit', (code, signal) => (ended = `it ended at once, ${code ?? signal}`));
    child.once('error', (error) => (ended = error.message));
    while (ended === undefined) {
      if ((await postmaster(cluster))?.ready) return port;
      await pause(20);
    }
    const said = (await readFile(logFile)).subarray(from).toString();
    // The children of a killed server may outlive it by a moment; it refuses to start beside them.
    if (!said.includes('shared memory block') || turn === 40) throw unusable(folder, /^.*(?:FATAL|PANIC):\s*(.+)$/m.exec(said)?.[1] ?? (said.trim().split('\n')[0] || ended));
    await pause(250);
  }
}

/** Makes the server's files under another name first: a start that is killed meanwhile leaves none that look whole. */
async function initialise(initdb: string, cluster: string, folder: string, passwords: Passwords, env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of await readdir(folder)) if (name.startsWith('postgres.new-')) await rm(path.join(folder, name), { recursive: true, force: true });
  const mark = randomBytes(4).toString('hex');
  const made = path.join(folder, `postgres.new-${mark}`);
  const passwordFile = path.join('/', platform() === 'win32' ? folder : 'var/tmp', `essaim-${process.pid}-${mark}`);
  const as = runAs();
  await mkdir(made, { mode: 0o700 });
  await writeFile(passwordFile, passwords.super, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) for (const one of [made, passwordFile]) await chown(one, as.uid, as.gid);
  const result = spawnSync(
    initdb,
    ['-D', made, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C', '--no-sync', '--no-instructions', '--data-checksums'],
    { ...as, env, cwd: '/', encoding: 'utf8' },
  );
  await rm(passwordFile, { force: true });
  if (result.status !== 0) {
    await rm(made, { recursive: true, force: true });
    throw new Error(`the embedded PostgreSQL could not make its files in ${cluster} (${(result.error?.message ?? result.stderr).trim().replaceAll(/\s*\n\s*/g, ' ')}): give this user the right to write there, or set ESSAIM_DATA to another folder`);
  }
  await rename(made, cluster);
}

/** A signal to a process that may just have ended by itself. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A fast shutdown; after ten seconds an immediate one, from which the next start recovers. */
async function stop(cluster: string): Promise<void> {
  const found = await postmaster(cluster);
  if (found === undefined) return;
  signal(found.pid, 'SIGINT');
  for (let turn = 0; turn < 200; turn++) {
    if (!(await servesHere(found.pid, cluster))) return;
    if (turn === 100) signal(found.pid, 'SIGQUIT');
    await pause(100);
  }
}

/** Several processes may start at once: one of them starts the server while the others wait. */
async function lock(file: string): Promise<() => Promise<void>> {
  for (let turn = 0; turn < 1_200; turn++) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') throw new Error(`this user may not write in ${path.dirname(file)}: give it the right, or set ESSAIM_DATA to another folder`);
      if (code !== 'EEXIST') throw error;
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      const ageMs = Date.now() - (await stat(file).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if ((holder && (holder === process.pid || !isAlive(holder))) || (!holder && ageMs > 2_000)) await rm(file, { force: true });
      else await pause(50);
    }
  }
  throw new Error(`another process has been starting the embedded PostgreSQL for a minute; if none is, remove ${file}`);
}
