import 'reflect-metadata';
import { startApi } from '#api/main.js';
import { migrations } from '#migrations/all.js';
import { ConfigError, readConfig, type Config } from '#platform/config/config.js';
import { checkDatabase } from '#platform/database/start-check.js';
import { log } from '#platform/telemetry/log.js';
import { startWorker } from '#worker/main.js';
import { startFailure } from './failure.js';

const processes: Record<string, (config: Config) => Promise<{ url?: string; close(): Promise<void> }>> = { api: startApi, worker: startWorker };

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
