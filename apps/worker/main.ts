import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Config } from '#platform/config/config.js';
import { nestLog, setLogLevel } from '#platform/telemetry/log.js';
import { WorkerModule } from './worker.module.js';

/** Starts a worker: relay, sweep, timers and the processors of every queue. */
export async function startWorker(config: Config): Promise<{ close(): Promise<void> }> {
  setLogLevel(config.logLevel);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: nestLog, abortOnError: false });
  return { close: () => app.close() };
}
