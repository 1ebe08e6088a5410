import { Injectable } from '@nestjs/common';
import { isSiren } from '#domain/directory/siren.js';
import { regions } from '#domain/directory/region.js';
import type { Actor } from '#domain/identity/actor.js';
import { invalid } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { IdentityService } from '../identity/identity.service.js';
import { PoleRepository, type NewPole } from './pole.repository.js';

@Injectable()
export class PoleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly poles: PoleRepository,
    private readonly identity: IdentityService,
    private readonly events: EventLog,
  ) {}

  /** Makes a pole; whoever makes it applies for it. */
  async create(actor: Actor, pole: NewPole, at: Date): Promise<string> {
    if (!isSiren(pole.siren)) throw invalid('pole.siren-malformed', { siren: pole.siren });
    if (!regions.some((region) => region.code === pole.regionCode)) throw invalid('pole.region-unknown', { regionCode: pole.regionCode });
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
