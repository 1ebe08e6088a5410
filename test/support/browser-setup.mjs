import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '#api/main.js';
import { readConfig } from '#platform/config/config.js';
import { startMailbox } from '#platform/mail/mailbox.js';
import { freePort } from '#platform/network/free-port.js';
import { loadDemonstration } from '#standalone/round/load.js';
import { writeSpecification } from '#standalone/specification.js';
import { startWorker } from '#worker/main.js';
import { unpacked } from './chromium.mjs';
import { offerTemplate, startTestServer } from './test-server.mjs';

/** One server per run, whose template holds the demonstration as it is loaded on a first start; each file of journeys clones it. */
export default async () => {
  if (!process.env.CHROMIUM_PATH) await unpacked();
  const { server, folder } = await startTestServer();
  const dir = path.join(folder, 'mails');
  const mailbox = await startMailbox({ dir });
  const port = await freePort();
  const config = readConfig({
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DATABASE_URL: server.appUrl,
    SMTP_URL: mailbox.smtpUrl,
    // Where the processes of the journeys look for them, too.
    FILES_FOLDER: path.join(tmpdir(), 'essaim-test-files'),
    ESSAIM_MAILBOX: dir,
    ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
    ESSAIM_DEMONSTRATION: 'true',
    TIMERS_EVERY_MS: '1000',
  });
  const api = await startApi(config);
  const worker = await startWorker(config);
  await loadDemonstration(`http://localhost:${port}`, () => undefined, await writeSpecification());
  await worker.close();
  await api.close();
  await mailbox.close();
  await offerTemplate(server);
};
