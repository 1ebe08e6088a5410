import { Test } from '@nestjs/testing';
import { openApi, expectStatus, type TestApi } from '../support/api.js';
import { testConfig } from '../support/config.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';
import { EventRelay } from '#worker/events/event-relay.js';
import { startWorker } from '#worker/main.js';
import { WorkerModule } from '#worker/worker.module.js';
import { Queues } from '#platform/queue/queues.js';

describe('a mail, from the event to its recipient', () => {
  let api: TestApi;
  let call: OpenCall;
  let sink: SmtpSink;

  beforeAll(async () => {
    sink = await openSmtpSink();
    api = await openApi({ ESSAIM_DEMONSTRATION: 'true', SMTP_URL: sink.url });
    await api.setClock('2023-06-15T10:00:00Z');
    call = await openCall(api);
  });
  afterAll(async () => {
    await api.close();
    await sink.close();
  });
  beforeEach(() => {
    sink.deliveries.length = 0;
    sink.failing = false;
  });

  // Nobody dies here: a lease and a lock outlast a send on the slowest machine.
  const config = (env: Record<string, string> = {}) => testConfig({ ...fastQueue, MAIL_LEASE_MS: '60000', QUEUE_LOCK_MS: '30000', SMTP_URL: sink.url, ...env });
  const submitted = async (): Promise<string> => {
    const dossier = await completeDraft(api, call);
    expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
    return dossier.id;
  };
  const pendingJobs = async (): Promise<number> => Number((await api.sql.query(`select count(*) as n from outbox`)).rows[0].n);

  it('two workers, many events: one row, one Message-ID, one delivery each', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, submitted));
    const workers = await Promise.all([startWorker(config()), startWorker(config())]);
    await until('every job is done', async () => (await pendingJobs()) === 0);
    await Promise.all(workers.map((worker) => worker.close()));
    const { rows } = await api.sql.query(`select n.id, n.status from notifications n join events e on e.id = n.event_id where e.subject_id = any($1) and n.template = 'application-received'`, [ids]);
    expect(rows.map((row) => row.status)).toEqual(ids.map(() => 'sent'));
    expect(new Set(sink.deliveries)).toEqual(new Set(rows.map((row) => `<${row.id}@localhost>`)));
    expect(sink.deliveries).toHaveLength(ids.length);
  });

  it('attempts exhausted, then retry pressed: one mail', async () => {
    const administrator = await api.signIn('Ada Administratrice', 'administrator');
    sink.failing = true;
    await submitted();
    const worker = await startWorker(config({ QUEUE_ATTEMPTS: '2' }));
    const failed = (await until('the job has failed for good', async () => {
      const answer = await administrator.call('get', '/api/failed-jobs');
      return (answer.body as { id: string; job: string }[]).find((one) => one.job === 'notifications.send');
    }))!;
    expect(sink.deliveries).toEqual([]);
    expect(await pendingJobs()).toBe(1);
    sink.failing = false;
    expectStatus(await administrator.call('post', `/api/failed-jobs/${failed.id}/retry`), 204);
    await until('the mail is sent', async () => (await pendingJobs()) === 0);
    await worker.close();
    expect(sink.deliveries).toHaveLength(1);
    expect((await administrator.call('post', `/api/failed-jobs/${failed.id}/retry`)).status).toBe(404);
  });

  it('a queue that lost 500 jobs: the sweep brings each back, once', async () => {
    const user = await api.signIn('Élodie Événement');
    await api.sql.query(
      `with link as (insert into sign_in_links (user_id, expires_at) select $1, now() + interval '1 hour' from generate_series(1, 500) returning id),
            event as (insert into events (subject_type, subject_id, name, actor, payload, occurred_at)
                      select 'sign-in-link', id::text, 'sign-in-link.requested', 'system', jsonb_build_object('linkId', id), now() from link returning id)
       insert into outbox (job, key, event_id) select 'notifications.plan', id::text, id from event`,
      [user.id],
    );
    const module = await Test.createTestingModule({ imports: [WorkerModule.with(config())] }).compile();
    expect(await module.get(EventRelay).run()).toBe(500);
    await module.get(Queues).lose();
    await module.close();
    expect(sink.deliveries).toEqual([]);
    const worker = await startWorker(config());
    await until('every job is done', async () => (await pendingJobs()) === 0, 50_000);
    await worker.close();
    expect(new Set(sink.deliveries).size).toBe(500);
    expect(sink.deliveries).toHaveLength(500);
  });

  it('a person sends a mail again: a row and a Message-ID of its own', async () => {
    const administrator = await api.signIn('Adèle Administratrice', 'administrator');
    await submitted();
    const worker = await startWorker(config());
    await until('the mail is sent', async () => (await pendingJobs()) === 0);
    const { items } = expectStatus<{ items: { id: string }[] }>(await administrator.call('get', '/api/notifications?limit=1&template=application-received'), 200);
    const again = expectStatus<{ id: string }>(await administrator.call('post', `/api/notifications/${items[0]!.id}/resend`), 201);
    await until('it is sent again', async () => (await pendingJobs()) === 0);
    await worker.close();
    expect(sink.deliveries).toEqual([`<${items[0]!.id}@localhost>`, `<${again.id}@localhost>`]);
  });
});
