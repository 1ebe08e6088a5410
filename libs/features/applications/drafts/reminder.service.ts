import { Injectable } from '@nestjs/common';
import { reminderDue } from '#domain/applications/reminder.rules.js';
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
    return this.transactions.run(async (tx) => {
      let said = 0;
      for (const draft of await this.reminders.candidates(tx, at, 200)) {
        const lead = reminderDue(draft, at);
        if (lead === undefined) continue;
        const { state } = await this.dossiers.lock(tx, draft.id);
        if (state !== 'draft' || !(await this.reminders.add(tx, draft.id, lead, at))) continue;
        await this.events.append(tx, { name: 'application.draft-reminded', actor: system, subject: { type: 'application', id: draft.id }, payload: { applicationId: draft.id, lead }, occurredAt: at });
        said += 1;
      }
      return said;
    });
  }
}
