import { freePort } from '#platform/network/free-port.js';
import { openApi, expectStatus, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { startProcess, type Victim } from '../support/processes.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';

const kills = process.env['ESSAIM_PROOFS'] === 'whole' ? 20 : 3;
const secret = 'a secret of the tests, thirty-two characters and more';

describe(`kill -9 at each fault point, ${kills} times`, () => {
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

  const env = (point?: string): Record<string, string> => ({
    ...fastQueue,
    LOG_LEVEL: 'info',
    DATABASE_URL: process.env['DATABASE_URL']!,
    SMTP_URL: sink.url,
    ESSAIM_SECRET: secret,
    ...(point === undefined ? {} : { ESSAIM_FAULT_POINT: point }),
  });

  const submit = async (): Promise<string> => {
    const dossier = await completeDraft(api, call);
    expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
    return dossier.id;
  };

  /** Lets a healthy worker finish, then holds the promise: one row, one Message-ID, at least one delivery. */
  const finishes = async (applicationId: string, most: number): Promise<void> => {
    const worker = startProcess('worker', env());
    try {
      await worker.says('started');
      await until('no outbox row is left', async () => (await api.sql.query(`select from outbox`)).rowCount === 0);
    } finally {
      await worker.kill();
    }
    const { rows } = await api.sql.query(
      `select n.id, n.status from notifications n join events e on e.id = n.event_id where e.subject_id = $1 and n.template = 'application-received'`,
      [applicationId],
    );
    expect(rows).toEqual([{ id: rows[0].id, status: 'sent' }]);
    const mine = sink.deliveries.filter((id) => id === `<${rows[0].id}@localhost>`);
    expect(mine.length).toBeGreaterThanOrEqual(1);
    expect(mine.length).toBeLessThanOrEqual(most);
    expect(sink.deliveries.filter((id) => id !== `<${rows[0].id}@localhost>`)).toEqual([]);
  };

  it.each([
    ['relay.after-add', 1],
    ['mail.after-lease', 1],
    ['mail.after-250', 2],
    ['mail.after-mark', 1],
  ])('%s', async (point, most) => {
    for (let turn = 0; turn < kills; turn++) {
      sink.deliveries.length = 0;
      const id = await submit();
      const victim = startProcess('worker', env(point));
      await victim.says(`fault point ${point}`);
      await victim.kill();
      await finishes(id, most);
    }
  });

  it('command.after-commit: the api dies before it answers; the second press gives the receipt of the first', async () => {
    for (let turn = 0; turn < kills; turn++) {
      sink.deliveries.length = 0;
      const dossier = await completeDraft(api, call);
      const port = await freePort();
      const victim: Victim = startProcess('api', { ...env('command.after-commit'), PORT: String(port), ESSAIM_DEMONSTRATION: 'true' });
      await victim.says('started');
      const session = await api.sessionOf(dossier.applicant);
      const press = fetch(`http://127.0.0.1:${port}/api/applications/${dossier.id}/submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `essaim=${session}` },
        body: JSON.stringify({ version: dossier.version }),
      }).catch(() => 'no answer');
      await victim.says('fault point command.after-commit');
      await victim.kill();
      expect(await press).toBe('no answer');
      const receipt = expectStatus<{ number: string }>(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
      const { rows } = await api.sql.query(`select number from submissions where application_id = $1`, [dossier.id]);
      expect(rows).toEqual([{ number: receipt.number }]);
      await finishes(dossier.id, 1);
    }
  });
});
