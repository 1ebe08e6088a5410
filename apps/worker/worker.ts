import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { withRequestId } from '#platform/telemetry/request-id.js';
import { queueNames, Queues, UnrecoverableError } from '#platform/queue/queues.js';
import { EventRelay } from './events/event-relay.js';
import { EventSweep } from './events/event-sweep.js';
import { everySoOften, type Loop } from './loops.js';
import { Processors, type Process } from './processors.js';
import { Schedules } from './schedules.js';

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
    private readonly processors: Processors,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    for (const name of queueNames) {
      const { process, atOnce } = this.processors.byQueue[name];
      this.queues.work(name, oncePerRefusal(process), atOnce);
    }
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
