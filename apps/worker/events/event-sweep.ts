import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Outbox } from '#platform/events/outbox.js';
import { Queues } from '#platform/queue/queues.js';
import { log } from '#platform/telemetry/log.js';

const batch = 200;

/** What was handed over long ago and nobody finished: a job that the queue lost is added again, a failed one waits for a person. */
@Injectable()
export class EventSweep {
  constructor(
    private readonly outbox: Outbox,
    private readonly queues: Queues,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Gives how many jobs it added again. */
  async run(): Promise<number> {
    let added = 0;
    let after: string | null = null;
    for (;;) {
      const old = await this.outbox.unfinished(batch, this.config.queue.sweepAfterMs, after);
      if (old.length === 0) break;
      after = old.at(-1)!.id;
      const states = await Promise.all(old.map((row) => this.queues.stateOf(row.job, row.id)));
      const lost = old.filter((_, index) => states[index] === 'absent');
      if (lost.length === 0) continue;
      await this.queues.add(lost);
      added += lost.length;
    }
    if (added > 0) log.warn({ jobs: added }, 'the sweep added jobs that the queue had lost');
    return added;
  }
}
