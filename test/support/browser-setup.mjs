import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '#api/main.js';
import { migrations } from '#migrations/all.js';
import { readConfig } from '#platform/config/config.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { startMailbox } from '#platform/mail/mailbox.js';
import { freePort } from '#platform/network/free-port.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { loadDemonstration } from '#standalone/round/load.js';
import { startWorker } from '#worker/main.js';
import { endDeadRuns, nobodyLeft } from './test-server.mjs';

/** One server per run, whose template holds the demonstration as it is loaded on a first start; each file of journeys clones it. */
export default async () => {
  await endDeadRuns();
  const folder = await mkdtemp(path.join(tmpdir(), `essaim-test-${process.pid}-`));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, database: 'template_essaim', unsafeFast: true });
  globalThis.__ESSAIM_SERVER__ = { server, folder };
  await migrate(server.ownerUrl, migrations, { demonstration: true });
  await prepareQueueSchema(server.appUrl);
  const dir = path.join(folder, 'mails');
  const mailbox = await startMailbox({ dir });
  const port = await freePort();
  const config = readConfig({
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DATABASE_URL: server.appUrl,
    SMTP_URL: mailbox.smtpUrl,
    ESSAIM_MAILBOX: dir,
    ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
    ESSAIM_DEMONSTRATION: 'true',
    TIMERS_EVERY_MS: '1000',
  });
  const api = await startApi(config);
  const worker = await startWorker(config);
  await loadDemonstration(`http://localhost:${port}`, () => undefined);
  await worker.close();
  await api.close();
  await mailbox.close();
  await nobodyLeft(server.superUrl);
  process.env.ESSAIM_TEST_SERVER = JSON.stringify({ superUrl: server.superUrl, ownerUrl: server.ownerUrl, appUrl: server.appUrl });
};
