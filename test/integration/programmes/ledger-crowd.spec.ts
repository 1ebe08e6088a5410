import { randomUUID } from 'node:crypto';
import type { TestingModule } from '@nestjs/testing';
import type pg from 'pg';
import type { Actor } from '#domain/identity/actor.js';
import { commitTransfers, openingTransfers, orderTransfers, planTransfers, type LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { appPool, envelopeRow, euros, ledgerAlone, person, post, programmes } from './programmes-fixture.js';

let module: TestingModule;
let app: pg.Pool;
let officer: Actor;

beforeAll(async () => {
  await ledgerAlone();
  module = await programmes(60);
  app = appPool();
  officer = await person(app, 'officer');
});
afterAll(async () => {
  await module.close();
  await app.end();
});

/** Posts each entry in a transaction of its own, all at once; counts the answers. */
async function crowd(commands: readonly (readonly LedgerTransfer[])[]): Promise<Record<string, number>> {
  const answers = await Promise.all(
    commands.map((transfers) =>
      post(module, officer, transfers).then(
        () => 'accepted',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      ),
    ),
  );
  return answers.reduce<Record<string, number>>((counts, answer) => ({ ...counts, [answer]: (counts[answer] ?? 0) + 1 }), {});
}

const years = [2023, 2024, 2025, 2026, 2027];
const figures = (envelopeId: string) => module.get(LedgerQueries).figures(envelopeId);

it('commits as many of 200 awards at once as the envelope has room for', async () => {
  const envelopeId = await envelopeRow(app, officer);
  await post(module, officer, openingTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(1_500_000) }]));
  const awards = Array.from({ length: 200 }, () => commitTransfers({ envelopeId, awardId: randomUUID(), year: 2023, amountCents: euros(100_000) }));
  expect(await crowd(awards)).toEqual({ accepted: 15, 'envelope.exhausted': 185 });
  expect((await figures(envelopeId)).ae).toEqual({ authorised: 150_000_000, reserved: 0, committed: 150_000_000, available: 0 });
  expect(await module.get(LedgerQueries).replay()).toEqual([]);
}, 60_000);

it('plans within the award, whichever years 50 people choose at once', async () => {
  const envelopeId = await envelopeRow(app, officer);
  const awardId = randomUUID();
  await post(module, officer, openingTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(1_000_000) }, ...years.map((year) => ({ nature: 'cp' as const, year, amountCents: euros(1_000_000) }))]));
  await post(module, officer, commitTransfers({ envelopeId, awardId, year: 2023, amountCents: euros(100_000) }));
  const plans = Array.from({ length: 50 }, (_, index) => planTransfers({ envelopeId, awardId, year: years[index % years.length]!, amountCents: euros(15_000) }));
  expect(await crowd(plans)).toEqual({ accepted: 6, 'award.exceeded': 44 });
  expect(Object.values((await figures(envelopeId)).cp).reduce((sum, { planned }) => sum + planned, 0)).toBe(9_000_000);
}, 60_000);

it('orders within the award when 50 orders come at once', async () => {
  const envelopeId = await envelopeRow(app, officer);
  const awardId = randomUUID();
  await post(module, officer, openingTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(500_000) }, { nature: 'cp', year: 2023, amountCents: euros(500_000) }]));
  await post(module, officer, commitTransfers({ envelopeId, awardId, year: 2023, amountCents: euros(100_000) }));
  await post(module, officer, planTransfers({ envelopeId, awardId, year: 2023, amountCents: euros(100_000) }));
  const orders = Array.from({ length: 50 }, () => orderTransfers({ envelopeId, awardId, year: 2023, amountCents: euros(30_000) }));
  expect(await crowd(orders)).toEqual({ accepted: 3, 'award.exceeded': 47 });
  expect((await figures(envelopeId)).cp['2023']).toEqual({ authorised: 50_000_000, planned: 10_000_000, ordered: 9_000_000, paid: 0, recovered: 0, available: 40_000_000 });
}, 60_000);

it('moves many accounts in opposite orders at once without a deadlock', async () => {
  const envelopeId = await envelopeRow(app, officer);
  await post(module, officer, openingTransfers(envelopeId, years.flatMap((year) => [{ nature: 'ae' as const, year, amountCents: euros(1_000_000) }, { nature: 'cp' as const, year, amountCents: euros(1_000_000) }])));
  const awardIds = Array.from({ length: 5 }, () => randomUUID());
  const entries = awardIds.flatMap((awardId) => years.map((year) => ({ envelopeId, awardId, year, amountCents: euros(1) })));
  const commands = Array.from({ length: 60 }, (_, index) => {
    const turned = [...entries.slice(index % entries.length), ...entries.slice(0, index % entries.length)];
    return [...commitTransfers(...turned), ...planTransfers(...turned)];
  });
  expect(await crowd(commands)).toEqual({ accepted: 60 });
  const { rows } = await app.query<{ deadlocks: string }>(`select deadlocks from pg_stat_database where datname = current_database()`);
  expect(Number(rows[0]!.deadlocks)).toBe(0);
  expect(await module.get(LedgerQueries).replay()).toEqual([]);
}, 60_000);

it('moves no capped money in a snapshot older than its locks', async () => {
  const client = await app.connect();
  const { rows } = await client.query<{ event: string; from: string; to: string; award: string }>(
    `select t.event_id as event, t.from_account as "from", t.to_account as "to", t.award_id as award from ledger_transfers t where t.kind = 'plan' limit 1`,
  );
  const { event, from, to, award } = rows[0]!;
  try {
    await client.query('begin isolation level repeatable read');
    await expect(
      client.query(`insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id) values ('plan', $1, $2, 1, $3, $4, $5)`, [from, to, event, officer.userId, award]),
    ).rejects.toMatchObject({ code: '25000' });
  } finally {
    await client.query('rollback');
    client.release();
  }
});
