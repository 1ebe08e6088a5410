import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Actor, Role } from '#domain/identity/actor.js';
import { commitTransfers, planTransfers } from '#domain/programmes/ledger.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { AgreementService } from '#features/agreements/agreement.service.js';
import { PaymentOrderService } from '#features/disbursements/payment-order.service.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { quietPool } from '../support/api.js';
import { until } from '../support/until.js';
import { at, euros, openRound, person, type Round } from './decisions/round-fixture.js';
import { payable, type Payable } from './disbursements/payment-fixture.js';
import { post } from './programmes/programmes-fixture.js';

const crowd = 50;
const years = [2023, 2024, 2025, 2026, 2027];
const awardCents = euros(100_000);

let round: Round;
let raw: pg.Pool;
beforeAll(async () => {
  round = await openRound([{ nature: 'ae', year: 2023, amountCents: euros(10_000_000) }, ...years.map((year) => ({ nature: 'cp' as const, year, amountCents: euros(10_000_000) }))], crowd);
  raw = quietPool(process.env['DATABASE_URL'], crowd);
});
afterAll(async () => {
  await raw.end();
  await round.close();
});

/** Cents: what an award may be paid at most, and what it has taken of that. */
async function taken(awardId: string): Promise<{ committed: number; planned: number; ordered: number; paid: number; all: number }> {
  const { rows } = await round.owner.query<{ bucket: string; cents: string }>(`select bucket, sum(balance_cents) as cents from ledger_accounts where award_id = $1 group by bucket`, [awardId]);
  const [committed, planned, ordered, paid, recovered] = ['committed', 'planned', 'ordered', 'paid', 'recovered'].map((bucket) => Number(rows.find((row) => row.bucket === bucket)?.cents ?? 0)) as [number, number, number, number, number];
  return { committed, planned, ordered, paid, all: planned + ordered + paid - recovered };
}

const refusal = (reason: unknown): string => (reason instanceof DomainError ? reason.code : ((reason as { constraint?: string }).constraint ?? String(reason)));

/** Waits for all; meanwhile and afterwards looks whether the award was ever above its AE. Gives how often each answer came. */
async function watched(awardId: string, attempts: Promise<unknown>[]): Promise<{ answers: Record<string, number>; most: number }> {
  let going = true;
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, (await taken(awardId)).all);
  };
  const watch = (async () => {
    while (going) await look();
  })();
  const outcomes = await Promise.allSettled(attempts);
  going = false;
  await watch;
  await look();
  const answers: Record<string, number> = {};
  for (const outcome of outcomes) {
    const answer = outcome.status === 'fulfilled' ? 'done' : refusal(outcome.reason);
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
  return { answers, most };
}

describe('through the services', () => {
  const orders = () => round.module.get(PaymentOrderService);
  const people = (role: Role): Promise<Actor[]> => Promise.all(Array.from({ length: crowd }, () => person(round.app, [{ role, scope: {} }])));
  let preparers: Actor[];
  let approvers: Actor[];
  let executors: Actor[];
  let award: Payable;

  beforeAll(async () => {
    [preparers, approvers, executors] = (await Promise.all((['preparer', 'approver', 'executor'] as const).map(people))) as [Actor[], Actor[], Actor[]];
  });
  beforeEach(async () => {
    award = await payable(round);
    await round.module.get(AgreementService).acceptReport(round.people.officer, award.second, at);
  });
  const liveOrders = async (): Promise<string[]> =>
    (await round.app.query<{ id: string }>(`select id from payment_orders where instalment_id in ($1, $2) and state <> 'cancelled' order by id`, [award.first, award.second])).rows.map(({ id }) => id);

  it('prepares, approves and executes each instalment once when fifty people do each step at once', async () => {
    const { decisionId, agreementId } = award;
    const prepared = await round.behindGate('agreements', agreementId, () =>
      watched(decisionId, preparers.map((one, index) => orders().prepare(one, index % 2 === 0 ? award.first : award.second, randomUUID(), at))),
    );
    expect(prepared).toEqual({ answers: { done: 2, 'instalment.already-ordered': crowd - 2 }, most: awardCents });
    const ids = await liveOrders();
    expect(ids).toHaveLength(2);
    const approved = await watched(decisionId, approvers.map((one, index) => orders().approve(one, ids[index % 2]!, at)));
    expect(approved).toEqual({ answers: { done: 2, 'payment-order.cannot-approve': crowd - 2 }, most: awardCents });
    expect(await taken(decisionId)).toMatchObject({ committed: awardCents, planned: 0, ordered: awardCents, paid: 0 });
    const executed = await watched(decisionId, executors.map((one, index) => orders().execute(one, ids[index % 2]!, at)));
    expect(executed).toEqual({ answers: { done: 2, 'payment-order.cannot-execute': crowd - 2 }, most: awardCents });
    expect(await taken(decisionId)).toMatchObject({ planned: 0, ordered: 0, paid: awardCents });
  });

  it('keeps within the award while fifty people order, give up and pay as they please', async () => {
    const busy = preparers.map(async (preparer, index) => {
      const refused = (error: unknown): void => {
        if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      };
      for (let turn = 0; turn < 4; turn++) {
        await orders().prepare(preparer, (index + turn) % 2 === 0 ? award.first : award.second, randomUUID(), at).catch(refused);
        for (const id of await liveOrders()) {
          await orders().approve(approvers[index]!, id, at).catch(refused);
          const last = turn === 3 ? orders().execute(executors[index]!, id, at) : orders().cancel(approvers[index]!, id, at);
          await last.catch(refused);
        }
      }
    });
    const { answers, most } = await watched(award.decisionId, busy);
    expect(answers).toEqual({ done: crowd });
    expect(most).toBe(awardCents);
    expect(await taken(award.decisionId)).toMatchObject({ committed: awardCents, all: awardCents, paid: awardCents });
    const { rows } = await round.app.query<{ cancelled: string; paid: string }>(
      `select count(*) filter (where state = 'cancelled') as cancelled, count(*) filter (where state = 'executed') as paid from payment_orders where instalment_id in ($1, $2)`,
      [award.first, award.second],
    );
    expect(rows[0]!.paid).toBe('2');
    expect(Number(rows[0]!.cancelled)).toBeGreaterThan(0);
  });
});

describe('in raw SQL, as the role that the application runs as', () => {
  /** A committed award with what is planned of it by year, and the accounts that its money may go through. */
  async function committed(planned: Record<number, number>): Promise<string> {
    const awardId = await round.propose(await round.dossier());
    const { envelopeId } = round;
    const plans = Object.entries(planned).map(([year, amount]) => ({ envelopeId, awardId, year: Number(year), amountCents: euros(amount) }));
    await post(round.module, round.people.officer, [...commitTransfers({ envelopeId, awardId, year: 2023, amountCents: awardCents }), ...planTransfers(...plans)]);
    await raw.query(
      `insert into ledger_accounts (envelope_id, year, nature, bucket, award_id) select $1, year, 'cp', bucket, $2 from unnest($3::int[]) year, unnest('{planned,ordered}'::text[]) bucket on conflict do nothing`,
      [envelopeId, awardId, years],
    );
    return awardId;
  }

  /** Fifty back-ends post a transfer each, all of them held until they wait for the award's accounts. */
  async function transfers(awardId: string, kind: 'plan' | 'order', amountCents: number, yearOf: (index: number) => number) {
    const [from, to] = kind === 'plan' ? ['available', 'planned'] : ['planned', 'ordered'];
    const { rows } = await raw.query<{ id: string; count: string }>(`select id from events limit 1`);
    const gate = await round.owner.connect();
    await gate.query(`select pg_advisory_lock(7, id::int) from ledger_accounts where envelope_id = $1 and nature = 'cp' and bucket = $2 and (award_id is null or award_id = $3)`, [round.envelopeId, from, awardId]);
    const going = watched(
      awardId,
      Array.from({ length: crowd }, (_, index) =>
        raw.query(
          `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id)
           select $1, f.id, t.id, $2, $3, $4, $5 from ledger_accounts f, ledger_accounts t
           where f.envelope_id = $6 and t.envelope_id = $6 and f.nature = 'cp' and t.nature = 'cp' and f.year = $7 and t.year = $7
             and f.bucket = $8 and t.bucket = $9 and (f.award_id is null or f.award_id = $5) and t.award_id = $5`,
          [kind, amountCents, rows[0]!.id, round.people.officer.userId, awardId, round.envelopeId, yearOf(index), from, to],
        ),
      ),
    );
    try {
      await until('the back-ends wait', async () => {
        const waiting = await round.app.query<{ n: string }>(`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        return Number(waiting.rows[0]!.n) === crowd;
      });
    } finally {
      await gate.query('select pg_advisory_unlock_all()');
      gate.release();
    }
    return going;
  }

  it('orders no more than is planned', async () => {
    const awardId = await committed({ 2023: 60_000, 2024: 40_000 });
    const { answers, most } = await transfers(awardId, 'order', euros(7_000), (index) => 2023 + (index % 2));
    expect(answers).toEqual({ done: 13, ledger_accounts_balance_not_negative: 37 });
    expect(most).toBe(awardCents);
    expect(await taken(awardId)).toMatchObject({ ordered: euros(91_000), planned: euros(9_000) });
  });

  it('plans no more than is committed beside what is ordered already, whichever years are chosen', async () => {
    const awardId = await committed({ 2023: 60_000 });
    await transfers(awardId, 'order', euros(7_000), () => 2023);
    const { answers, most } = await transfers(awardId, 'plan', euros(15_000), (index) => years[index % years.length]!);
    expect(answers).toEqual({ done: 2, ledger_award_cap: 48 });
    expect(most).toBe(euros(90_000));
    expect(await taken(awardId)).toMatchObject({ ordered: euros(56_000), planned: euros(34_000) });
  });

  it('would go above the award within twenty rounds if its committed AE were not locked: the proof can fail', async () => {
    const { rows } = await round.owner.query<{ definition: string }>(`select pg_get_functiondef('ledger_move'::regproc) as definition`);
    const { definition } = rows[0]!;
    const careless = definition
      .replace(`union select id from ledger_accounts where award_id = any(capped) and bucket = 'committed'`, '')
      .replace(`and bucket = 'committed' and id = any(ids)`, `and bucket = 'committed'`);
    expect(careless.length).toBeLessThan(definition.length - 90);
    await round.owner.query(careless);
    try {
      let highest = 0;
      for (let turn = 0; turn < 20 && highest <= awardCents; turn++) {
        highest = (await transfers(await committed({}), 'plan', euros(15_000), (index) => years[index % years.length]!)).most;
      }
      expect(highest).toBeGreaterThan(awardCents);
    } finally {
      await round.owner.query(definition);
    }
  });
});

it('leaves balances that the replay of all transfers gives', async () => {
  expect(await round.module.get(LedgerQueries).replay()).toEqual([]);
});
