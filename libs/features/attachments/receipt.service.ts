import { Injectable } from '@nestjs/common';
import { composeReceipt } from '#domain/attachments/receipt.rules.js';
import { system } from '#domain/identity/actor.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { Outbox } from '#platform/events/outbox.js';
import { writeDocument } from '#platform/pdf/document-writer.js';
import { ReceiptRepository } from './receipt.repository.js';

@Injectable()
export class ReceiptService {
  constructor(
    private readonly transactions: Transactions,
    private readonly receipts: ReceiptRepository,
    private readonly outbox: Outbox,
    private readonly events: EventLog,
  ) {}

  /** Makes the receipt of a submission: facts in one transaction, the PDF in none, the receipt and the end of the job in another. Run again, it still makes one. */
  async make(outboxId: string): Promise<void> {
    const source = await this.transactions.run(async (tx) => {
      const row = await this.outbox.lock(tx, outboxId);
      return row && this.receipts.source(tx, row.event_id);
    });
    if (source === undefined) return;
    const pdf = await writeDocument(composeReceipt(source), `Récépissé du dossier ${source.number}`);
    await this.transactions.run(async (tx) => {
      if ((await this.outbox.lock(tx, outboxId)) === undefined) return;
      const { submissionId, applicationId, receivedAt } = source;
      const sha256 = await this.receipts.keep(tx, submissionId, pdf, receivedAt);
      if (sha256 !== undefined) {
        await this.events.append(tx, { name: 'receipt.made', actor: system, subject: { type: 'submission', id: submissionId }, payload: { submissionId, applicationId, sha256 }, occurredAt: receivedAt });
      }
      await this.outbox.remove(tx, outboxId);
    });
  }
}
