import { Injectable } from '@nestjs/common';
import { canOperateMail, canReadMailLog } from '#domain/notifications/notification.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Queues, type FailedJob } from '#platform/queue/queues.js';

const shown = 100;

/** Jobs whose attempts are exhausted: they wait for a person. */
@Injectable()
export class JobService {
  constructor(private readonly queues: Queues) {}

  async failed(actor: Actor): Promise<FailedJob[]> {
    if (!canReadMailLog(actor)) throw forbidden('failed-job.list-not-yours');
    return this.queues.failed(shown);
  }

  /** Puts a failed job back with all its attempts. */
  async retry(actor: Actor, id: string): Promise<void> {
    if (!canReadMailLog(actor)) throw notFound('failed-job');
    if (!canOperateMail(actor)) throw forbidden('failed-job.retry-not-yours');
    if (!(await this.queues.retry(id))) throw notFound('failed-job');
  }
}
