// What every benchmark stands on: a PostgreSQL of its own that keeps its promises (fsync, synchronous_commit), an api process, a client.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrations } from '#migrations/all.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { freePort } from '#platform/network/free-port.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';

const project = path.resolve(import.meta.dirname, '../..');

/** A migrated, empty database marked for demonstrations, on a server of its own; `another` makes one more on it. */
export async function openStage() {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, database: 'bench' });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await prepare(server);
    const sql = new pg.Pool({ connectionString: server.ownerUrl, max: 4, options: '-c search_path=essaim,public' });
    const { rows } = await sql.query(`select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`);
    if (rows[0].fsync !== 'on' || rows[0].commit !== 'on') throw new Error('the server of a benchmark must keep what it says it keeps');
    return { ...server, sql, postgres: rows[0].version, stop: async () => { await sql.end(); await stop(); } };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare({ ownerUrl, appUrl }) {
  await migrate(ownerUrl, migrations, { demonstration: true });
  await prepareQueueSchema(appUrl);
}

const childEnv = (env) => ({ PATH: process.env.PATH, HOME: process.env.HOME, ...env });

/** A process that listens on a port of its own once it answers `probe`. */
export async function startServer(args, env, probe) {
  const port = await freePort();
  const child = spawn(process.execPath, args, { cwd: project, env: childEnv({ ...env, PORT: String(port) }), stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let turn = 0; ; turn++) {
    if (child.exitCode !== null || turn > 600) throw new Error(`${args.join(' ')} did not start`);
    if (await fetch(`${url}${probe}`).then((answer) => answer.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, pid: child.pid, close: async () => { child.kill('SIGTERM'); await ended; } };
}

/** The api as a deployment runs it, its log of requests included. `profile`: a folder for --cpu-prof; `options` of Node. */
export const startApi = (databaseUrl, profile = process.env.BENCH_PROFILE, options = []) =>
  startServer([...options, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []), 'dist/apps/standalone/serve.js', 'api'], {
    DATABASE_URL: databaseUrl, SMTP_URL: 'smtp://127.0.0.1:9', FILES_FOLDER: path.join(tmpdir(), 'essaim-bench-files'), ESSAIM_SECRET: 'a secret of the benchmarks, long enough to be one', ESSAIM_DEMONSTRATION: 'true',
  }, '/health/live');

/** The yardstick `name`: bare node:http and pg. */
export const startBaseline = (name, databaseUrl) => startServer([`test/load/baselines/${name}.mjs`], { DATABASE_URL: databaseUrl }, '/');

/** Sends `requests`, `atOnce` at a time on connections that stay open; gives the seconds that they took and each one's milliseconds. */
export async function drive(url, requests, atOnce) {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const latencies = [];
  const one = ({ method = 'GET', path: to, cookie, body }) =>
    new Promise((resolve, reject) => {
      const began = process.hrtime.bigint();
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const request = http.request({ agent, hostname, port, method, path: to, headers: { cookie, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) } }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => {
          latencies.push(Number(process.hrtime.bigint() - began) / 1e6);
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${method} ${to}: ${answer.statusCode} ${Buffer.concat(chunks).toString()}`));
        });
      });
      request.on('error', reject);
      request.end(payload);
    });
  const queue = requests.values();
  const began = process.hrtime.bigint();
  await Promise.all(Array.from({ length: atOnce }, async () => { for (const request of queue) await one(request); }));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  agent.destroy();
  return { seconds, latencies };
}
