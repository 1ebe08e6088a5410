import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from '#features/identity/identity.module.js';
import { DemonstrationClock } from '#platform/clock/demonstration-clock.js';
import { CONFIG, ConfigError, type Config } from '#platform/config/config.js';
import { Mailbox } from '#platform/mail/mailbox.js';
import { DemonstrationController } from './demonstration.controller.js';

/** All that a demonstration adds. A process that is not one does not import it: its routes do not exist there. */
@Module({
  imports: [IdentityModule],
  controllers: [DemonstrationController],
  providers: [DemonstrationClock, { provide: Mailbox, inject: [CONFIG], useFactory: (config: Config) => new Mailbox(config.mailboxDir ?? '') }],
})
export class DemonstrationModule implements OnModuleInit {
  constructor(
    private readonly clock: DemonstrationClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.demonstration && !(await this.clock.isMarked())) {
      throw new ConfigError([
        'ESSAIM_DEMONSTRATION is true, but the database does not carry the demonstration mark: migrate an empty one with "npm run migrate -- --demonstration", or set ESSAIM_DEMONSTRATION=false',
      ]);
    }
  }
}
