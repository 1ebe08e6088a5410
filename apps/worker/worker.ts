import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { withRequestId } from '#platform/telemetry/request-id.js';
import { Queues, UnrecoverableError, type Job, type JobData, type QueueName } from '#platform/queue/queues.js';
import { DecisionProcessor } from './decisions/decision.processor.js';
import { EventRelay } from './events/event-relay.js';
import { EventSweep } from './events/event-sweep.js';
import { everySoOften, type Loop } from './loops.js';
import { NotificationProcessor } from './notifications/notification.processor.js';
import { Schedules } from './schedules.js';

type Process = (job: Job<JobData>, token?: string) => Promise<void>;

/** A refusal of the domain is not retried, except what may pass: a conflict, or something unavailable. */
const oncePerRefusal =
  (process: Process): Process =>
  async (job, token) => {
    try {
      await withRequestId(job.data.outboxId, () => process(job, token));
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'conflict' && error.kind !== 'unavailable') throw new UnrecoverableError(error.code);
      throw error;
    }
  };

@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loops: Loop[] = [];

  constructor(
    private readonly queues: Queues,
    private readonly relay: EventRelay,
    private readonly sweep: EventSweep,
    private readonly schedules: Schedules,
    private readonly notifications: NotificationProcessor,
    private readonly decisions: DecisionProcessor,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const processors: Record<QueueName, Process> = {
      notifications: (job, token) => this.notifications.process(job, token),
      decisions: (job) => this.decisions.process(job),
    };
    this.queues.work('notifications', oncePerRefusal(processors.notifications), 10);
    this.queues.work('decisions', oncePerRefusal(processors.decisions), 2);
    const { relayEveryMs, sweepEveryMs, timersEveryMs } = this.config.queue;
    this.loops = [
      everySoOften('relay', relayEveryMs, () => this.relay.run()),
      everySoOften('sweep', sweepEveryMs, () => this.sweep.run()),
      everySoOften('timers', timersEveryMs, () => this.schedules.runDue()),
    ];
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
