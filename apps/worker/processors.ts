import { Injectable } from '@nestjs/common';
import type { Job, JobData, QueueName } from '#platform/queue/queues.js';
import { AttachmentProcessor } from './attachments/attachment.processor.js';
import { DecisionProcessor } from './decisions/decision.processor.js';
import { DirectoryProcessor } from './directory/directory.processor.js';
import { NotificationProcessor } from './notifications/notification.processor.js';

export type Process = (job: Job<JobData>, token?: string) => Promise<void>;

/** Who does the jobs of each queue, and how many at once. */
@Injectable()
export class Processors {
  readonly byQueue: Readonly<Record<QueueName, { process: Process; atOnce: number }>>;

  constructor(notifications: NotificationProcessor, decisions: DecisionProcessor, attachments: AttachmentProcessor, directory: DirectoryProcessor) {
    this.byQueue = {
      notifications: { process: (job, token) => notifications.process(job, token), atOnce: 10 },
      decisions: { process: (job) => decisions.process(job), atOnce: 2 },
      attachments: { process: (job) => attachments.process(job), atOnce: 2 },
      directory: { process: (job) => directory.process(job), atOnce: 1 },
    };
  }
}
