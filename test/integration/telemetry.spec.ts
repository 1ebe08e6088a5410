import { setTimeout as pause } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { startApi } from '#api/main.js';
import { Database, rows } from '#platform/database/sql.js';
import { Transactions } from '#platform/database/transactions.js';
import { freePort } from '#platform/network/free-port.js';
import { PlatformModule } from '#platform/platform.module.js';
import { startWorker } from '#worker/main.js';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { testConfig } from '../support/config.js';
import { completeDraft, openCall } from '../support/open-call.js';
import { fastQueue } from '../support/until.js';

describe('what a process tells of itself', () => {
  let api: TestApi;
  let owner: pg.Pool;

  beforeAll(async () => {
    api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    owner = new pg.Pool({ connectionString: process.env['DATABASE_OWNER_URL'], max: 1, options: '-c search_path=essaim,public' });
  });
  afterAll(async () => {
    await owner.end();
    await api.close();
  });

  it('a refusal and an event bear the id of their request', async () => {
    const dossier = await completeDraft(api, await openCall(api));
    const refused = await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version + 7 });
    expect([refused.status, (refused.body as { instance: string }).instance]).toEqual([409, `urn:uuid:${refused.headers['x-request-id']}`]);
    const done = await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version });
    expectStatus(done, 200);
    const events = await api.sql.query(`select request_id from events where subject_id = $1 and name = 'application.submitted'`, [dossier.id]);
    expect(events.rows).toEqual([{ request_id: done.headers['x-request-id'] }]);
  });

  it('requests by route and status, pool, outbox, queue and mails, on a port of their own, for api and worker', async () => {
    const [port, apiTells, workerTells] = [await freePort(), await freePort(), await freePort()];
    const config = (metrics: number, env: Record<string, string> = {}) => testConfig({ ...fastQueue, ESSAIM_DEMONSTRATION: 'true', METRICS_PORT: String(metrics), ...env });
    const running = await startApi(config(apiTells, { PORT: String(port) }));
    const worker = await startWorker(config(workerTells));
    try {
      const id = '00000000-0000-7000-8000-000000000000';
      for (const path of ['/api/calls', '/api/calls', `/api/calls/${id}`, '/api/nowhere']) await fetch(running.url + path);
      await pause(50);
      const told = await (await fetch(`http://127.0.0.1:${apiTells}/metrics`)).text();
      expect(told).toContain('essaim_http_request_duration_seconds_count{method="GET",route="/api/calls",status="200"} 2\n');
      expect(told).toContain('essaim_http_request_duration_seconds_count{method="GET",route="/api/calls/:id",status="404"} 1\n');
      expect(told).not.toContain(id);
      expect(told).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
      expect(told).toMatch(/^essaim_database_pool_connections\{state="waiting"\} 0$/m);
      const workers = await (await fetch(`http://127.0.0.1:${workerTells}/metrics`)).text();
      for (const line of [/^essaim_outbox_age_seconds \d/m, /^essaim_queue_jobs\{queue="notifications",state="failed"\} \d/m, /^essaim_mails\{state="pending"\} \d/m, /^essaim_mails_sent_total 0$/m]) {
        expect(told).toMatch(line);
        expect(workers).toMatch(line);
      }
      expect((await fetch(`http://127.0.0.1:${workerTells}/health/ready`)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${workerTells}/api/calls`)).status).toBe(404);
      expect(await (await fetch(`${running.url}/metrics`)).text()).not.toContain('essaim_');
    } finally {
      await running.close();
      await worker.close();
    }
  });

  it('an outbox that is late is said by /health/ready, which stays ready', async () => {
    const before = (await api.visitor.call('get', '/health/ready')).body as { outboxLate: boolean };
    expect(before.outboxLate).toBe(false);
    await owner.query(`update outbox set created_at = created_at - interval '6 minutes', handed_at = null`);
    const answer = await api.visitor.call('get', '/health/ready');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ ready: true, outboxLate: true });
  });

  it('a process that stops is not ready first, and goes on to answer while the traffic leaves it', async () => {
    const running = await startApi(testConfig({ ESSAIM_DEMONSTRATION: 'true', PORT: String(await freePort()), LEAVE_MS: '600' }));
    const closed = running.close();
    await pause(100);
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${running.url}/api/calls`)).status).toBe(200);
    await closed;
    await expect(fetch(`${running.url}/health/live`)).rejects.toThrow('fetch failed');
  });
});

describe('a database that is busy or gone', () => {
  let module: TestingModule;
  let admin: pg.Client;

  beforeAll(async () => {
    module = await Test.createTestingModule({ imports: [PlatformModule.with(testConfig())] }).compile();
    admin = new pg.Client(process.env['DATABASE_SUPER_URL']);
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await module.close();
  });

  const endWhoSleeps = async (): Promise<void> => {
    for (;;) {
      const { rowCount } = await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and datname = current_database() and pid <> pg_backend_pid()`);
      if (rowCount !== 0) return;
      await pause(20);
    }
  };

  it('a statement whose connection is cut is `database.down`, alone or in a transaction; the next one works', async () => {
    const database = module.get(Database);
    const sleep = [() => rows(database, 'select pg_sleep(20)'), () => module.get(Transactions).run((tx) => rows(tx, 'select pg_sleep(20)'))];
    for (const one of sleep) {
      const [outcome] = await Promise.allSettled([one(), endWhoSleeps()]);
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable', code: 'database.down' } });
    }
    expect(await rows(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('a statement over its limit is `database.busy`', async () => {
    const slow = module.get(Transactions).run(async (tx) => {
      await rows(tx, `set local statement_timeout = '50ms'`);
      return rows(tx, 'select pg_sleep(5)');
    });
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable', code: 'database.busy' });
  });

  it('no server at all is `database.down`', async () => {
    const url = new URL(process.env['DATABASE_URL']!);
    url.port = String(await freePort());
    const client = new pg.Client(url.href);
    const { passing } = await import('#platform/database/sql.js');
    const error: unknown = await client.connect().then(() => undefined, (caught: unknown) => caught);
    expect(passing(error)).toMatchObject({ code: 'database.down' });
    expect(passing(new Error('something else'))).toBeUndefined();
    expect(passing(Object.assign(new Error('unique'), { code: '23505' }))).toBeUndefined();
  });
});
