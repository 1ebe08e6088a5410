import { DataSource, type MixedList } from 'typeorm';

type Migrations = MixedList<Function | string>;

const lockKey = 7_219_001;

const source = (url: string, migrations: Migrations, demonstration: boolean): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    migrations,
    schema: 'essaim',
    migrationsTransactionMode: 'each',
    migrationsTableName: 'migrations',
    installExtensions: false,
    extra: { options: `-c search_path=essaim,public -c essaim.demonstration=${demonstration}` },
  });

export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/**
 * Runs what is pending as the owner, one process at a time, each migration in its own transaction; gives the names. The first
 * migration marks the database, for demonstrations or for real, with its first table; the mark never changes. Throws `MigrationRefused`
 * when it is not the one asked for.
 */
export async function migrate(ownerUrl: string, migrations: Migrations, options: { demonstration: boolean }): Promise<string[]> {
  const database = await source(ownerUrl, migrations, options.demonstration).initialize();
  const runner = database.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [lockKey]);
    const [{ marked }] = (await runner.query(`select to_regclass('essaim.deployment') is not null as marked`)) as [{ marked: boolean }];
    if (marked) await refuseOtherMark(runner, options.demonstration);
    const done = await database.runMigrations();
    await runner.query('grant select on migrations to essaim_app');
    return done.map((one) => one.name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    await runner.release();
    await database.destroy();
  }
}

async function refuseOtherMark(runner: { query(text: string): Promise<unknown> }, demonstration: boolean): Promise<void> {
  const [mark] = (await runner.query('select demonstration from deployment')) as { demonstration: boolean }[];
  if (mark === undefined || mark.demonstration === demonstration) return;
  throw new MigrationRefused(
    demonstration
      ? 'this database is a real one, not marked for demonstrations: migrate an empty one with --demonstration'
      : 'this database is marked for demonstrations, which never become real: migrate it with --demonstration, or an empty one without',
  );
}
