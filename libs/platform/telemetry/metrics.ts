import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Outbox } from '#platform/events/outbox.js';
import { Queues } from '#platform/queue/queues.js';

/** How long a request may take before its bucket, s. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the pool of node-postgres says of itself. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** What Prometheus reads of one process. Gauges are read when asked for; one that cannot be read is left out, the others stay. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({ name: 'essaim_http_request_duration_seconds', help: 'Requests by method, route and status', labelNames: ['method', 'route', 'status'], buckets, registers: [this.registry] });

  constructor(source: DataSource, outbox: Outbox, queues: Queues) {
    collectDefaultMetrics({ register: this.registry });
    const { master } = source.driver as unknown as { master: Pool };
    this.gauge('essaim_database_pool_connections', 'Connections of the pool, and requests that wait for one', ['state'], () => [
      { labels: { state: 'idle' }, value: master.idleCount },
      { labels: { state: 'busy' }, value: master.totalCount - master.idleCount },
      { labels: { state: 'waiting' }, value: master.waitingCount },
    ]);
    this.gauge('essaim_outbox_age_seconds', 'How long the oldest event has been waiting to be handed to the queue; 0 when none waits', [], async () => [
      { labels: {}, value: ((await outbox.ageMs()) ?? 0) / 1000 },
    ]);
    this.gauge('essaim_queue_jobs', 'Jobs by queue and state', ['queue', 'state'], async () =>
      Object.entries(await queues.depth()).flatMap(([queue, states]) => Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value }))),
    );
  }

  /** A figure that is read when Prometheus asks. */
  gauge<L extends string>(name: string, help: string, labelNames: L[], read: () => Promise<Reading<L>[]> | Reading<L>[]): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        this.reset();
        const readings = await Promise.resolve(read()).catch(() => []);
        for (const { labels, value } of readings) this.set(labels, value);
      },
    });
    gauge.reset();
  }

  counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }

  observeRequest(method: string, route: string, status: number, ms: number): void {
    this.requests.observe({ method, route, status }, ms / 1000);
  }
}

export interface Reading<L extends string> {
  labels: Partial<Record<L, string>>;
  value: number;
}
