import { Injectable } from '@nestjs/common';
import { messageSide, sideOf } from '#domain/applications/message.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { conflict } from '#domain/shared/error.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../application.service.js';
import { MessageRepository } from './message.repository.js';

/** What the pole and the ministry write to each other about a dossier. */
@Injectable()
export class MessageService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: ApplicationService,
    private readonly messages: MessageRepository,
    private readonly events: EventLog,
  ) {}

  async send(actor: Actor, id: string, body: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const application = await this.dossiers.lockSeen(tx, actor, id);
      const { side, text } = messageSide(actor, application, body);
      const messageId = await this.messages.add(tx, id, side, actor.userId, text, at);
      await this.events.append(tx, { name: 'application.message-sent', actor, subject: { type: 'application', id }, payload: { applicationId: id, messageId, side }, occurredAt: at });
      return messageId;
    });
  }

  /** What the other side wrote last wants no answer: it is no longer in anybody's list. */
  async setAside(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const application = await this.dossiers.lockSeen(tx, actor, id);
      const side = sideOf(actor, application);
      if (!(await this.messages.setAside(tx, id, side))) throw conflict('message.none-waiting');
      await this.events.append(tx, { name: 'application.message-set-aside', actor, subject: { type: 'application', id }, payload: { applicationId: id, side }, occurredAt: at });
    });
  }
}
