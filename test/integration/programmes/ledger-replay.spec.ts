import { randomUUID } from 'node:crypto';
import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import type pg from 'pg';
import type { Actor } from '#domain/identity/actor.js';
import {
  cancelOrderTransfers,
  commitTransfers,
  correctionOf,
  decommitTransfers,
  openingTransfers,
  orderTransfers,
  payTransfers,
  planTransfers,
  topUpTransfers,
  type AccountKey,
  type LedgerTransfer,
} from '#domain/programmes/ledger.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { toCents } from '#domain/shared/money.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { appPool, envelopeRow, euros, ledgerAlone, ownerPool, person, post, programmes } from './programmes-fixture.js';

let module: TestingModule;
let app: pg.Pool;
let officer: Actor;

beforeAll(async () => {
  await ledgerAlone();
  module = await programmes();
  app = appPool();
  officer = await person(app, 'officer');
});
afterAll(async () => {
  await module.close();
  await app.end();
});

const used = new Set(['planned', 'ordered', 'paid']);
const keyOf = ({ year, nature, bucket, awardId }: AccountKey): string => [year, nature, bucket, awardId ?? '-'].join(' ');

/** The ledger in a dozen lines: what a command may do, and what is then in each account. */
class Model {
  balances = new Map<string, number>();
  private posted: { transfer: LedgerTransfer; id: number; left: number }[] = [];

  would(transfers: readonly LedgerTransfer[]): Map<string, number> | 'envelope.exhausted' | 'award.exceeded' {
    const after = new Map(this.balances);
    for (const { from, to, amountCents } of transfers) {
      after.set(keyOf(from), (after.get(keyOf(from)) ?? 0) - amountCents);
      after.set(keyOf(to), (after.get(keyOf(to)) ?? 0) + amountCents);
    }
    if ([...after].some(([key, cents]) => cents < 0 && !key.includes('source'))) {
      return transfers.some(({ from }) => from.bucket === 'available') ? 'envelope.exhausted' : 'award.exceeded';
    }
    const headroom = new Map<string, number>();
    for (const [key, cents] of after) {
      const [, , bucket, award] = key.split(' ') as [string, string, string, string];
      if (bucket === 'committed') headroom.set(award, (headroom.get(award) ?? 0) + cents);
      if (used.has(bucket)) headroom.set(award, (headroom.get(award) ?? 0) - cents);
    }
    return [...headroom.values()].some((cents) => cents < 0) ? 'award.exceeded' : after;
  }

  done(after: Map<string, number>, transfers: readonly LedgerTransfer[], ids: readonly number[]): void {
    this.balances = after;
    transfers.forEach((transfer, index) => this.posted.push({ transfer, id: ids[index]!, left: transfer.amountCents }));
  }

  /** The last plan or payment that is not taken back whole. */
  correctable(kind: 'plan' | 'pay') {
    return this.posted.findLast(({ transfer, left }) => transfer.kind === kind && transfer.corrects === null && left > 0);
  }
}

const awards = [0, 1];
const years = [2023, 2024];
const command = fc.record({
  verb: fc.constantFrom('top-up', 'commit', 'commit', 'decommit', 'plan', 'plan', 'plan', 'order', 'order', 'cancel-order', 'pay', 'pay', 'unplan', 'unpay'),
  lines: fc.array(fc.record({ award: fc.constantFrom(...awards), year: fc.constantFrom(...years), cents: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 3 }),
});
const builders = {
  commit: commitTransfers,
  decommit: decommitTransfers,
  plan: planTransfers,
  order: orderTransfers,
  'cancel-order': cancelOrderTransfers,
  pay: payTransfers,
};

it('agrees with a model on every random sequence, and replays to the balances that it shows', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 30, size: 'max' }), async (commands) => {
      const envelopeId = await envelopeRow(app, officer);
      const awardIds = awards.map(() => randomUUID());
      const model = new Model();
      const run = async (verb: string, transfers: readonly LedgerTransfer[]): Promise<void> => {
        const expected = model.would(transfers);
        const got = await post(module, officer, transfers).catch((error: unknown) => {
          if (error instanceof DomainError) return error.code;
          throw error;
        });
        const outcome = typeof got === 'string' ? got : 'accepted';
        seen.set(`${verb} ${outcome}`, (seen.get(`${verb} ${outcome}`) ?? 0) + 1);
        expect(outcome).toBe(typeof expected === 'string' ? expected : 'accepted');
        if (typeof expected !== 'string') model.done(expected, transfers, got as number[]);
      };
      const money = years.flatMap((year) => [{ nature: 'ae' as const, year, amountCents: toCents(120) }, { nature: 'cp' as const, year, amountCents: toCents(90) }]);
      await run('open', openingTransfers(envelopeId, money));
      const everyAward = (year: number, cents: number) => awardIds.map((awardId) => ({ envelopeId, awardId, year, amountCents: toCents(cents) }));
      await run('commit', commitTransfers(...everyAward(2023, 45)));
      await run('plan', planTransfers(...years.flatMap((year) => everyAward(year, 20))));
      await run('order', orderTransfers(...years.flatMap((year) => everyAward(year, 12))));
      for (const { verb, lines } of commands) {
        const entries = lines.map(({ award, year, cents }) => ({ envelopeId, awardId: awardIds[award]!, year, amountCents: toCents(verb === 'commit' || verb === 'plan' ? cents : Math.ceil(cents / 4)) }));
        if (verb === 'top-up') await run(verb, topUpTransfers(envelopeId, [{ nature: 'ae', year: lines[0]!.year, amountCents: toCents(lines[0]!.cents) }]));
        else if (verb === 'unplan' || verb === 'unpay') {
          const original = model.correctable(verb === 'unplan' ? 'plan' : 'pay');
          if (original === undefined) continue;
          const amount = toCents(Math.min(original.left, lines[0]!.cents));
          const before = model.balances;
          await run(verb, [correctionOf(original.transfer, original.id, amount, 'essai')]);
          if (model.balances !== before) original.left -= amount;
        } else await run(verb, builders[verb as keyof typeof builders](...entries));
      }
      const { rows } = await app.query<{ key: string; cents: string }>(
        `select concat_ws(' ', year, nature, bucket, coalesce(award_id::text, '-')) as key, balance_cents as cents from ledger_accounts where envelope_id = $1 and balance_cents <> 0`,
        [envelopeId],
      );
      expect(new Map(rows.map(({ key, cents }) => [key, Number(cents)]))).toEqual(new Map([...model.balances].filter(([, cents]) => cents !== 0)));
      expect(await module.get(LedgerQueries).replay()).toEqual([]);
    }),
    { numRuns: 30, interruptAfterTimeLimit: 60_000 },
  );
  for (const expected of ['commit envelope.exhausted', 'plan award.exceeded', 'plan accepted', 'order accepted', 'pay accepted', 'pay award.exceeded', 'decommit award.exceeded', 'unplan accepted', 'unpay accepted']) {
    expect(seen.get(expected)).toBeGreaterThan(0);
  }
}, 120_000);

it('takes back no more than was posted, in however many corrections', async () => {
  const envelopeId = await envelopeRow(app, officer);
  const opening = openingTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(10) }]);
  const [id] = await post(module, officer, opening);
  await post(module, officer, topUpTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(90) }]));
  await post(module, officer, [correctionOf(opening[0]!, id!, euros(6), 'erreur de saisie')]);
  await expect(post(module, officer, [correctionOf(opening[0]!, id!, euros(5), 'encore')])).rejects.toMatchObject({ driverError: { code: '23514', constraint: 'ledger_correction_exceeds' } });
  expect((await module.get(LedgerQueries).figures(envelopeId)).ae).toEqual({ authorised: 9400, reserved: 0, committed: 0, available: 9400 });
});

it('names an account whose balance its owner changed', async () => {
  const envelopeId = await envelopeRow(app, officer);
  await post(module, officer, openingTransfers(envelopeId, [{ nature: 'ae', year: 2023, amountCents: euros(10) }]));
  const owner = ownerPool();
  const { rows } = await owner.query<{ id: string }>(`update ledger_accounts set balance_cents = balance_cents + 1 where envelope_id = $1 and bucket = 'available' returning id`, [envelopeId]);
  expect(await module.get(LedgerQueries).replay()).toEqual([{ accountId: Number(rows[0]!.id), balanceCents: 1001, replayedCents: 1000 }]);
  await owner.query(`update ledger_accounts set balance_cents = balance_cents - 1 where id = $1`, [rows[0]!.id]);
  await owner.end();
});
