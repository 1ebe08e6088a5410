import { Injectable } from '@nestjs/common';
import { ApplicationService } from '#features/applications/application.service.js';
import { CorrectionService } from '#features/applications/examination/correction.service.js';
import { ReminderService } from '#features/applications/drafts/reminder.service.js';
import { LeftoverService } from '#features/attachments/leftover.service.js';
import { ScanService } from '#features/attachments/scan.service.js';
import { Clock } from '#platform/clock/clock.js';

/** What time alone makes happen: each entry is a service method that a person could call too. */
@Injectable()
export class Schedules {
  constructor(
    private readonly clock: Clock,
    private readonly applications: ApplicationService,
    private readonly corrections: CorrectionService,
    private readonly reminders: ReminderService,
    private readonly scans: ScanService,
    private readonly leftovers: LeftoverService,
  ) {}

  /** Does everything whose day has come on the domain clock; gives how many things that was. */
  async runDue(): Promise<number> {
    const now = await this.clock.now();
    return (await this.reminders.remind(now)) + (await this.corrections.lapse(now)) + (await this.applications.passSilence(now)) + (await this.scans.scanEarlier(now)) + (await this.leftovers.clear());
  }
}
