import { Injectable } from '@nestjs/common';
import { canDraftCharter, canDropCharter, canPublishCharter, canSeeCharter } from '#domain/charters/charter.policy.js';
import { charterContent, charterLifecycle, checkCharter, checkCharterEditable, publishCharter, type CharterText } from '#domain/charters/charter.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CharterRepository, type Charter } from './charter.repository.js';

/** The versions of the charter of the poles: an officer writes one, another person publishes it, nobody changes it after. */
@Injectable()
export class CharterService {
  constructor(
    private readonly transactions: Transactions,
    private readonly charters: CharterRepository,
    private readonly events: EventLog,
  ) {}

  async draft(actor: Actor, text: CharterText, at: Date): Promise<string> {
    checkCharter(text);
    return this.transactions.run(async (tx) => {
      if (!canDraftCharter(actor)) throw forbidden('charter.draft-not-yours');
      const id = await this.charters.add(tx, text, actor.userId, at);
      await this.append(tx, 'charter.drafted', actor, id, { charterId: id }, at);
      return id;
    });
  }

  async change(actor: Actor, id: string, version: number, text: CharterText, at: Date): Promise<void> {
    checkCharter(text);
    await this.transactions.run(async (tx) => {
      const charter = await this.lockSeen(tx, actor, id);
      if (!canDraftCharter(actor)) throw forbidden('charter.draft-not-yours');
      checkCharterEditable(charter, version);
      await this.charters.change(tx, id, text, actor.userId);
      await this.append(tx, 'charter.changed', actor, id, { charterId: id, version: version + 1 }, at);
    });
  }

  /** Puts a version in force: poles that write a dossier where the charter is asked for are told to sign it. */
  async publish(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const charter = await this.lockSeen(tx, actor, id);
      if (!canPublishCharter(actor)) throw forbidden('charter.publish-not-yours');
      const ordinal = await this.charters.publish(tx, id, charterContent(charter), publishCharter(charter, actor.userId, at));
      await this.append(tx, 'charter.published', actor, id, { charterId: id, ordinal }, at);
    });
  }

  async drop(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const charter = await this.lockSeen(tx, actor, id);
      if (!canDropCharter(actor)) throw forbidden('charter.drop-not-yours');
      await this.charters.drop(tx, id, charterLifecycle.next('drop', charter.state));
      await this.append(tx, 'charter.dropped', actor, id, { charterId: id }, at);
    });
  }

  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<Charter> {
    const charter = await this.charters.lock(tx, id);
    if (charter === undefined || !canSeeCharter(actor, charter)) throw notFound('charter');
    return charter;
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, id: string, payload: EventMap[N], occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject: { type: 'charter', id }, payload, occurredAt });
  }
}
