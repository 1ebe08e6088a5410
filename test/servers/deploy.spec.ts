import { setTimeout as pause } from 'node:timers/promises';
import { openApi, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type Dossier } from '../support/open-call.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { until } from '../support/until.js';
import { startFleet, type Fleet, type Member } from './fleet.js';

const submissions = 60;

describe('a deploy in the middle of the traffic', () => {
  let api: TestApi;
  let sink: SmtpSink;
  let fleet: Fleet;
  let drafts: (Dossier & { session: string })[] = [];

  beforeAll(async () => {
    sink = await openSmtpSink();
    api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    const call = await openCall(api);
    drafts = [];
    for (let n = 0; n < submissions; n++) {
      const draft = await completeDraft(api, call);
      drafts.push({ ...draft, session: await api.sessionOf(draft.applicant) });
    }
    fleet = await startFleet({ SMTP_URL: sink.url, LEAVE_MS: '1500', RELAY_EVERY_MS: '50' });
  });
  afterAll(async () => {
    await fleet.close();
    await api.close();
    await sink.close();
  });

  it('loses no request and no job, and does none twice: not ready first, requests end, jobs are given back', async () => {
    const ready = new Set<Member>(fleet.apis);
    let going = true;
    // What a proxy does: it asks each api whether it is ready, and sends people to those that are.
    const probe = async (member: Member): Promise<void> => {
      for (; going; await pause(100)) {
        const answer = await fetch(`${member.url}/health/ready`).catch(() => undefined);
        if (answer?.status === 200) ready.add(member);
        else ready.delete(member);
      }
    };
    const probes = fleet.apis.map(probe);
    const answers: string[] = [];
    let turn = 0;
    const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
      const members = [...ready];
      const member = members[turn++ % members.length]!;
      answers.push(await fetch(member.url + path, init).then(async (answer) => (await answer.arrayBuffer(), `${answer.status}`), (error: unknown) => `${String(error)} ${String((error as Error).cause)}`));
    };
    const reader = async (): Promise<void> => {
      for (; going; await pause(5)) await ask('/api/calls');
    };
    const writer = async (): Promise<void> => {
      for (const { id, version, session } of drafts) {
        await ask(`/api/applications/${id}/submit`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: `essaim=${session}` }, body: JSON.stringify({ version }) });
        await pause(120);
      }
    };
    const traffic = [reader(), reader(), reader(), writer()];
    const codes: (number | null)[] = [];
    for (const member of [...fleet.apis, ...fleet.workers]) {
      await pause(300);
      codes.push(await member.process.stop());
      await member.start();
      if (fleet.apis.includes(member)) await until('it is ready again', () => ready.has(member));
    }
    await traffic[3];
    going = false;
    await Promise.all([...traffic, ...probes]);
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(answers.filter((answer) => answer !== '200')).toEqual([]);
    expect(answers.length).toBeGreaterThan(submissions);

    await until('every job is done', async () => (await api.sql.query('select from outbox')).rowCount === 0, 60_000);
    const { rows } = await api.sql.query<{ id: string }>(`select id from notifications where template = 'application-received' and status = 'sent'`);
    expect(rows).toHaveLength(submissions);
    expect(sink.deliveries.toSorted()).toEqual(rows.map(({ id }) => `<${id}@localhost>`).toSorted());
  });

  it('jobs of a worker that died come back to another within 15 s, with the timings of a deployment', async () => {
    const before = sink.deliveries.length;
    await fleet.workers[1]!.process.kill();
    await fleet.workers[0]!.process.kill();
    sink.hanging = true;
    await fleet.workers[0]!.start({ MAIL_LEASE_MS: '1000' });
    const dossier = await completeDraft(api, await openCall(api));
    expect((await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version })).status).toBe(200);
    await until('a mail is being sent', async () => (await api.sql.query(`select from notifications where status = 'sending'`)).rowCount === 1);
    await fleet.workers[1]!.start({ MAIL_LEASE_MS: '1000' });
    await fleet.workers[0]!.process.kill();
    sink.hanging = false;
    const died = Date.now();
    await until('the mail is sent by the other', () => sink.deliveries.length === before + 1, 15_000);
    process.stdout.write(`the job came back after ${((Date.now() - died) / 1000).toFixed(1)} s\n`);
  });
});
