import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import type { LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import type { Tx } from '#platform/database/transactions.js';
import { LedgerRepository } from './ledger.repository.js';

@Injectable()
export class LedgerService {
  constructor(private readonly ledger: LedgerRepository) {}

  /**
   * The only writer of the ledger; joins the caller's transaction, as its last statement that locks: once per command, after the event
   * that the transfers name. Gives their ids, in order. Throws `rule-violated` `envelope.exhausted` (the envelope has not enough left in
   * that nature and year) or `award.exceeded` (more than was committed, planned or ordered for that award).
   */
  async postTransfers(tx: Tx, transfers: readonly LedgerTransfer[], cause: { eventId: string; actor: Actor }): Promise<number[]> {
    if (transfers.length === 0) return [];
    await this.ledger.ensureAccounts(tx, transfers);
    return this.ledger.insert(tx, transfers, cause.eventId, cause.actor.userId);
  }
}
