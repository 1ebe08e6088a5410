import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { freePort } from '#platform/network/free-port.js';
import { startProcess, type Victim } from '../support/processes.js';
import { until } from '../support/until.js';
import { decisions, gatherCrowd, type Crowd } from './awards-fixture.js';

const rounds = process.env['ESSAIM_PROOFS'] === 'whole' ? 100 : 20;
const enoughWaiting = 40;

interface Outcome {
  counts: Record<string, number>;
  committed: number;
  mostWaiting: number;
}

describe('200 confirmations at once, by two processes and 60 connections, on an envelope with room for some', () => {
  let crowd: Crowd;
  let apis: { victim: Victim; url: string }[];

  beforeAll(async () => {
    crowd = await gatherCrowd();
    apis = await Promise.all(
      [0, 1].map(async () => {
        const port = await freePort();
        const victim = startProcess('api', {
          DATABASE_URL: process.env['DATABASE_URL']!,
          DATABASE_POOL: '30',
          SMTP_URL: 'smtp://127.0.0.1:9',
          ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
          ESSAIM_DEMONSTRATION: 'true',
          PORT: String(port),
          LOG_LEVEL: 'info',
        });
        await victim.says('started');
        return { victim, url: `http://127.0.0.1:${port}` };
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(apis.map(({ victim }) => victim.kill()));
    await crowd.round.close();
  });

  /** Starts all while a barrier holds the account that they all draw on, lifts it once enough of them wait, and counts. */
  const confirmAll = async (room: number): Promise<Outcome> => {
    const { envelopeId, decisionIds } = await crowd.prepare(room);
    const { owner } = crowd.round;
    const barrier = await owner.connect();
    await barrier.query(`select pg_advisory_lock(7, id::int) from ledger_accounts where envelope_id = $1 and nature = 'ae' and bucket = 'available'`, [envelopeId]);
    const confirmations = decisionIds.map(async (id, index) => {
      const answer = await fetch(`${apis[index % 2]!.url}/api/decisions/${id}/confirm`, { method: 'POST', headers: { cookie: `essaim=${crowd.tokens[index % crowd.tokens.length]!}` } });
      const body = (await answer.json()) as { code?: string };
      return answer.status === 200 ? '200' : `${answer.status} ${body.code}`;
    });
    let mostWaiting = 0;
    try {
      await until(
        'enough back-ends wait',
        async () => {
          const { rows } = await crowd.round.app.query<{ n: string }>(`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
          mostWaiting = Math.max(mostWaiting, Number(rows[0]!.n));
          return mostWaiting >= enoughWaiting;
        },
        4_000,
      ).catch(() => undefined);
    } finally {
      await barrier.query('select pg_advisory_unlock_all()');
      barrier.release();
    }
    const counts: Record<string, number> = {};
    for (const outcome of await Promise.all(confirmations)) counts[outcome] = (counts[outcome] ?? 0) + 1;
    const { rows } = await owner.query<{ cents: string }>(`select coalesce(sum(balance_cents), 0) as cents from ledger_accounts where envelope_id = $1 and bucket = 'committed'`, [envelopeId]);
    return { counts, committed: Number(rows[0]!.cents), mostWaiting };
  };

  it(`exactly as many as there is room for, ${rounds} rounds`, async () => {
    const waiting: number[] = [];
    for (let turn = 0; turn < rounds; turn++) {
      const room = 1 + ((turn * 37) % 120);
      const { counts, committed, mostWaiting } = await confirmAll(room);
      expect(counts).toEqual({ '200': room, '422 envelope.exhausted': decisions - room });
      expect(committed).toBe(room * 10_000_000);
      waiting.push(mostWaiting);
    }
    expect(Math.max(...waiting)).toBeGreaterThanOrEqual(enoughWaiting);
    expect(await crowd.round.module.get(LedgerQueries).replay()).toEqual([]);
  }, rounds * 30_000);

  it('without the check, the envelope is overspent within twenty rounds: the proof can fail', async () => {
    await crowd.round.owner.query(`alter table ledger_accounts drop constraint ledger_accounts_balance_not_negative`);
    let overspent = 0;
    for (let turn = 0; turn < 20 && overspent === 0; turn++) {
      const room = 20;
      const { committed } = await confirmAll(room);
      overspent = Math.max(0, committed - room * 10_000_000);
    }
    expect(overspent).toBeGreaterThan(0);
  });
});
