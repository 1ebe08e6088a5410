import { Injectable } from '@nestjs/common';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { ScanService } from '#features/attachments/scan.service.js';
import type { Job, JobData } from '#platform/queue/queues.js';

@Injectable()
export class AttachmentProcessor {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly scans: ScanService,
  ) {}

  process(job: Job<JobData>): Promise<void> {
    return job.name === 'attachments.make-receipt' ? this.receipts.make(job.data.outboxId) : this.scans.scan(job.data.outboxId);
  }
}
