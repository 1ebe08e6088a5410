import pg from 'pg';
import { form, rubric, terms } from './definitions.js';
import { events } from './events.js';
import { ground, sizeOf } from './ground.js';
import { lives } from './lives.js';
import { agreed, mails, post, posted } from './money.js';
import { examined, said, started } from './rows.js';
import type { Step } from './step.js';

export class SeedRefused extends Error {
  override readonly name = 'SeedRefused';
}

const counted = ['users', 'poles', 'calls', 'applications', 'application_sections', 'application_members', 'submissions', 'assignments', 'reviews', 'review_marks', 'decisions',
  'agreements', 'instalments', 'payment_orders', 'ledger_accounts', 'ledger_transfers', 'events', 'notifications'];

/** Not durable until the end: a seed that is interrupted is begun again on an empty database. */
async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=essaim,public -c synchronous_commit=off -c work_mem=128MB -c maintenance_work_mem=256MB -c jit=off' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Throws `SeedRefused`, with what to do, unless the database bears the mark of a demonstration and holds nothing. */
async function checkEmpty(client: pg.Client): Promise<void> {
  const { rows: [found] } = await client.query<{ migrated: boolean }>(`select to_regclass('essaim.notifications') is not null as migrated`);
  if (!found!.migrated) throw new SeedRefused('this database is not migrated: run "npm run migrate -- --demonstration" on it first');
  const { rows: [mark] } = await client.query<{ demonstration: boolean; somebody: boolean; begun: boolean }>(
    `select demonstration, exists (select from users) or exists (select from events) as somebody, to_regnamespace('seed') is not null as begun from deployment`,
  );
  if (mark?.demonstration !== true) throw new SeedRefused('this database is a real one: a seed goes into an empty one that was migrated with "npm run migrate -- --demonstration"');
  if (mark.begun) throw new SeedRefused('a seed is under way in this database, or was interrupted: make another, empty one, and migrate it with "npm run migrate -- --demonstration"');
  if (mark.somebody) throw new SeedRefused('this database is not empty: a seed goes into an empty one that was migrated with "npm run migrate -- --demonstration"');
}

/**
 * Fills an empty database that is marked for demonstrations with `dossiers` dossiers, as the owner of its tables; the same number gives the
 * same database. Gives how many rows each table has. `say` hears each step with its seconds; `begin` is called before the first row.
 */
export async function seed(ownerUrl: string, dossiers: number, { say, begin }: { say: (line: string) => void; begin?: () => Promise<void> }): Promise<Record<string, number>> {
  if (!Number.isInteger(dossiers) || dossiers < 100 || dossiers > 1_000_000) throw new SeedRefused(`--dossiers is ${dossiers}; expected a whole number from 100 to 1 000 000`);
  const clients = [await connect(ownerUrl)];
  try {
    await checkEmpty(clients[0]!);
    await begin?.();
    clients.push(await connect(ownerUrl));
    const [rowsLane, eventsLane] = clients as [pg.Client, pg.Client];
    const run = async (client: pg.Client, steps: readonly Step[]): Promise<void> => {
      for (const { makes, text } of steps) {
        const started = Date.now();
        await client.query(text);
        say(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${makes}`);
      }
    };
    const size = sizeOf(dossiers);
    await rowsLane.query('create schema seed');
    await rowsLane.query(withoutIndexes);
    await run(rowsLane, [...ground(size, { form, rubric, terms }), ...lives(size)]);
    // Events need no row but people's, and what dossiers say needs the dossiers: two lanes, a core each.
    const dossiersThere = run(rowsLane, started);
    const eventsThere = run(eventsLane, [events]);
    await Promise.all([
      dossiersThere
        .then(() => run(rowsLane, [...examined, ...agreed]))
        .then(async () => run(rowsLane, await kept(rowsLane, true)))
        .then(() => eventsThere)
        .then(async () => run(rowsLane, await ledger(rowsLane))),
      eventsThere.then(() => dossiersThere).then(() => run(eventsLane, [mails, ...said])),
    ]);
    const indexes = await kept(rowsLane, false);
    await Promise.all([run(rowsLane, indexes.filter((_, n) => n % 2 === 0)), run(eventsLane, indexes.filter((_, n) => n % 2 === 1))]);
    await rowsLane.query('drop schema seed cascade');
    await run(rowsLane, [{ makes: 'statistics', text: 'analyze' }]);
    const { rows: [counts] } = await rowsLane.query<Record<string, string>>(`select ${counted.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')}`);
    return Object.fromEntries(Object.entries(counts!).map(([table, count]) => [table, Number(count)]));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** Indexes that back no constraint: an index that is made once, of all rows, costs a fifth of one that follows them. */
const withoutIndexes = `
create table seed.indexes as
  select c.relname as name, i.indrelid::regclass::text as of, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = 'essaim'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid);
do $$ declare one text; begin for one in select name from seed.indexes loop execute format('drop index %I', one); end loop; end $$`;

/** The indexes to make again: those that the ledger's trigger reads by, or the others; the largest first. */
async function kept(client: pg.Client, ofLedger: boolean): Promise<Step[]> {
  const { rows: found } = await client.query<{ name: string; definition: string }>(`select name, definition from seed.indexes where (of like 'ledger%') = $1 order by pg_table_size(of::regclass) desc`, [ofLedger]);
  return found.map(({ name, definition }) => ({ makes: `index ${name}`, text: definition }));
}

async function ledger(client: pg.Client): Promise<Step[]> {
  const { rows: [last] } = await client.query<{ n: number }>('select max(n) as n from seed.transfers');
  return Array.from({ length: Math.ceil(last!.n / posted) }, (_, batch) => ({ makes: `transfers from ${batch * posted + 1}`, text: post(batch * posted + 1) }));
}
