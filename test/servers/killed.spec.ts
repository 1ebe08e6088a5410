import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openApi } from '../support/api.js';
import { completeDraft, openCall } from '../support/open-call.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';
import { database, redis, startFleet, type Fleet, type Member } from './fleet.js';

const submissions = 200;

interface Draft {
  id: string;
  version: number;
  session: string;
}

describe(`${submissions} submissions, while a worker, an api, Redis and PostgreSQL are killed with -9`, () => {
  let sink: SmtpSink;
  let fleet: Fleet;
  const drafts: Draft[] = [];

  beforeAll(async () => {
    sink = await openSmtpSink();
    const api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    const call = await openCall(api);
    for (let n = 0; n < submissions; n++) {
      const { id, version, applicant } = await completeDraft(api, call);
      drafts.push({ id, version, session: await api.sessionOf(applicant) });
    }
    await api.close();
    fleet = await startFleet({ ...fastQueue, SMTP_URL: sink.url });
  });
  afterAll(async () => {
    await fleet.close();
    await sink.close();
  });

  let turn = 0;
  let refused = 0;
  /** What a person does whose page says that it did not work: presses again. */
  const submit = async ({ id, version, session }: Draft): Promise<string> => {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
      const api = fleet.apis[turn++ % fleet.apis.length]!;
      const answer = await fetch(`${api.url}/api/applications/${id}/submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `essaim=${session}` },
        body: JSON.stringify({ version }),
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined);
      const body = (await answer?.json().catch(() => undefined)) as { number?: string; code?: string } | undefined;
      if (answer?.status === 200 && body?.number !== undefined) return body.number;
      refused++;
      if (answer !== undefined && body !== undefined && answer.status !== 503) throw new Error(`${answer.status} ${body.code}`);
    }
    throw new Error(`${id} was never submitted`);
  };

  /** What docker-compose.yml says (`restart: unless-stopped`): a process that finds PostgreSQL down at its start ends, and is started again. */
  const restart = async (member: Member): Promise<void> => {
    for (;;) {
      try {
        return await member.start();
      } catch (error) {
        if (!(error as Error).message.includes('DATABASE_URL does not lead to a PostgreSQL that answers')) throw error;
        await pause(500);
      }
    }
  };

  it('nothing is lost, nothing is twice but a mail whose sending was cut', async () => {
    const blows = [
      { at: 30, strike: () => fleet.workers[0]!.process.kill(), mend: () => restart(fleet.workers[0]!) },
      { at: 70, strike: () => fleet.apis[0]!.process.kill(), mend: () => restart(fleet.apis[0]!) },
      { at: 110, strike: redis.kill, mend: redis.start },
      { at: 150, strike: database.kill, mend: database.start },
    ];
    const numbers = new Map<string, string>();
    const struck: Promise<void>[] = [];
    const queue = [...drafts];
    const person = async (): Promise<void> => {
      for (let draft = queue.shift(); draft !== undefined; draft = queue.shift()) {
        numbers.set(draft.id, await submit(draft));
        const blow = blows[0];
        if (blow === undefined || numbers.size < blow.at) continue;
        blows.shift();
        struck.push(blow.strike().then(() => pause(1_000)).then(blow.mend));
      }
    };
    const persons = await Promise.allSettled(Array.from({ length: 8 }, person));
    await Promise.all(struck);
    const failures = fleet.apis.flatMap((api) => api.process.output().split('\n').filter((line) => line.includes('request failed') && !line.includes('database.')));
    expect([persons.filter(({ status }) => status === 'rejected'), failures]).toEqual([[], []]);
    expect(struck).toHaveLength(4);
    expect(refused).toBeGreaterThan(0);

    const sql = new pg.Pool({ connectionString: process.env['DATABASE_URL'], options: '-c search_path=essaim,public' });
    try {
      await until('every job is done', async () => (await sql.query('select from outbox')).rowCount === 0, 120_000);
      const { rows: kept } = await sql.query<{ application_id: string; number: string }>('select application_id, number from submissions');
      expect(new Map(kept.map((row) => [row.application_id, row.number]))).toEqual(numbers);
      expect(kept).toHaveLength(submissions);
      const { rows: events } = await sql.query<{ subject_id: string }>(`select subject_id from events where name = 'application.submitted'`);
      expect(events.map((row) => row.subject_id).toSorted()).toEqual(drafts.map(({ id }) => id).toSorted());
      const { rows: mails } = await sql.query<{ id: string; status: string }>(`select id, status from notifications where template = 'application-received'`);
      expect(mails).toHaveLength(submissions);
      expect(new Set(mails.map((row) => row.status))).toEqual(new Set(['sent']));
      expect(new Set(sink.deliveries)).toEqual(new Set(mails.map((row) => `<${row.id}@localhost>`)));
      // A worker sends ten at once: what was between the server's 250 and our mark when it, or the database, died.
      expect(sink.deliveries.length - submissions).toBeLessThanOrEqual(30);
      const verified = spawnSync(process.execPath, ['dist/apps/standalone/verify.js'], { env: { ...process.env, DATABASE_URL: process.env['DATABASE_URL'] }, encoding: 'utf8' });
      expect([verified.status, verified.stderr]).toEqual([0, '']);
    } finally {
      await sql.end();
    }
  });
});
