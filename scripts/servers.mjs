// The second pass: the same suites on Debian's PostgreSQL and Redis, then the processes of docker-compose.yml, killed on purpose.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { end, findPrograms, makeCluster, makeDatabase, postgresPid, redisPid, startPostgres, startRedis } from '../test/support/servers.mjs';

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const only = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'essaim-servers-'));
chmodSync(folder, 0o755);
const password = 'superuser';
const { bin, redis } = findPrograms();
const postgres = { bin, folder, password, port: await freePort() };
const queue = { redis, folder, port: await freePort() };
const urlOf = (role, secret) => `postgres://${role}:${secret}@127.0.0.1:${postgres.port}/template_essaim`;
const urls = { superUrl: urlOf('postgres', password), ownerUrl: urlOf('essaim_owner', 'owner'), appUrl: urlOf('essaim_app', 'app') };

const suites = [
  ['integration on Redis', 'integration', '--maxWorkers=2'],
  ['queue, mail and events on Redis, killed', 'faults', '--maxWorkers=2', '--testPathPatterns', '(mail|hand-over)-killed'],
  ['processes of the compose file', 'servers', '--runInBand'],
].filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)));

let passed = 0;
let failed = 0;
const lines = [];
try {
  makeCluster(postgres);
  await startPostgres(postgres);
  await startRedis(queue);
  makeDatabase(postgres, 'template_essaim', urls);
  const env = {
    ...process.env,
    ESSAIM_TEST_SERVER: JSON.stringify(urls),
    ESSAIM_SERVERS: JSON.stringify({ postgres, queue }),
    REDIS_URL: `redis://127.0.0.1:${queue.port}`,
  };
  for (const [name, project, ...args] of suites) {
    console.log(`\n── ${name}`);
    const results = path.join(folder, `${project}.json`);
    const started = process.hrtime.bigint();
    // Not spawnSync: this process must notice when a server that it started is killed.
    const suite = spawn(
      process.execPath,
      ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--selectProjects', project, '--json', `--outputFile=${results}`, ...args],
      { stdio: 'inherit', env },
    );
    const [status] = await once(suite, 'exit');
    let counts = { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
    try {
      counts = JSON.parse(readFileSync(results, 'utf8'));
    } catch {
      console.log(`${name}: no result was written`);
    }
    passed += counts.numPassedTests;
    failed += Math.max(counts.numFailedTests + counts.numRuntimeErrorTestSuites, status === 0 ? 0 : 1);
    lines.push(`${status === 0 ? 'ok  ' : 'FAIL'} ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1).padStart(7)} s  ${name} (${counts.numPassedTests} tests)`);
  }
} finally {
  await Promise.allSettled([Promise.resolve().then(() => end(postgresPid(postgres), 'SIGINT')), Promise.resolve().then(() => end(redisPid(queue), 'SIGTERM'))]);
  if (failed > 0) for (const name of ['postgres', 'redis']) console.log(`\n── the end of ${name}.log\n${readFileSync(path.join(folder, `${name}.log`), 'utf8').split('\n').slice(-40).join('\n')}`);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
