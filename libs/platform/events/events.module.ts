import { Global, Module } from '@nestjs/common';
import { EventLog } from './event-log.js';
import { Health } from '../telemetry/health.js';
import { Outbox } from './outbox.js';

@Global()
@Module({ providers: [EventLog, Outbox, Health], exports: [EventLog, Outbox, Health] })
export class EventsModule {}
