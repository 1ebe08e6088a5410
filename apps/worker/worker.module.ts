import { Module, type DynamicModule } from '@nestjs/common';
import { FeaturesModule } from '#features/features.module.js';
import type { Config } from '#platform/config/config.js';
import { PlatformModule } from '#platform/platform.module.js';
import { AttachmentProcessor } from './attachments/attachment.processor.js';
import { DecisionProcessor } from './decisions/decision.processor.js';
import { DirectoryProcessor } from './directory/directory.processor.js';
import { EventRelay } from './events/event-relay.js';
import { EventSweep } from './events/event-sweep.js';
import { NotificationProcessor } from './notifications/notification.processor.js';
import { Processors } from './processors.js';
import { Schedules } from './schedules.js';
import { Workers } from './worker.js';

@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(config), FeaturesModule],
      providers: [EventRelay, EventSweep, Schedules, NotificationProcessor, DecisionProcessor, AttachmentProcessor, DirectoryProcessor, Processors, Workers],
    };
  }
}
