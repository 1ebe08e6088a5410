import { Injectable } from '@nestjs/common';
import { reminderDue, type Lead } from '#domain/applications/reminder.rules.js';
import { system } from '#domain/identity/actor.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../application.service.js';
import { ReminderRepository } from './reminder.repository.js';

/** Tells the people of drafts that were never submitted that their phase closes soon. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: ApplicationService,
    private readonly reminders: ReminderRepository,
    private readonly events: EventLog,
  ) {}

  /** Reminds, once each, the drafts that are due at `at`; gives how many. */
  async remind(at: Date): Promise<number> {
    let said = 0;
    for (const draft of await this.transactions.run((tx) => this.reminders.candidates(tx, at, 200))) {
      const lead = reminderDue(draft, at);
      if (lead !== undefined && (await this.remindOf(draft.id, lead, at))) said += 1;
    }
    return said;
  }

  private remindOf(applicationId: string, lead: Lead, at: Date): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const { state } = await this.dossiers.lock(tx, applicationId);
      if (state !== 'draft' || !(await this.reminders.add(tx, applicationId, lead, at))) return false;
      await this.events.append(tx, { name: 'application.draft-reminded', actor: system, subject: { type: 'application', id: applicationId }, payload: { applicationId, lead }, occurredAt: at });
      return true;
    });
  }
}
