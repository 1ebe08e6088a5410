import { Injectable } from '@nestjs/common';
import { isValidBIC, isValidIBAN } from 'ibantools';
import { canSeePole } from '#domain/directory/pole.policy.js';
import { canDeclareAccount, canVerifyAccount, seesAccount } from '#domain/disbursements/disbursement.policy.js';
import { toIban } from '#domain/disbursements/iban.js';
import { verifyAccount } from '#domain/disbursements/payment-order.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, invalid, notFound } from '#domain/shared/error.js';
import { cleanText } from '#domain/shared/text.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { BankAccountRepository, type NewBankAccount } from './bank-account.repository.js';

@Injectable()
export class BankAccountService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: BankAccountRepository,
    private readonly events: EventLog,
  ) {}

  /** Declares where a pole wants to be paid; nothing is paid there before a second person has verified it. */
  async declare(actor: Actor, declared: NewBankAccount, at: Date): Promise<string> {
    const { poleId } = declared;
    if (!canSeePole(actor, { id: poleId })) throw notFound('pole');
    const account = { poleId, iban: toIban(declared.iban), bic: declared.bic?.replace(/\s/g, '').toUpperCase() ?? null, holder: cleanText(declared.holder).text.trim() };
    if (!isValidIBAN(account.iban)) throw invalid('bank-account.iban-malformed');
    if (account.bic !== null && !isValidBIC(account.bic)) throw invalid('bank-account.bic-malformed');
    if (account.holder === '') throw invalid('bank-account.no-holder');
    return this.transactions.run(async (tx) => {
      if (!canDeclareAccount(actor, poleId)) throw forbidden('bank-account.declare-not-yours');
      const id = await this.accounts.add(tx, account, actor.userId, at);
      await this.events.append(tx, { name: 'bank-account.declared', actor, subject: { type: 'bank-account', id }, payload: { bankAccountId: id, poleId }, occurredAt: at });
      return id;
    });
  }

  /** Verifies an account that somebody else declared: its pole is paid on it from now on. */
  async verify(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const account = await this.accounts.lock(tx, id);
      if (account === undefined || !seesAccount(actor, account.poleId)) throw notFound('bank-account');
      if (!canVerifyAccount(actor, account.poleId)) throw forbidden('bank-account.verify-not-yours');
      verifyAccount(account, actor.userId);
      await this.accounts.verify(tx, account, actor.userId, at);
      await this.events.append(tx, {
        name: 'bank-account.verified',
        actor,
        subject: { type: 'bank-account', id },
        payload: { bankAccountId: id, poleId: account.poleId },
        occurredAt: at,
      });
    });
  }
}
