import { Injectable } from '@nestjs/common';
import { NotificationService } from '#features/notifications/notification.service.js';
import { DelayedError, type Job } from '#platform/queue/queues.js';
import type { JobData } from '#platform/queue/queues.js';

@Injectable()
export class NotificationProcessor {
  constructor(private readonly notifications: NotificationService) {}

  async process(job: Job<JobData>, token?: string): Promise<void> {
    if (job.name === 'notifications.plan') return this.notifications.plan(job.data.outboxId);
    const wait = await this.notifications.send(job.data.outboxId);
    if (wait === undefined) return;
    await job.moveToDelayed(Date.now() + wait, token);
    throw new DelayedError();
  }
}
