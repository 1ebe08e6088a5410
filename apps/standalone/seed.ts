import 'reflect-metadata';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrations } from '#migrations/all.js';
import { ConfigError } from '#platform/config/config.js';
import { dataFolder } from '#platform/database/data-folder.js';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.js';
import { migrate } from '#platform/database/migrate.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { startFailure } from './failure.js';
import { seed, SeedRefused } from './seed/seed.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface Target {
  ownerUrl: string;
  begin?: () => Promise<void>;
  end?: () => Promise<void>;
  close: () => Promise<void>;
}

/** The database to fill: the one that the environment names, or the embedded one that `npm start` will show. */
async function target(): Promise<Target> {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (ownerUrl !== undefined) return { ownerUrl, close: () => Promise.resolve() };
  if (process.env['DATABASE_URL'] !== undefined) throw new ConfigError(['DATABASE_URL is set and DATABASE_OWNER_URL is not: a seed writes as the owner of the tables (role essaim_owner)']);
  const { folder } = await dataFolder(path.resolve(import.meta.dirname, '../../..'), process.env['ESSAIM_DATA'] || undefined);
  const loading = path.join(folder, 'loading');
  const interrupted = await readFile(loading).then(() => true, () => false);
  const postgres = await startEmbeddedPostgres({ folder, database: 'essaim', anew: interrupted });
  try {
    await migrate(postgres.ownerUrl, migrations, { demonstration: true });
    await prepareQueueSchema(postgres.appUrl);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  say(`The database is the one in ${folder}: "npm start" will show it.`);
  // As in a first start: a start that finds this mark begins again on an empty database.
  return {
    ownerUrl: postgres.ownerUrl,
    begin: () => writeFile(loading, ''),
    end: () => rm(loading),
    close: () => postgres.stop(),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dossiers: { type: 'string', default: '100000' } } });
  const started = Date.now();
  const { ownerUrl, begin, end, close } = await target();
  try {
    const made = await seed(ownerUrl, Number(values.dossiers), { say, ...(begin === undefined ? {} : { begin }) });
    await end?.();
    const width = Math.max(...Object.keys(made).map((table) => table.length));
    for (const [table, count] of Object.entries(made)) say(`  ${table.padEnd(width)} ${String(count).padStart(9)}`);
    say(`Made in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  } finally {
    await close();
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof SeedRefused ? error.message : startFailure(error)}\n`);
    process.exit(1);
  },
);
