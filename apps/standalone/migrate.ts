import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { migrations } from '#migrations/all.js';
import { ConfigError } from '#platform/config/config.js';
import { migrate } from '#platform/database/migrate.js';
import { prepareQueueSchema } from '#platform/queue/queue-schema.js';
import { startFailure } from './failure.js';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { demonstration: { type: 'boolean', default: false } } });
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  const appUrl = process.env['DATABASE_URL'];
  if (ownerUrl === undefined || appUrl === undefined) {
    throw new ConfigError(['DATABASE_OWNER_URL (role essaim_owner) and DATABASE_URL (role essaim_app) must both be set; docs/deployment.md says how the roles are made']);
  }
  const done = await migrate(ownerUrl, migrations, { demonstration: values.demonstration });
  await prepareQueueSchema(appUrl);
  process.stdout.write(done.length === 0 ? 'Nothing to migrate.\n' : `${done.map((name) => `Migrated: ${name}`).join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
