import { Injectable } from '@nestjs/common';
import { registeredPole, type NewPole } from '#domain/directory/pole.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { IdentityService } from '../identity/identity.service.js';
import { PoleRepository } from './pole.repository.js';

@Injectable()
export class PoleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly poles: PoleRepository,
    private readonly identity: IdentityService,
    private readonly events: EventLog,
  ) {}

  /** Makes a pole; whoever makes it applies for it. */
  async create(actor: Actor, said: NewPole, at: Date): Promise<string> {
    const pole = registeredPole(said);
    return this.transactions.run(async (tx) => {
      const id = await this.poles.add(tx, pole, actor.userId);
      await this.identity.grantApplicant(tx, actor, id, at);
      await this.events.append(tx, { name: 'pole.created', actor, subject: { type: 'pole', id }, payload: { poleId: id, regionCode: pole.regionCode }, occurredAt: at });
      return id;
    });
  }

  /** The legal category (INSEE, four digits) of a pole that exists: joins the caller's transaction. */
  async legalCategoryOf(tx: Tx, poleId: string): Promise<string | undefined> {
    return this.poles.legalCategoryOf(tx, poleId);
  }
}
