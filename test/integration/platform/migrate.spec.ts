import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrations } from '#migrations/all.js';
import { makeRolesAndDatabase } from '#platform/database/database-roles.js';
import { migrate } from '#platform/database/migrate.js';

const superUrl = process.env['DATABASE_SUPER_URL']!;
const made: string[] = [];

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** An empty database as a deployer makes it; its address as essaim_owner. */
async function emptyDatabase(): Promise<string> {
  const name = `m_${process.pid}_${randomBytes(4).toString('hex')}`;
  made.push(name);
  await makeRolesAndDatabase(superUrl, name, { owner: '', app: '' });
  return Object.assign(new URL(process.env['DATABASE_OWNER_URL']!), { pathname: `/${name}` }).href;
}

const marks = (url: string): Promise<unknown[]> => query(url, 'select demonstration from deployment');

afterAll(async () => {
  for (const name of made) await query(superUrl, `drop database if exists ${name} with (force)`);
});

describe('migrate', () => {
  it('runs what is pending once, also when two ask at the same time', async () => {
    const url = await emptyDatabase();
    const both = await Promise.all([migrate(url, migrations, { demonstration: false }), migrate(url, migrations, { demonstration: false })]);
    expect(both.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
    expect(await migrate(url, migrations, { demonstration: false })).toEqual([]);
    expect(await marks(url)).toEqual([{ demonstration: false }]);
  });

  it.each([
    { first: true, next: false, sentence: /marked for demonstrations/ },
    { first: false, next: true, sentence: /real one/ },
  ])('keeps the mark of a database: demonstration $first, then $next is refused', async ({ first, next, sentence }) => {
    const url = await emptyDatabase();
    await migrate(url, migrations, { demonstration: first });
    await expect(migrate(url, migrations, { demonstration: next })).rejects.toThrow(sentence);
    expect(await marks(url)).toEqual([{ demonstration: first }]);
  });

  it.each([true, false])('killed at any migration, it leaves a database with its mark (demonstration: %s), which the next run completes', async (demonstration) => {
    const url = await emptyDatabase();
    await expect(migrate(url, [...migrations.slice(0, 2), Broken1900000000000], { demonstration })).rejects.toThrow('cut');
    await migrate(url, migrations, { demonstration });
    expect(await marks(url)).toEqual([{ demonstration }]);
    await expect(migrate(url, migrations, { demonstration: !demonstration })).rejects.toThrow(/this database is/);
  });
});

class Broken1900000000000 {
  up(): Promise<void> {
    return Promise.reject(new Error('cut'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
