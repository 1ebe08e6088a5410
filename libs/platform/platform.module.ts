import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule } from './clock/clock.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { FilesModule } from './files/files.module.js';
import { MailModule } from './mail/mail.module.js';
import { NetworkModule } from './network/network.module.js';
import { PlacesModule } from './places/places.module.js';
import { QueueModule } from './queue/queue.module.js';
import { TablesModule } from './tables/tables.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';

/** Everything that any process needs, with the configuration that it was started with. */
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return { module: PlatformModule, imports: [ConfigModule.with(config), DatabaseModule, EventsModule, ClockModule, QueueModule, MailModule, FilesModule, NetworkModule, PlacesModule, TablesModule, TelemetryModule] };
  }
}
