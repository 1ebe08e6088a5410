import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { migrations } from '#migrations/all.js';
import { readMigrationConfig } from '#platform/config/config.js';
import { migrate } from '#platform/database/migrate.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { startFailure } from './failure.js';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { demonstration: { type: 'boolean', default: false } } });
  const { ownerUrl, databaseUrl } = readMigrationConfig(process.env);
  const done = await migrate(ownerUrl, migrations, { demonstration: values.demonstration });
  await prepareQueueSchema(databaseUrl);
  process.stdout.write(done.length === 0 ? 'Nothing to migrate.\n' : `${done.map((name) => `Migrated: ${name}`).join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
