import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openApi, type Caller, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';
import { database, redis, secret, startFleet, type Fleet, type Member } from './fleet.js';

const run = (command: string, args: string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
};
const closing = '2023-07-31T22:00:00Z';

describe('when something is down, hangs or is wrong', () => {
  let api: TestApi;
  let call: OpenCall;
  let sink: SmtpSink;
  let fleet: Fleet;
  let administrator: Caller;

  beforeAll(async () => {
    sink = await openSmtpSink();
    api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    call = await openCall(api);
    administrator = await api.signIn('Ada Administratrice', 'administrator');
    fleet = await startFleet({ ...fastQueue, SMTP_URL: sink.url });
  });
  afterAll(async () => {
    await fleet.close();
    await api.close();
    await sink.close();
  });

  const send = async (to: Member, who: Caller, method: string, path: string, body?: object): Promise<{ status: number; code?: string; retryAfter: string | null }> => {
    const answer = await fetch(to.url + path, {
      method,
      headers: { cookie: `essaim=${sessions.get(who) ?? ''}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { code } = ((await answer.json().catch(() => ({}))) ?? {}) as { code?: string };
    return { status: answer.status, code, retryAfter: answer.headers.get('retry-after') };
  };
  const sessions = new Map<Caller, string>();
  const knows = async (who: Caller): Promise<void> => void sessions.set(who, await api.sessionOf(who));
  const draft = async (): Promise<Dossier> => {
    const one = await completeDraft(api, call);
    await knows(one.applicant);
    return one;
  };
  const submit = (to: Member, { id, version, applicant }: Dossier) => send(to, applicant, 'POST', `/api/applications/${id}/submit`, { version });
  const mailed = (id: string): Promise<unknown> =>
    until('its mail is sent', async () => {
      const { rows } = await api.sql.query<{ status: string }>(`select n.status from notifications n join events e on e.id = n.event_id where e.subject_id = $1 and n.template = 'application-received'`, [id]);
      return rows.length === 1 && rows[0]!.status === 'sent';
    });

  it('PostgreSQL down at the start: the process says so and ends; down in the middle: 503, not ready, still alive; back: all works', async () => {
    const [first] = fleet.apis;
    const one = await draft();
    await database.stop();
    try {
      const starting = startProcess('api', { DATABASE_URL: process.env['DATABASE_URL']!, SMTP_URL: sink.url, ESSAIM_SECRET: secret, PORT: '0' });
      await starting.says('DATABASE_URL does not lead to a PostgreSQL that answers');
      await until('it ended', () => starting.child.exitCode === 1);
      expect(await submit(first!, one)).toEqual({ status: 503, code: 'database.down', retryAfter: '2' });
      expect((await fetch(`${first!.url}/health/ready`)).status).toBe(503);
      expect((await fetch(`${first!.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${fleet.workers[0]!.url}/health/ready`)).status).toBe(503);
    } finally {
      await database.start();
    }
    expect(await submit(first!, one)).toMatchObject({ status: 200 });
    expect((await fetch(`${first!.url}/health/ready`)).status).toBe(200);
    await mailed(one.id);
  });

  it('the disk of PostgreSQL is full: 503, nothing half done; room again: the same press works', async () => {
    const one = await draft();
    const small = await mkdtemp(path.join(tmpdir(), 'essaim-small-'));
    const { uid, gid } = await stat(path.join(database.server.folder, 'postgres'));
    run('mount', ['-t', 'tmpfs', '-o', `size=1m,mode=700,uid=${uid},gid=${gid}`, 'tmpfs', small]);
    const superuser = new pg.Client(process.env['DATABASE_SUPER_URL']);
    await superuser.connect();
    try {
      await superuser.query(`create tablespace small location '${small}'`);
      // A new row wants a new page: those that are there count as full.
      await superuser.query('alter table essaim.submissions set (fillfactor = 10)');
      await superuser.query('alter table essaim.submissions set tablespace small');
      await writeFile(path.join(small, 'fill'), Buffer.alloc(2_000_000)).catch((error: NodeJS.ErrnoException) => expect(error.code).toBe('ENOSPC'));
      expect(await submit(fleet.apis[0]!, one)).toEqual({ status: 503, code: 'database.full', retryAfter: '2' });
      expect((await api.sql.query(`select from events where subject_id = $1 and name = 'application.submitted'`, [one.id])).rowCount).toBe(0);
      await rm(path.join(small, 'fill'));
      expect(await submit(fleet.apis[0]!, one)).toMatchObject({ status: 200 });
      await mailed(one.id);
    } finally {
      await rm(path.join(small, 'fill'), { force: true });
      await superuser.query('alter table essaim.submissions set tablespace pg_default');
      await superuser.query('drop tablespace small');
      await superuser.end();
      run('umount', ['--lazy', small]);
      await rm(small, { recursive: true });
    }
  });

  it('Redis down: people go on, the failed-jobs page says so, mails wait in the outbox; back: they leave', async () => {
    const [first, second] = fleet.apis;
    await knows(administrator);
    await redis.kill();
    const dossiers: Dossier[] = [];
    try {
      for (let n = 0; n < 3; n++) {
        dossiers.push(await draft());
        expect(await submit(n % 2 === 0 ? first! : second!, dossiers[n]!)).toMatchObject({ status: 200 });
      }
      expect(await send(first!, administrator, 'GET', '/api/failed-jobs')).toMatchObject({ status: 503, code: 'queue.down' });
      expect((await fetch(`${first!.url}/health/ready`)).status).toBe(200);
      await pause(process.env['ESSAIM_PROOFS'] === 'whole' ? 60_000 : 5_000);
    } finally {
      await redis.start();
    }
    for (const { id } of dossiers) await mailed(id);
    expect(await send(first!, administrator, 'GET', '/api/failed-jobs')).toMatchObject({ status: 200 });
  });

  it('SMTP hangs: people go on; a worker that is told to stop ends all the same; the mail leaves when the server answers', async () => {
    const [worker, other] = fleet.workers;
    sink.hanging = true;
    const one = await draft();
    expect(await submit(fleet.apis[0]!, one)).toMatchObject({ status: 200 });
    await until('it is being sent', async () => (await api.sql.query(`select from notifications where status = 'sending'`)).rowCount === 1);
    const codes = await Promise.all([worker!.process.stop(), other!.process.stop()]);
    expect(codes.every((code) => code !== null)).toBe(true);
    sink.hanging = false;
    await Promise.all([worker!.start(), other!.start()]);
    await mailed(one.id);
  });

  it('the clock of one machine is five minutes off: deadlines stay those of the database', async () => {
    const skewed = (by: string): Record<string, string> => ({ LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', FAKETIME: by, DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_RESET: '1' });
    const [early, late] = fleet.apis;
    await Promise.all([early!.process.kill(), late!.process.kill(), fleet.workers[0]!.process.kill()]);
    await Promise.all([early!.start(skewed('+5m')), late!.start(skewed('-5m')), fleet.workers[0]!.start(skewed('+5m'))]);
    const [inTime, tooLate] = [await draft(), await draft()];
    await api.setClock(new Date(Date.parse(closing) - 120_000).toISOString());
    expect(await submit(early!, inTime)).toMatchObject({ status: 200 });
    await mailed(inTime.id);
    await api.setClock(new Date(Date.parse(closing) + 1_000).toISOString());
    expect(await submit(late!, tooLate)).toMatchObject({ status: 422, code: 'application.call-closed' });
    const { rows } = await api.sql.query<{ off: number }>(`select abs(extract(epoch from max(recorded_at) - clock_timestamp()))::int as off from events`);
    expect(rows[0]!.off).toBeLessThan(60);
  });
});
