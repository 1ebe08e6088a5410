import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startApi } from '#api/main.js';
import { migrations } from '#migrations/all.js';
import { readConfig } from '#platform/config/config.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { startMailbox } from '#platform/mail/mailbox.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { startWorker } from '#worker/main.js';

export interface InstanceOptions {
  /** Where the database, the secret and the caught mails are kept. */
  folder: string;
  database: string;
  /** 0: any free one. */
  port: number;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Instance {
  url: string;
  /** The database as the role that runs. */
  databaseUrl: string;
  ownerUrl: string;
  /** Stops everything that it started, the database last. */
  close(): Promise<void>;
}

/** Everything in one process: database, migrations, mail catcher, worker and api, as a demonstration unless the environment says otherwise. */
export async function startInstance({ folder, database, port, env }: InstanceOptions): Promise<Instance> {
  const started: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    const demonstration = env['ESSAIM_DEMONSTRATION'] !== 'false';
    const postgres = await startEmbeddedPostgres({ folder, database });
    started.push(() => postgres.stop());
    await migrate(postgres.ownerUrl, migrations, { demonstration });
    await prepareQueueSchema(postgres.appUrl);
    const mailboxDir = path.join(folder, `mailbox-${database}`);
    const mailbox = env['SMTP_URL'] === undefined ? await startMailbox({ dir: mailboxDir }) : undefined;
    if (mailbox !== undefined) started.push(() => mailbox.close());
    const config = readConfig({
      LOG_LEVEL: 'warn',
      TIMERS_EVERY_MS: demonstration ? '1000' : undefined,
      ...env,
      PORT: String(port),
      DATABASE_URL: postgres.appUrl,
      SMTP_URL: mailbox?.smtpUrl ?? env['SMTP_URL'],
      ESSAIM_DEMONSTRATION: String(demonstration),
      ESSAIM_MAILBOX: mailboxDir,
      ESSAIM_SECRET: env['ESSAIM_SECRET'] ?? (await keptSecret(path.join(folder, 'secret'))),
    });
    const api = await startApi(config);
    started.push(() => api.close());
    const worker = await startWorker(config);
    started.push(() => worker.close());
    return { url: `http://localhost:${new URL(api.url).port}`, databaseUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function keptSecret(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
