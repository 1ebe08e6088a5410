import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';

/** How often a process is killed at each point. */
export const kills = process.env['ESSAIM_PROOFS'] === 'whole' ? 20 : 3;

/** An open call, and a mail server that counts. */
export interface Ground {
  api: TestApi;
  call: OpenCall;
  sink: SmtpSink;
  close(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const sink = await openSmtpSink();
  const api = await openApi({ ESSAIM_DEMONSTRATION: 'true', SMTP_URL: sink.url });
  await api.setClock('2023-06-15T10:00:00Z');
  const call = await openCall(api);
  return {
    api,
    call,
    sink,
    close: async () => {
      await api.close();
      await sink.close();
    },
  };
}

/** Of a process on that ground, which is to be killed at `point` if one is named. */
export const envOf = ({ sink }: Ground, point?: string): Record<string, string> => ({
  ...fastQueue,
  LOG_LEVEL: 'info',
  DATABASE_URL: process.env['DATABASE_URL']!,
  SMTP_URL: sink.url,
  ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
  ...(point === undefined ? {} : { ESSAIM_FAULT_POINT: point }),
});

/** A worker is killed at `point` with the mail of a submission in its hands, again and again; each mail is delivered `most` times at most. */
export async function expectMailed(ground: Ground, point: string, most: number): Promise<void> {
  for (let turn = 0; turn < kills; turn++) {
    ground.sink.deliveries.length = 0;
    const dossier = await completeDraft(ground.api, ground.call);
    expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
    const victim = startProcess('worker', envOf(ground, point));
    await victim.says(`fault point ${point}`);
    await victim.kill();
    await expectFinished(ground, dossier.id, most);
  }
}

/** Lets a healthy worker finish, then holds the promise: one row, one Message-ID, at least one delivery. */
export async function expectFinished(ground: Ground, applicationId: string, most: number): Promise<void> {
  const { api, sink } = ground;
  const worker = startProcess('worker', envOf(ground));
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
}
