import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Outbox } from '#platform/events/outbox.js';
import { Queues } from '#platform/queue/queues.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';

const batch = 200;

/** Outbox rows → BullMQ jobs. Adding a known job twice adds nothing, so a death between the two steps loses and doubles nothing. */
@Injectable()
export class EventRelay {
  constructor(
    private readonly outbox: Outbox,
    private readonly queues: Queues,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Hands over what waits; gives how many rows it was. */
  async run(): Promise<number> {
    let handed = 0;
    for (;;) {
      const claimed = await this.outbox.claim(batch, this.config.queue.relayLeaseMs);
      if (claimed.length === 0) return handed;
      await this.queues.add(claimed);
      faultPoint('relay.after-add');
      await this.outbox.handedOver(claimed.map((row) => row.id));
      handed += claimed.length;
    }
  }
}
