import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';

/** How often a process is killed at each point. */
export const kills = process.env['ESSAIM_PROOFS'] === 'whole' ? 20 : 3;
const secret = 'a secret of the tests, thirty-two characters and more';

/** An open call, a mail server that counts, and workers to kill. */
export class Ground {
  private constructor(
    readonly api: TestApi,
    readonly call: OpenCall,
    readonly sink: SmtpSink,
  ) {}

  static async open(): Promise<Ground> {
    const sink = await openSmtpSink();
    const api = await openApi({ ESSAIM_DEMONSTRATION: 'true', SMTP_URL: sink.url });
    await api.setClock('2023-06-15T10:00:00Z');
    return new Ground(api, await openCall(api), sink);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.sink.close();
  }

  env(point?: string): Record<string, string> {
    return {
      ...fastQueue,
      LOG_LEVEL: 'info',
      DATABASE_URL: process.env['DATABASE_URL']!,
      SMTP_URL: this.sink.url,
      ESSAIM_SECRET: secret,
      ...(point === undefined ? {} : { ESSAIM_FAULT_POINT: point }),
    };
  }

  /** A worker is killed at `point` with the mail of a submission in its hands, again and again; each mail is delivered `most` times at most. */
  async killAt(point: string, most: number): Promise<void> {
    for (let turn = 0; turn < kills; turn++) {
      this.sink.deliveries.length = 0;
      const dossier = await completeDraft(this.api, this.call);
      expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
      const victim = startProcess('worker', this.env(point));
      await victim.says(`fault point ${point}`);
      await victim.kill();
      await this.finishes(dossier.id, most);
    }
  }

  /** Lets a healthy worker finish, then holds the promise: one row, one Message-ID, at least one delivery. */
  async finishes(applicationId: string, most: number): Promise<void> {
    const worker = startProcess('worker', this.env());
    try {
      await worker.says('started');
      await until('no outbox row is left', async () => (await this.api.sql.query(`select from outbox`)).rowCount === 0);
    } finally {
      await worker.kill();
    }
    const { rows } = await this.api.sql.query(
      `select n.id, n.status from notifications n join events e on e.id = n.event_id where e.subject_id = $1 and n.template = 'application-received'`,
      [applicationId],
    );
    expect(rows).toEqual([{ id: rows[0].id, status: 'sent' }]);
    const mine = this.sink.deliveries.filter((id) => id === `<${rows[0].id}@localhost>`);
    expect(mine.length).toBeGreaterThanOrEqual(1);
    expect(mine.length).toBeLessThanOrEqual(most);
    expect(this.sink.deliveries.filter((id) => id !== `<${rows[0].id}@localhost>`)).toEqual([]);
  }
}
