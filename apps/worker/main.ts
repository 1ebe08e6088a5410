import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Config } from '#platform/config/config.js';
import { Health } from '#platform/telemetry/health.js';
import { nestLog, setLogLevel } from '#platform/telemetry/log.js';
import { openTelemetry } from '#platform/telemetry/telemetry-server.js';
import { WorkerModule } from './worker.module.js';

/** Starts a worker: relay, sweep, timers and the processors of every queue. `close` lets the jobs under way end. */
export async function startWorker(config: Config): Promise<{ close(): Promise<void> }> {
  setLogLevel(config.logLevel);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: nestLog, abortOnError: false });
  const telemetry = config.metricsPort === undefined ? undefined : await openTelemetry(app, config.metricsPort, config.host);
  return {
    close: async () => {
      app.get(Health).leave();
      await app.close();
      telemetry?.close();
    },
  };
}
