import { Global, Module } from '@nestjs/common';
import { Health } from './health.js';
import { Metrics } from './metrics.js';

@Global()
@Module({ providers: [Health, Metrics], exports: [Health, Metrics] })
export class TelemetryModule {}
