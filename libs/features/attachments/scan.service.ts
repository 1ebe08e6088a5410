import { Inject, Injectable } from '@nestjs/common';
import { system } from '#domain/identity/actor.js';
import { Clock } from '#platform/clock/clock.js';
import { Antivirus, type ScanVerdict } from '#platform/files/antivirus.js';
import { FILE_STORE, keyOfFile, type FileStore } from '#platform/files/file-store.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { Outbox } from '#platform/events/outbox.js';
import { ScanRepository } from './scan.repository.js';

/** What the antivirus says of files, once they are where they go. */
@Injectable()
export class ScanService {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: ScanRepository,
    private readonly outbox: Outbox,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly antivirus: Antivirus,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  /**
   * Has the file of an outbox row scanned, outside any transaction. Without an antivirus nothing is said of it. Throws `unavailable`
   * `antivirus.down` when it cannot be asked: the file waits, and the job comes again.
   */
  async scan(outboxId: string): Promise<void> {
    const file = await this.transactions.run(async (tx) => {
      const row = await this.outbox.lock(tx, outboxId);
      const found = row && (await this.files.ofEvent(tx, row.event_id));
      if (row !== undefined && found === undefined) await this.outbox.remove(tx, outboxId);
      return found;
    });
    if (file === undefined) return;
    const isToScan = this.antivirus.isPresent && (file.scan === 'pending' || file.scan === 'unscanned');
    const verdict = isToScan ? await this.antivirus.scan(this.store.read(keyOfFile(file.sha256))) : undefined;
    const at = await this.clock.now();
    await this.transactions.run(async (tx) => {
      if ((await this.outbox.lock(tx, outboxId)) === undefined) return;
      if (verdict !== undefined) await this.record(tx, file.sha256, verdict, at);
      await this.outbox.remove(tx, outboxId);
    });
  }

  /** Scans some of the files that came before there was an antivirus; gives how many. One that does not answer is asked again at the next turn. */
  async scanEarlier(at: Date): Promise<number> {
    if (!this.antivirus.isPresent) return 0;
    const earlier = await this.files.earlier(20);
    for (const [done, sha256] of earlier.entries()) {
      try {
        const verdict = await this.antivirus.scan(this.store.read(keyOfFile(sha256)));
        await this.transactions.run((tx) => this.record(tx, sha256, verdict, at));
      } catch (error) {
        if ((error as { code?: unknown }).code === 'antivirus.down') return done;
        throw error;
      }
    }
    return earlier.length;
  }

  private async record(tx: Tx, sha256: string, verdict: ScanVerdict, at: Date): Promise<void> {
    const { attachments, documents } = await this.files.record(tx, sha256, verdict);
    for (const one of attachments) {
      const subject = { type: 'application', id: one.applicationId };
      await this.events.append(tx, { name: 'attachment.quarantined', actor: system, subject, payload: { ...one, sha256 }, occurredAt: at });
    }
    for (const one of documents) {
      await this.events.append(tx, { name: 'call.document-quarantined', actor: system, subject: { type: 'call', id: one.callId }, payload: { ...one, sha256 }, occurredAt: at });
    }
  }
}
