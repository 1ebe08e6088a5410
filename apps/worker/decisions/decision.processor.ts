import { Injectable } from '@nestjs/common';
import { LetterService } from '#features/decisions/letter.service.js';
import type { Job, JobData } from '#platform/queue/queues.js';

@Injectable()
export class DecisionProcessor {
  constructor(private readonly letters: LetterService) {}

  process(job: Job<JobData>): Promise<void> {
    return this.letters.make(job.data.outboxId);
  }
}
