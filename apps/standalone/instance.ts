import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startApi } from '#api/main.js';
import { migrations } from '#migrations/all.js';
import { readConfig, type Config } from '#platform/config/config.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { startMailbox } from '#platform/mail/mailbox.js';
import { freePort } from '#platform/network/free-port.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { startWorker } from '#worker/main.js';

export interface InstanceOptions {
  /** Where the database, the secret, the files that people send and the caught mails are kept. */
  folder: string;
  database: string;
  /** 0: any free one. */
  port: number;
  /** Begin with an empty database, whatever is in it. */
  anew?: boolean;
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
export async function startInstance({ folder, database, port: wanted, anew = false, env }: InstanceOptions): Promise<Instance> {
  const port = wanted === 0 ? await freePort() : wanted;
  const mailboxDir = path.join(folder, `mailbox-${database}`);
  const filesFolder = path.join(folder, `files-${database}`);
  const settle = (found: { DATABASE_URL: string; SMTP_URL: string; ESSAIM_SECRET: string }): Config =>
    readConfig({
      ...env,
      LOG_LEVEL: env['LOG_LEVEL'] || 'warn',
      ESSAIM_DEMONSTRATION: env['ESSAIM_DEMONSTRATION'] || 'true',
      TIMERS_EVERY_MS: env['TIMERS_EVERY_MS'] || (env['ESSAIM_DEMONSTRATION'] === 'false' ? undefined : '1000'),
      PORT: String(port),
      ESSAIM_MAILBOX: mailboxDir,
      FILES_FOLDER: env['FILES_FOLDER'] || filesFolder,
      ...found,
    });
  const givenSecret = env['ESSAIM_SECRET'] || undefined;
  const givenSmtp = env['SMTP_URL'] || undefined;
  // What the environment says is checked before anything starts.
  const { demonstration } = settle({ DATABASE_URL: 'postgres://not-started-yet', SMTP_URL: givenSmtp ?? 'smtp://not-started-yet', ESSAIM_SECRET: givenSecret ?? randomBytes(32).toString('hex') });

  const started: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    const postgres = await startEmbeddedPostgres({ folder, database, anew });
    started.push(() => postgres.stop());
    await migrate(postgres.ownerUrl, migrations, { demonstration });
    await prepareQueueSchema(postgres.appUrl);
    if (anew) for (const one of [mailboxDir, filesFolder]) await rm(one, { recursive: true, force: true });
    const mailbox = givenSmtp === undefined ? await startMailbox({ dir: mailboxDir }) : undefined;
    if (mailbox !== undefined) started.push(() => mailbox.close());
    const config = settle({
      DATABASE_URL: postgres.appUrl,
      SMTP_URL: mailbox?.smtpUrl ?? givenSmtp!,
      ESSAIM_SECRET: givenSecret ?? (await keptSecret(path.join(folder, 'secret'))),
    });
    const api = await startApi(config);
    started.push(() => api.close());
    const worker = await startWorker(config);
    started.push(() => worker.close());
    return { url: `http://localhost:${port}`, databaseUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function keptSecret(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64url');
  await writeFile(`${file}.new`, made, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}
