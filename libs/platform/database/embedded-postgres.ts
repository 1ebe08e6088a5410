import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chown, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binaries, runAs } from './postgres-binaries.js';
import { makeRolesAndDatabase, type Passwords } from './database-roles.js';

export interface EmbeddedOptions {
  /** Absolute; holds the cluster in `postgres`, the passwords and the server's log beside it. */
  folder: string;
  database: string;
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

/** Starts the embedded server on this folder, or joins the one that an earlier process left running on it. */
export async function startEmbeddedPostgres({ folder, database, unsafeFast = false }: EmbeddedOptions): Promise<Embedded> {
  const cluster = path.join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  const unlock = await lock(path.join(folder, 'postgres.lock'));
  try {
    const passwords = await keptPasswords(path.join(folder, 'passwords.json'));
    const url = (port: number, user: string, password: string, name: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    let port = await running(cluster, passwords);
    if (port === undefined) {
      await rm(path.join(cluster, 'postmaster.pid'), { force: true });
      port = await launch(cluster, folder, passwords, unsafeFast);
    }
    const superUrl = url(port, 'postgres', passwords.super, 'postgres');
    await makeRolesAndDatabase(superUrl, database, passwords);
    return {
      port,
      superUrl,
      ownerUrl: url(port, 'essaim_owner', passwords.owner, database),
      appUrl: url(port, 'essaim_app', passwords.app, database),
      stop: () => stop(cluster),
    };
  } finally {
    await unlock();
  }
}

async function keptPasswords(file: string): Promise<Passwords> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Passwords;
  const made: Passwords = { super: secret(), owner: secret(), app: secret() };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

const secret = (): string => randomBytes(24).toString('base64url');

interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, status; undefined when its process is gone or is another program. */
async function postmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid)) return undefined;
  if (platform() === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes('postgres')) return undefined;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The port of a server that runs on this very cluster, waited for while it starts or stops. */
async function running(cluster: string, passwords: Passwords): Promise<number | undefined> {
  for (let turn = 0; turn < 200; turn++) {
    const found = await postmaster(cluster);
    if (found === undefined) return undefined;
    if (found.ready && (await answersFor(cluster, found.port, passwords))) return found.port;
    await pause(50);
  }
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
  const as = runAs();
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) await chown(cluster, as.uid, as.gid);
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) await initialise(programs.initdb, cluster, folder, passwords, env);
  const port = await freePort();
  const fast = unsafeFast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : [];
  const settings = ['-c', 'timezone=UTC', '-c', 'max_connections=300', '-c', 'password_encryption=scram-sha-256', '-c', 'log_min_messages=warning', ...fast];
  const logFile = path.join(folder, 'postgres.log');
  const log = openSync(logFile, 'a');
  const child: ChildProcess = spawn(programs.postgres, ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings], {
    ...as,
    env,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  child.once('exit', (code, signal) => (ended = String(code ?? signal)));
  child.once('error', (error) => (ended = error.message));
  for (;;) {
    if ((await postmaster(cluster))?.ready) return port;
    if (ended !== undefined) throw new Error(`the embedded PostgreSQL stopped at its start (${ended}); its reason is at the end of ${logFile}. If the folder ${cluster} is damaged, move it away and start again`);
    await pause(20);
  }
}

async function initialise(initdb: string, cluster: string, folder: string, passwords: Passwords, env: NodeJS.ProcessEnv): Promise<void> {
  const passwordFile = path.join('/', platform() === 'win32' ? folder : 'var/tmp', `essaim-${process.pid}-${randomBytes(4).toString('hex')}`);
  const as = runAs();
  await writeFile(passwordFile, passwords.super, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) await chown(passwordFile, as.uid, as.gid);
  const result = spawnSync(
    initdb,
    ['-D', cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C', '--no-sync', '--no-instructions', '--data-checksums'],
    { ...as, env, cwd: '/', encoding: 'utf8' },
  );
  await rm(passwordFile, { force: true });
  if (result.status !== 0) throw new Error(`the embedded PostgreSQL could not make its files in ${cluster}: ${(result.error?.message ?? result.stderr).trim()}. Give this user the right to write there, or set ESSAIM_DATA to another folder`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A fast shutdown; after ten seconds an immediate one, from which the next start recovers. */
async function stop(cluster: string): Promise<void> {
  const found = await postmaster(cluster);
  if (found === undefined) return;
  process.kill(found.pid, 'SIGINT');
  for (let turn = 0; turn < 200; turn++) {
    if (!(await postmaster(cluster))) return;
    if (turn === 100) process.kill(found.pid, 'SIGQUIT');
    await pause(100);
  }
}

/** Several processes may start at once: one of them starts the server, the others wait and join it. */
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
      if ((holder && !isAlive(holder)) || (!holder && ageMs > 2_000)) await rm(file, { force: true });
      else await pause(50);
    }
  }
  throw new Error(`another process has been starting the embedded PostgreSQL for a minute; if none is, remove ${file}`);
}
