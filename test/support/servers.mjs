// Debian's PostgreSQL and Redis, on ports and in a folder of their own: started, killed and started again.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Redis } from 'ioredis';

/** What is missing is said with the command that installs it. */
export function findPrograms() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((name) => existsSync(path.join(root, name, 'bin/postgres'))) : [];
  const bin = process.env.PG_BIN ?? (versions.length > 0 ? path.join(root, versions.toSorted((a, b) => Number(a) - Number(b))[0], 'bin') : undefined);
  const redis = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((file) => existsSync(file));
  if (bin === undefined || redis === undefined) throw new Error('PostgreSQL 15 or later and redis-server are needed: apt-get install -y postgresql-15 redis-server');
  return { bin, redis };
}

/** PostgreSQL refuses to run as root: it gets the user that Debian made for it. */
function serverUser() {
  if (process.getuid() !== 0) return {};
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([name]) => name === 'postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

const run = (command, args, options = {}) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
};

/** Makes a cluster under `folder`, whose superuser is postgres. */
export function makeCluster({ bin, folder, password }) {
  const user = serverUser();
  const data = path.join(folder, 'postgres');
  mkdirSync(data, { mode: 0o700 });
  const secret = path.join(folder, 'password');
  writeFileSync(secret, password);
  if (user.uid !== undefined) for (const one of [data, secret]) chownSync(one, user.uid, user.gid);
  run(path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C.UTF-8'], { ...user, cwd: folder });
}

export async function startPostgres({ bin, folder, port, password }) {
  const log = openSync(path.join(folder, 'postgres.log'), 'a');
  // After a kill -9 the back-ends of the dead server hold its memory for a moment: it starts once they are gone.
  const start = () => spawn(path.join(bin, 'postgres'), ['-D', path.join(folder, 'postgres'), '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=300', '-c', 'timezone=UTC'], {
    ...serverUser(), cwd: folder, stdio: ['ignore', log, log], detached: true,
  }).on('exit', () => (started ? undefined : setTimeout(start, 200))).unref();
  let started = false;
  start();
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      started = true;
      return;
    } catch (error) {
      if (attempt === 300) throw error;
      await pause(100);
    }
  }
}

export const postgresPid = ({ folder }) => Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

export async function startRedis({ redis, folder, port }) {
  const data = path.join(folder, 'redis');
  mkdirSync(data, { recursive: true });
  const log = openSync(path.join(folder, 'redis.log'), 'a');
  spawn(redis, ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--pidfile', path.join(folder, 'redis.pid'), '--save', ''], {
    stdio: ['ignore', log, log], detached: true,
  }).unref();
  for (let attempt = 0; ; attempt++) {
    const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(100);
    } finally {
      client.disconnect();
    }
  }
}

export const redisPid = ({ folder }) => Number(readFileSync(path.join(folder, 'redis.pid'), 'utf8'));

/** ClamAV's daemon on a database of one signature, ours: it knows the standard test file and nothing else. */
export async function startClamd({ folder, port }) {
  const clamd = ['/usr/sbin/clamd', '/usr/local/sbin/clamd'].find((file) => existsSync(file));
  if (clamd === undefined) throw new Error('clamd is needed: apt-get install -y --no-install-recommends clamav-daemon');
  const signatures = path.join(folder, 'signatures');
  mkdirSync(signatures, { recursive: true });
  const body = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-${'ANTIVIRUS-TEST-FILE'}!$H+H*`).toString('hex');
  writeFileSync(path.join(signatures, 'essaim.ndb'), `Essaim.Test.Eicar:0:0:${body}\n`);
  const settings = path.join(folder, 'clamd.conf');
  writeFileSync(settings, ['Foreground yes', `TCPSocket ${port}`, 'TCPAddr 127.0.0.1', `DatabaseDirectory ${signatures}`, `TemporaryDirectory ${folder}`, 'StreamMaxLength 100M', 'MaxThreads 2', ''].join('\n'));
  const log = openSync(path.join(folder, 'clamd.log'), 'a');
  const child = spawn(clamd, ['--config-file', settings], { stdio: ['ignore', log, log] });
  for (let attempt = 0; !(await answers(port)); attempt++) {
    if (attempt === 300 || child.exitCode !== null) throw new Error(`clamd did not start: ${readFileSync(path.join(folder, 'clamd.log'), 'utf8')}`);
    await pause(100);
  }
  return child;
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Sends a signal and waits until the process is gone. */
export async function end(pid, signal) {
  process.kill(pid, signal);
  for (;;) {
    try {
      process.kill(pid, 0);
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return;
    } catch {
      return;
    }
    await pause(20);
  }
}

/** A database made as docs/deployment.md says: roles.sql as superuser, then the migrations with the demonstration's mark. */
export function makeDatabase({ bin, port, password }, name, { ownerUrl, appUrl }) {
  const env = { ...process.env, PGPASSWORD: password, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres' };
  run(path.join(bin, 'createdb'), [name], { env });
  run(path.join(bin, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-v', 'owner_password=owner', '-v', 'app_password=app', '-d', name, '-f', path.resolve('deploy/roles.sql')], { env });
  run(process.execPath, [path.resolve('dist/apps/standalone/migrate.js'), '--demonstration'], { env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl } });
}
