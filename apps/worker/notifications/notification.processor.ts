import { Injectable } from '@nestjs/common';
import { NotificationService } from '#features/notifications/notification.service.js';
import { DelayedError, UnrecoverableError, type Job } from '#platform/queue/queues.js';
import type { JobData } from '#platform/queue/queues.js';

@Injectable()
export class NotificationProcessor {
  constructor(private readonly notifications: NotificationService) {}

  async process(job: Job<JobData>, token?: string): Promise<void> {
    if (job.name === 'notifications.plan') return this.notifications.plan(job.data.outboxId);
    const wait = await this.notifications.send(job.data.outboxId).catch((error: unknown) => {
      throw isRefusal(error) ? new UnrecoverableError(`the mail server refused it for good (${error.responseCode})`) : error;
    });
    if (wait === undefined) return;
    await job.moveToDelayed(Date.now() + wait, token);
    throw new DelayedError();
  }
}

/** 5xx: this mail will never be taken, as it stands; a person looks at it. */
const isRefusal = (error: unknown): error is { responseCode: number } => {
  const { responseCode } = (error ?? {}) as { responseCode?: unknown };
  return typeof responseCode === 'number' && responseCode >= 500;
};
