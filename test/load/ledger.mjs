// P6: entries of the ledger with all its constraints, against the same written by the client in plain SQL; and reading a balance as entries grow.
import pg from 'pg';
import { fiveRoundTrips, oneStatement, plainTables } from './baselines/ledger.mjs';
import { inTurn, loadBefore, median, percentile, ratio, report, spread } from './runner.mjs';
import { openStage } from './stage.mjs';

const perRound = Number(process.env.BENCH_ENTRIES ?? 1000);
const pairs = 64;
const before = loadBefore();
const stage = await openStage();
const pool = new pg.Pool({ connectionString: stage.appUrl, max: 32, options: '-c search_path=essaim,public' });
try {
  const { sql } = stage;
  await sql.query(plainTables(pairs));
  const { rows: [{ id: personId }] } = await sql.query(`insert into users (email, full_name) values ('banc@exemple.test', 'Banc d’essai') returning id`);
  const { rows: [{ id: eventId }] } = await sql.query(`insert into events (subject_type, subject_id, name, actor, payload, occurred_at) values ('bench', '1', 'envelope.topped-up', 'bench', '{}', now()) returning id`);
  await sql.query(`with made as (insert into envelopes (title, proposed_by, proposed_at) select 'Banc ' || n, $1, now() from generate_series(1, ${pairs}) n returning id)
    insert into ledger_accounts (envelope_id, year, nature, bucket) select id, 2023, 'ae', bucket from made, (values ('source'), ('available')) b(bucket)`, [personId]);
  const pairsOf = async (table) =>
    (await sql.query(`select s.id::int as source, a.id::int as available from ${table} s join ${table} a on a.envelope_id = s.envelope_id and a.bucket = 'available' where s.bucket = 'source' order by 1`)).rows;
  const ours = await pairsOf('ledger_accounts');
  const plain = await pairsOf('plain.accounts');
  const ledger = ({ from, to, cents }) =>
    pool.query({ name: 'transfer', text: `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id) values ('top-up', $1, $2, $3, $4, $5)`, values: [from, to, cents, eventId, personId] });
  const contenders = [
    { name: 'ledger', write: ledger, accounts: ours },
    { name: 'five round trips', write: (entry) => fiveRoundTrips(pool, entry), accounts: plain },
    { name: 'one statement', write: (entry) => oneStatement(pool, entry), accounts: plain },
  ];
  const cases = [
    { name: '1 client', clients: 1, accounts: pairs },
    { name: '8 clients', clients: 8, accounts: pairs },
    { name: '32 clients', clients: 32, accounts: pairs },
    { name: '32 clients, one pair of accounts', clients: 32, accounts: 1 },
  ];
  const results = [];
  for (const { name, clients, accounts } of cases) {
    const measured = await inTurn(contenders, async (contender) => {
      let left = perRound;
      const began = process.hrtime.bigint();
      await Promise.all(Array.from({ length: clients }, async () => {
        while (left-- > 0) {
          const { source, available } = contender.accounts[left % accounts];
          await contender.write({ from: source, to: available, cents: 100, eventId, personId });
        }
      }));
      return perRound / (Number(process.hrtime.bigint() - began) / 1e9);
    });
    results.push({ name, measured });
  }
  const reads = [];
  for (const size of [10_000, 100_000, 1_000_000]) {
    await grow(sql, size, ours[0], { eventId, personId });
    reads.push({ size, ...(await readBalance(ours[0].available)) });
  }
  const { rows: [{ wrong }] } = await sql.query('select count(*)::int as wrong from ledger_differences()');
  if (wrong !== 0) throw new Error(`${wrong} balances differ from their replay`);
  await report({
    name: 'ledger',
    title: 'The ledger (P6, goals ≥ 1.0 × five round trips, ≥ 0.7 × one statement, ≥ 1.3 × five round trips with 32 clients on one pair of accounts)',
    postgres: stage.postgres,
    notes: [
      `${perRound} entries a round and contender, each committed apart. The yardsticks write the same columns under the same keys and checks, and no trigger: nothing stops an illegal move there. Replay of all transfers gives every balance.`,
      `Reading a balance among ${reads.map(({ size, p50, p95 }) => `${size.toLocaleString('en')} entries: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`).join('; ')}. It is one row, whatever led to it.`,
    ],
    head: ['', 'ledger, entries/s', 'five round trips', 'one statement', '× five round trips', '× one statement'],
    rows: results.map(({ name, measured: [a, b, c] }) => [name, spread(a), spread(b), spread(c), spread(ratio(a, b)), spread(ratio(a, c))]),
    data: { loadBefore: before, perRound, results, reads },
  });
} finally {
  await pool.end();
  await stage.stop();
}

/** Entries through the trigger until there are `size` of them, ten thousand a statement. */
async function grow(sql, size, { source, available }, { eventId, personId }) {
  const { rows: [{ count }] } = await sql.query('select count(*)::int as count from ledger_transfers');
  for (let left = size - count; left > 0; left -= 10_000) {
    await sql.query(`insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id) select 'top-up', $1, $2, 100, $3, $4 from generate_series(1, $5::int)`, [source, available, eventId, personId, Math.min(left, 10_000)]);
  }
  await sql.query('vacuum analyze ledger_transfers, ledger_accounts');
}

async function readBalance(id) {
  const latencies = [];
  for (let turn = 0; turn < 1000; turn++) {
    const began = process.hrtime.bigint();
    await pool.query({ name: 'balance', text: 'select balance_cents from ledger_accounts where id = $1', values: [id] });
    latencies.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  return { p50: median(latencies), p95: percentile(latencies, 0.95) };
}
