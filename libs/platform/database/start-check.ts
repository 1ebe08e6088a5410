import pg from 'pg';
import { ConfigError } from '#platform/config/config.js';

/**
 * What a process must find before it starts: a database that answers, a role that is neither superuser nor owner of the events, and no
 * migration pending. Throws `ConfigError` with what to do.
 */
export async function checkDatabase(databaseUrl: string, migrations: readonly { name: string }[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new ConfigError([`DATABASE_URL does not lead to a PostgreSQL that answers (${(error as Error).message}): is the server running, and are role and password right?`]);
  }
  try {
    const { rows: [role] } = await client.query<{ super: boolean; owner: boolean; migrated: boolean }>(
      `select rolsuper as super, to_regclass('essaim.migrations') is not null as migrated,
         exists (select from pg_tables where schemaname = 'essaim' and tablename = 'events' and tableowner = current_user) as owner
       from pg_roles where rolname = current_user`,
    );
    if (role!.super || role!.owner) throw new ConfigError(['DATABASE_URL names a role that owns the events or is superuser: use essaim_app, which cannot rewrite them']);
    const done = role!.migrated ? (await client.query<{ name: string }>('select name from essaim.migrations')).rows.map((row) => row.name) : [];
    const pending = migrations.filter(({ name }) => !done.includes(name));
    if (pending.length > 0) throw new ConfigError([`The database lacks ${pending.length} migration(s), first ${pending[0]!.name}: run "npm run migrate" as essaim_owner, then start again`]);
  } finally {
    await client.end();
  }
}
