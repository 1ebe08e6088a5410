import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { awardBuckets, buckets, legalMoves, natures, transferKinds, type Bucket, type LedgerMove, type Nature } from '#domain/programmes/ledger.rules.js';
import { appPool, at, envelopeRow, ledgerAlone, person } from './programmes-fixture.js';

interface Account {
  id: number;
  envelope: number;
  year: number;
  nature: Nature;
  bucket: Bucket;
  award: string | null;
}
interface Attempt {
  kind: string;
  from: Account;
  to: Account;
  award: string | null;
  corrects: number | null;
}

const [firstAward, secondAward] = [randomUUID(), randomUUID()];
let app: pg.Pool;
let client: pg.PoolClient;
let accounts: Account[];
let cause: { event: string; person: string };
let opening: { id: number; from: number; to: number };

const at1 = (envelope: number, year: number, nature: Nature, bucket: Bucket, award: string | null): Account =>
  accounts.find((one) => one.envelope === envelope && one.year === year && one.nature === nature && one.bucket === bucket && one.award === award)!;
const awardOf = (bucket: Bucket, award: string): string | null => (awardBuckets.includes(bucket) ? award : null);

/** Runs each attempt in a savepoint of its own; gives what PostgreSQL said: `SQLSTATE constraint`, or `accepted`. Nothing stays. */
async function tryAll(attempts: readonly Attempt[]): Promise<string[]> {
  await client.query('begin');
  await client.query(`select set_config('trial.attempts', $1, true)`, [
    JSON.stringify(attempts.map(({ kind, from, to, award, corrects }) => ({ kind, f: from.id, t: to.id, award, corrects }))),
  ]);
  await client.query(`do $$
    declare one record; state text; broken text; answers text[] := '{}';
    begin
      for one in select * from jsonb_to_recordset(current_setting('trial.attempts')::jsonb) x(kind text, f bigint, t bigint, award uuid, corrects bigint) loop
        begin
          insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id, corrects)
          values (one.kind, one.f, one.t, 1, '${cause.event}', '${cause.person}', one.award, one.corrects);
          answers := answers || 'accepted'::text;
          raise exception using errcode = 'P0002';
        exception
          when no_data_found then null;
          when others then
            get stacked diagnostics state = returned_sqlstate, broken = constraint_name;
            answers := answers || (state || ' ' || broken);
        end;
      end loop;
      perform set_config('trial.answers', to_json(answers)::text, true);
    end $$`);
  const { rows } = await client.query<{ answers: string }>(`select current_setting('trial.answers') as answers`);
  await client.query('rollback');
  return JSON.parse(rows[0]!.answers) as string[];
}

beforeAll(async () => {
  await ledgerAlone();
  app = appPool();
  client = await app.connect();
  const officer = await person(app, 'officer');
  const envelopes = [await envelopeRow(app, officer), await envelopeRow(app, officer)];
  const made = await client.query<{ id: string }>(
    `insert into events (subject_type, subject_id, name, actor, payload, occurred_at) values ('trial', 'moves', 'envelope.opened', $1, '{}', $2) returning id`,
    [officer.userId, at],
  );
  cause = { event: made.rows[0]!.id, person: officer.userId };
  const wanted = envelopes.flatMap((envelopeId, envelope) =>
    [2023, 2024].flatMap((year) =>
      natures.flatMap((nature) =>
        buckets[nature].flatMap((bucket) =>
          (awardBuckets.includes(bucket) ? [firstAward, secondAward] : [null]).map((award) => ({ envelopeId, envelope, year, nature, bucket, award })),
        ),
      ),
    ),
  );
  const inserted = await client.query<{ id: string }>(
    `insert into ledger_accounts (envelope_id, year, nature, bucket, award_id)
     select e, y, n, b, a from jsonb_to_recordset($1::jsonb) x("envelopeId" uuid, year int, nature text, bucket text, award uuid), lateral (values ("envelopeId", year, nature, bucket, award)) v(e, y, n, b, a)
     returning id`,
    [JSON.stringify(wanted)],
  );
  accounts = wanted.map((account, index) => ({ ...account, id: Number(inserted.rows[index]!.id) }));
  const [from, to] = [at1(0, 2023, 'ae', 'source', null), at1(0, 2023, 'ae', 'available', null)];
  const opened = await client.query<{ id: string }>(
    `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id) values ('open', $1, $2, 100, $3, $4) returning id`,
    [from.id, to.id, cause.event, cause.person],
  );
  opening = { id: Number(opened.rows[0]!.id), from: from.id, to: to.id };
});
afterAll(async () => {
  client.release();
  await app.end();
});

it('knows the same moves as the table of the database', async () => {
  const { rows } = await client.query<LedgerMove>(
    `select kind, nature, from_bucket as "from", to_bucket as "to", correction, same_year as "sameYear", same_envelope as "sameEnvelope", same_award as "sameAward" from ledger_moves`,
  );
  const sorted = (moves: readonly LedgerMove[]) => moves.map((move) => JSON.stringify(move, Object.keys(move).sort())).sort();
  expect(sorted(rows)).toEqual(sorted(legalMoves));
});

const legal = ({ kind, from, to, award, corrects }: Attempt): boolean =>
  legalMoves.some(
    (move) =>
      move.kind === kind && move.nature === from.nature && move.nature === to.nature && move.from === from.bucket && move.to === to.bucket &&
      from.year === to.year && from.envelope === to.envelope &&
      (from.award === null || to.award === null || from.award === to.award) && award === (from.award ?? to.award) &&
      (move.correction ? corrects === opening.id && kind === 'open' && from.id === opening.to && to.id === opening.from : corrects === null),
  );

/** Kinds × accounts × accounts, where the other account is of the same or another year, envelope and award, as a correction or not. */
function* everyAttempt(): Generator<Attempt> {
  for (const kind of [...transferKinds, 'carry-over', 'gift'])
    for (const fromNature of natures)
      for (const fromBucket of buckets[fromNature])
        for (const toNature of natures)
          for (const toBucket of buckets[toNature])
            for (const envelope of [0, 1])
              for (const year of [2023, 2024])
                for (const other of awardBuckets.includes(fromBucket) && awardBuckets.includes(toBucket) ? [firstAward, secondAward] : [firstAward]) {
                  const from = at1(0, 2023, fromNature, fromBucket, awardOf(fromBucket, firstAward));
                  const to = at1(envelope, year, toNature, toBucket, awardOf(toBucket, other));
                  if (from.id === to.id) continue;
                  for (const corrects of [null, opening.id]) yield { kind, from, to, award: from.award ?? to.award, corrects };
                  yield { kind, from, to, award: from.award === null && to.award === null ? firstAward : null, corrects: null };
                }
}

it('refuses every move that the table does not list', async () => {
  const illegal = [...everyAttempt()].filter((attempt) => !legal(attempt));
  expect(illegal.length).toBeGreaterThan(20_000);
  const wrong: string[] = [];
  for (let start = 0; start < illegal.length; start += 2_000) {
    const some = illegal.slice(start, start + 2_000);
    const answers = await tryAll(some);
    some.forEach((attempt, index) => {
      if (answers[index] !== '23514 ledger_move_illegal') wrong.push(`${answers[index]}: ${JSON.stringify(attempt)}`);
    });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
}, 120_000);

it('lets every listed move pass, as far as the table goes', async () => {
  const attempts = [...everyAttempt()].filter(legal);
  expect(attempts.map(({ kind, from, to }) => `${kind} ${from.nature} ${from.bucket} ${to.bucket}`).sort()).toEqual(
    legalMoves.filter((move) => !move.correction || (move.kind === 'open' && move.nature === 'ae')).map((move) => `${move.kind} ${move.nature} ${move.from} ${move.to}`).sort(),
  );
  const answers = await tryAll(attempts);
  const afterTheTable = /^accepted$|ledger_accounts_balance_not_negative$|ledger_award_cap$/;
  expect(answers.filter((answer) => !afterTheTable.test(answer))).toEqual([]);
});

it.each([
  ['a balance set', `update ledger_accounts set balance_cents = 999999999`],
  ['an account changed', `update ledger_accounts set year = 2030`],
  ['an account removed', `delete from ledger_accounts`],
  ['accounts emptied', `truncate ledger_accounts cascade`],
  ['an account born rich', `insert into ledger_accounts (envelope_id, year, nature, bucket, balance_cents) select envelope_id, 2050, 'ae', 'available', 1 from ledger_accounts limit 1`],
  ['an account with a chosen id', `insert into ledger_accounts (id, envelope_id, year, nature, bucket) overriding system value select 5000, envelope_id, 2050, 'ae', 'available' from ledger_accounts limit 1`],
  ['a transfer changed', `update ledger_transfers set amount_cents = 1`],
  ['a transfer removed', `delete from ledger_transfers`],
  ['transfers emptied', `truncate ledger_transfers`],
  ['a transfer backdated', `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, at) select kind, from_account, to_account, 1, event_id, person_id, '2020-01-01' from ledger_transfers`],
  ['a transfer with a chosen id', `insert into ledger_transfers (id, kind, from_account, to_account, amount_cents, event_id, person_id) overriding system value select 99999, kind, from_account, to_account, 1, event_id, person_id from ledger_transfers`],
  ['a move made legal', `insert into ledger_moves select 'gift', nature, from_bucket, to_bucket, correction, same_year, same_envelope, same_award from ledger_moves`],
  ['a legal move widened', `update ledger_moves set same_year = false`],
  ['the trigger off', `alter table ledger_transfers disable trigger ledger_move`],
  ['the trigger off for a session', `set session_replication_role = replica`],
])('refuses %s to the application', async (_, text) => {
  await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
});
