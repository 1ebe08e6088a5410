// The yardsticks of the ledger: a table of entries and one of accounts with the columns, keys and checks of ours and no trigger, written by the client.

/** The two tables, in a schema of their own, with `pairs` pairs of accounts. */
export const plainTables = (pairs) => `
create schema plain authorization current_user;
grant usage on schema plain to essaim_app;
create table plain.accounts (id bigint generated always as identity primary key, envelope_id uuid not null, year smallint not null, nature text not null, bucket text not null, award_id uuid,
  balance_cents bigint not null default 0, unique nulls not distinct (envelope_id, year, nature, bucket, award_id), check (balance_cents >= 0 or bucket = 'source'));
create table plain.entries (id bigint generated always as identity primary key, kind text not null, from_account bigint not null references plain.accounts, to_account bigint not null references plain.accounts,
  amount_cents bigint not null check (amount_cents > 0), event_id uuid not null references events, person_id uuid not null references users, at timestamptz not null default clock_timestamp(),
  reason text, award_id uuid, instalment_id uuid, corrects bigint references plain.entries, check (from_account <> to_account));
create index on plain.entries (from_account, id);
create index on plain.entries (to_account, id);
create index on plain.entries (event_id);
create index on plain.entries (award_id, id) where award_id is not null;
create index on plain.entries (corrects) where corrects is not null;
grant select, insert, update on plain.accounts, plain.entries to essaim_app;
insert into plain.accounts (envelope_id, year, nature, bucket) select id, 2023, 'ae', bucket from (select gen_random_uuid() as id from generate_series(1, ${pairs})) e, (values ('source'), ('available')) b(bucket)`;

const move = `update plain.accounts set balance_cents = balance_cents + $2 where id = $1`;
const insert = `insert into plain.entries (kind, from_account, to_account, amount_cents, event_id, person_id) values ('top-up', $1, $2, $3, $4, $5)`;

/** Five round trips: begin, insert, two updates in the order of ids, commit. */
export async function fiveRoundTrips(pool, { from, to, cents, eventId, personId }) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'insert', text: insert, values: [from, to, cents, eventId, personId] });
    for (const [id, delta] of [[from, -cents], [to, cents]].sort(([a], [b]) => a - b)) await client.query({ name: 'move', text: move, values: [id, delta] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** The same as one statement. */
export const oneStatement = (pool, { from, to, cents, eventId, personId }) =>
  pool.query({
    name: 'one',
    text: `with entered as (insert into plain.entries (kind, from_account, to_account, amount_cents, event_id, person_id) values ('top-up', $1, $2, $3, $4, $5)),
        locked as (select id from plain.accounts where id in ($1, $2) order by id for no key update)
      update plain.accounts a set balance_cents = balance_cents + case when a.id = $1 then -$3::bigint else $3::bigint end from locked where a.id = locked.id`,
    values: [from, to, cents, eventId, personId],
  });
