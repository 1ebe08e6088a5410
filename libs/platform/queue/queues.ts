import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type ConnectionOptions, type Job, type Processor } from 'bullmq';
import { DomainError, unavailable } from '#domain/shared/error.js';
import type { JobName } from '#domain/shared/subscriptions.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { errorFields, log } from '#platform/telemetry/log.js';

export { DelayedError, UnrecoverableError, type Job } from 'bullmq';

/** How long the queue's server may take to answer, ms. */
const answerWithinMs = 5_000;

/** What a job carries: the outbox row that it must finish. */
export interface JobData {
  outboxId: string;
}

export type JobState = 'absent' | 'failed' | 'unfinished';

export interface FailedJob {
  id: string;
  queue: string;
  job: string;
  failedAt: Date | null;
  attempts: number;
  reason: string;
}

/** The area is the queue: `notifications.send` runs on `notifications`. */
export const queueNames = ['notifications', 'decisions', 'attachments', 'directory'] as const;
export type QueueName = (typeof queueNames)[number];
export const queueOf = (job: JobName): QueueName => job.slice(0, job.indexOf('.')) as QueueName;

/**
 * The only place that knows what BullMQ runs on: PostgreSQL (schema `bullmq`) unless `REDIS_URL` is set.
 * A database's name is the prefix on Redis, so that instances never share jobs.
 */
@Injectable()
export class Queues implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly queues = new Map<QueueName, Queue>();
  private readonly workers: Worker[] = [];

  constructor(@Inject(CONFIG) private readonly config: Config) {
    setDefaultBackendFactory(config.redisUrl === undefined ? (createPostgresBackend as never) : undefined);
  }

  /** `patient`: commands wait until Redis is back, as a worker must; others fail at once, and their caller tries again. */
  private connection(patient: boolean): ConnectionOptions {
    const { redisUrl, databaseUrl } = this.config;
    if (redisUrl !== undefined) return { url: redisUrl, maxRetriesPerRequest: patient ? null : 1, enableOfflineQueue: patient, connectTimeout: 5_000 };
    return { connectionString: databaseUrl, schema: 'bullmq', max: 8, application_name: 'essaim-queue' } as never;
  }

  private get prefix(): string {
    return this.config.redisUrl === undefined ? 'bull' : new URL(this.config.databaseUrl).pathname.slice(1);
  }

  private queue(name: QueueName): Queue {
    let queue = this.queues.get(name);
    if (queue === undefined) {
      const { attempts, backoffMs } = this.config.queue;
      queue = new Queue(name, {
        connection: this.connection(false),
        prefix: this.prefix,
        defaultJobOptions: { attempts, backoff: { type: 'exponential', delay: backoffMs, jitter: 0.2 }, removeOnComplete: true, removeOnFail: false },
      });
      queue.on('error', (error) => log.error({ queue: name, ...errorFields(error) }, 'queue error'));
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** Adds the jobs of outbox rows; a job already known under the same id is not added again. */
  async add(jobs: readonly { id: string; job: JobName }[]): Promise<void> {
    for (const name of queueNames) {
      const mine = jobs.filter((one) => queueOf(one.job) === name);
      if (mine.length > 0) await asked(this.queue(name).addBulk(mine.map(({ id, job }) => ({ name: job, data: { outboxId: id }, opts: { jobId: id } }))));
    }
  }

  async stateOf(job: JobName, id: string): Promise<JobState> {
    const state = await asked(this.queue(queueOf(job)).getJobState(id));
    if (state === 'failed') return 'failed';
    return state === 'unknown' || state === 'completed' ? 'absent' : 'unfinished';
  }

  /** Starts to work on a queue. A job whose worker dies is given to another as often as needed: processors are idempotent. */
  work(name: QueueName, processor: Processor<JobData>, concurrency: number): void {
    const { lockDurationMs, stalledIntervalMs } = this.config.queue;
    const worker = new Worker<JobData>(name, processor, {
      connection: this.connection(true),
      prefix: this.prefix,
      concurrency,
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      maxStalledCount: 1_000,
      drainDelay: 60,
    });
    worker.on('error', (error) => log.error({ queue: name, ...errorFields(error) }, 'worker error'));
    worker.on('failed', (job, error) => log.warn({ queue: name, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade, ...errorFields(error) }, 'job failed'));
    this.workers.push(worker);
  }

  async failed(limit: number): Promise<FailedJob[]> {
    const perQueue = await Promise.all(
      queueNames.map(async (name) => (await asked(this.queue(name).getFailed(0, limit - 1))).map((job) => failedJob(name, job))),
    );
    return perQueue.flat();
  }

  /** Puts a failed job back with all its attempts; false when there is no failed job of this id. */
  async retry(id: string): Promise<boolean> {
    for (const name of queueNames) {
      const job = await asked(this.queue(name).getJob(id));
      if (job === undefined || !(await job.isFailed())) continue;
      await asked(job.retry('failed', { resetAttemptsMade: true }));
      return true;
    }
    return false;
  }

  /** Jobs that wait, run or failed, by queue. */
  async depth(): Promise<Record<string, Record<string, number>>> {
    const counts = await Promise.all(queueNames.map(async (name) => [name, await asked(this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed'))] as const));
    return Object.fromEntries(counts);
  }

  /** Loses every job that waits, as a Redis that lost its memory would: for tests of the sweep. */
  async lose(): Promise<void> {
    for (const name of queueNames) await this.queue(name).drain(true);
  }

  /** Jobs under way end while there still is a database. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}

/** An answer of the queue's server; `unavailable` `queue.down` when it fails or takes too long: the outbox keeps what was to be added. */
const asked = async <T>(answer: Promise<T>): Promise<T> => {
  const silence = new AbortController();
  try {
    return await Promise.race([answer, pause(answerWithinMs, undefined, { signal: silence.signal }).then(() => Promise.reject(unavailable('queue.down')))]);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    log.warn(errorFields(error), 'the queue does not answer');
    throw unavailable('queue.down');
  } finally {
    silence.abort();
  }
};

const failedJob = (queue: QueueName, job: Job): FailedJob => ({
  id: job.id ?? '',
  queue,
  job: job.name,
  failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
  attempts: job.attemptsMade,
  reason: job.failedReason ?? '',
});
