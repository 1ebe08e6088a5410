import 'reflect-metadata';
import { startApi } from '#api/main.js';
import { migrations } from '#migrations/all.js';
import { ConfigError, readConfig, type Config } from '#platform/config/config.js';
import { checkDatabase } from '#platform/database/start-check.js';
import { log } from '#platform/telemetry/log.js';
import { startWorker } from '#worker/main.js';
import { startFailure } from './failure.js';

const processes: Record<string, (config: Config) => Promise<{ url?: string; close(): Promise<void> }>> = { api: startApi, worker: startWorker };

/** Whatever hangs, a process that was told to stop ends after so long; jobs that it leaves come back by their lock. */
const stopWithinMs = 30_000;

/** One process of a deployment: `serve.js api` or `serve.js worker`. */
async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const start = processes[name];
  if (start === undefined) throw new ConfigError([`"${name}" is not a process; expected api or worker`]);
  const config = readConfig(process.env);
  await checkDatabase(config.databaseUrl, migrations);
  const running = await start(config);
  log.info({ process: name, url: running.url }, 'started');
  const stop = (): void => {
    setTimeout(() => {
      process.stderr.write('The stop took too long: what was under way is taken up by others.\n');
      process.exit(1);
    }, config.leaveMs + stopWithinMs).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${startFailure(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
