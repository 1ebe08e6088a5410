import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { quietPool } from '../support/api.js';

let owner: pg.Pool;
beforeAll(() => {
  owner = quietPool(process.env['DATABASE_OWNER_URL']);
});
afterAll(() => owner.end());

/** `npm run verify`, as it was compiled, as the role that the application runs as. */
const verify = (env: Record<string, string> = { DATABASE_URL: process.env['DATABASE_URL']! }): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [path.resolve('dist/apps/standalone/verify.js')], { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });

it('finds nothing wrong on a healthy database, and says how much it looked at', async () => {
  await owner.query(`insert into events (subject_type, subject_id, name, actor, payload, occurred_at) values ('call', 'one', 'call.changed', 'system', '{}', now()), ('call', 'one', 'call.changed', 'system', '{}', now())`);
  expect(verify()).toMatchObject({ status: 0, stdout: '2 events, 0 breaks in their chains\n0 transfers, 0 balances that differ from their replay\n0 loans, 0 repaid otherwise than their repayments or the ledger say\n', stderr: '' });
});

it('names what the owner altered, in the chain and in the ledger, and fails', async () => {
  const person = randomUUID();
  await owner.query(`insert into users (id, email, full_name) values ($1, $2, 'Camille Fictive')`, [person, `${person}@essaim.test`]);
  await owner.query(`insert into envelopes (title, proposed_by, proposed_at) values ('Enveloppe', $1, now())`, [person]);
  await owner.query(`insert into ledger_accounts (envelope_id, year, nature, bucket, balance_cents) select id, 2023, 'ae', 'available', 100 from envelopes`);
  await owner.query(`update events set payload = '{"version": 2}' where seq = 2`);
  const { status, stdout } = verify();
  expect(status).toBe(1);
  expect(stdout).toMatch(/^2 events, 1 breaks in their chains\n {2}call one, event 2 \([0-9a-f-]{36}\): altered\n0 transfers, 1 balances that differ from their replay\n {2}account \d+: 100 cents, 0 replayed\n0 loans, 0 repaid otherwise than their repayments or the ledger say\n$/);
});

it('says what it needs when no embedded database runs either', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-verify-'));
  const { status, stderr } = verify({ ESSAIM_DATA: folder });
  await rm(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toMatch(/DATABASE_URL is not set and no database runs in .*essaim/);
});
