import { Global, Module } from '@nestjs/common';
import { EventLog } from './event-log.js';
import { Outbox } from './outbox.js';

@Global()
@Module({ providers: [EventLog, Outbox], exports: [EventLog, Outbox] })
export class EventsModule {}
