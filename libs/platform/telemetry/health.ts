import { Injectable } from '@nestjs/common';
import { Database, rows } from '#platform/database/sql.js';
import { Outbox } from '#platform/events/outbox.js';

/** Above this the outbox is worth an alert: mails and letters are late. */
const alertAfterMs = 300_000;

export interface Readiness {
  database: 'up' | 'down';
  outboxAgeMs: number | null;
  outboxLate: boolean;
}

@Injectable()
export class Health {
  private closing = false;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  get leaving(): boolean {
    return this.closing;
  }

  /** From now on this process is not ready: a deploy takes it out of the traffic before it stops. */
  leave(): void {
    this.closing = true;
  }

  async readiness(): Promise<Readiness & { ready: boolean }> {
    try {
      await rows(this.database, `select 1`);
      const outboxAgeMs = await this.outbox.ageMs();
      return { ready: !this.closing, database: 'up', outboxAgeMs, outboxLate: (outboxAgeMs ?? 0) > alertAfterMs };
    } catch {
      return { ready: false, database: 'down', outboxAgeMs: null, outboxLate: false };
    }
  }
}
