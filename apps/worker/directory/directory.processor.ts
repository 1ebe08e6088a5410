import { Injectable } from '@nestjs/common';
import { CompanyService } from '#features/directory/company.service.js';
import type { Job, JobData } from '#platform/queue/queues.js';

@Injectable()
export class DirectoryProcessor {
  constructor(private readonly companies: CompanyService) {}

  process(job: Job<JobData>): Promise<void> {
    return this.companies.check(job.data.outboxId);
  }
}
