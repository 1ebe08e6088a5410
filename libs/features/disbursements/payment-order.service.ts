import { Injectable } from '@nestjs/common';
import { canSeeAgreement } from '#domain/agreements/agreement.policy.js';
import { loanRepayments } from '#domain/calls/track.rules.js';
import { canPrepareOrder, canSeeOrder, canTakeStep } from '#domain/disbursements/disbursement.policy.js';
import type { OrderAction } from '#domain/disbursements/payment-order.lifecycle.js';
import { refuseOrder, takeStep } from '#domain/disbursements/payment-order.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { cancelOrderTransfers, orderTransfers, payTransfers } from '#domain/programmes/ledger.rules.js';
import { parisDay } from '#domain/shared/day.js';
import { conflict, DomainError, forbidden, invalid, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { AgreementFactsQueries } from '../agreements/agreement-facts.queries.js';
import { AgreementService } from '../agreements/agreement.service.js';
import { LedgerService } from '../programmes/ledger.service.js';
import { BankAccountRepository } from './bank-account.repository.js';
import { PaymentOrderRepository } from './payment-order.repository.js';

@Injectable()
export class PaymentOrderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: PaymentOrderRepository,
    private readonly accounts: BankAccountRepository,
    private readonly agreements: AgreementService,
    private readonly facts: AgreementFactsQueries,
    private readonly ledger: LedgerService,
    private readonly events: EventLog,
  ) {}

  /**
   * Prepares the order that pays the whole of an instalment to its pole's verified account. The same `idempotencyKey` for the same
   * instalment gives the same order; a refusal for want of a condition leaves an event.
   */
  async prepare(actor: Actor, instalmentId: string, idempotencyKey: string, at: Date): Promise<string> {
    if (!/^[\x21-\x7e]{8,200}$/.test(idempotencyKey)) throw invalid('payment-order.key-malformed');
    const outcome = await this.transactions.run(async (tx): Promise<string | DomainError> => {
      const { place, agreement, instalment } = await this.agreements.lockInstalment(tx, instalmentId);
      if (!canSeeAgreement(actor, place)) throw notFound('instalment');
      if (!canPrepareOrder(actor, place)) throw forbidden('payment-order.prepare-not-yours');
      const same = await this.orders.byKey(tx, idempotencyKey);
      if (same !== undefined) {
        if (same.instalmentId !== instalmentId || same.preparedBy !== actor.userId) throw conflict('payment-order.key-reused');
        return same.id;
      }
      const bankAccountId = await this.accounts.currentOf(tx, place.poleId);
      const refused = refuseOrder({
        agreement: agreement.state,
        trigger: instalment.trigger,
        reportAccepted: instalment.reportAcceptedAt !== null,
        startsOn: instalment.startsOn,
        hasOrder: await this.orders.hasOrder(tx, instalmentId),
        hasVerifiedAccount: bankAccountId !== undefined,
      }, parisDay(at));
      if (refused !== undefined) {
        await this.append(tx, 'payment-order.refused', actor, { type: 'instalment', id: instalmentId }, { instalmentId, code: refused.code }, at);
        return refused;
      }
      const { amountCents } = instalment;
      const id = await this.orders.add(tx, { instalmentId, amountCents, bankAccountId: bankAccountId!, idempotencyKey }, actor.userId, at);
      await this.append(tx, 'payment-order.prepared', actor, { type: 'payment-order', id }, { orderId: id, instalmentId, amountCents }, at);
      return id;
    });
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  /** The second person: the CP that was planned is ordered. */
  async approve(actor: Actor, id: string, at: Date): Promise<void> {
    await this.step(actor, id, 'approve', at);
  }

  /** The third person: the CP that was ordered is paid; of a loan, the schedule of its repayment is fixed. */
  async execute(actor: Actor, id: string, at: Date): Promise<void> {
    await this.step(actor, id, 'execute', at);
  }

  /** Gives up an order that is not executed; its CP is planned again and its instalment can be ordered anew. */
  async cancel(actor: Actor, id: string, at: Date): Promise<void> {
    await this.step(actor, id, 'cancel', at);
  }

  private async step(actor: Actor, id: string, action: OrderAction, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const order = await this.orders.lock(tx, id);
      const place = order && (await this.facts.ofInstalment(tx, order.instalmentId));
      if (order === undefined || place === undefined || !canSeeOrder(actor, place)) throw notFound('payment-order');
      if (!canTakeStep(actor, action, place)) throw forbidden(`payment-order.${action}-not-yours`);
      const state = takeStep(action, order, await this.orders.people(tx, id), actor.userId);
      if (action !== 'cancel') await this.orders.addStep(tx, id, action, actor.userId, at);
      await this.orders.move(tx, id, state);
      const { instalmentId, amountCents } = order;
      const months = place.track?.repaidOverMonths ?? null;
      if (action === 'execute' && place.track?.support === 'loan' && months !== null) {
        const paidOn = parisDay(at);
        await this.orders.beginLoan(tx, { instalmentId, awardId: place.decisionId, amountCents, paidOn }, loanRepayments(amountCents, months, paidOn));
      }
      const payload = { orderId: id, instalmentId, applicationId: place.applicationId, amountCents };
      const eventId = await this.append(tx, eventOf[action], actor, { type: 'payment-order', id }, payload, at);
      const isOrdered = order.state === 'approved';
      const money = { envelopeId: place.envelopeId, awardId: place.decisionId, year: place.year, amountCents, instalmentId };
      if (action !== 'cancel' || isOrdered) await this.ledger.postTransfers(tx, transfersOf[action](money), { eventId, actor });
    });
  }

  private append<N extends EventName>(tx: Tx, name: N, actor: Actor, subject: { type: string; id: string }, payload: EventMap[N], occurredAt: Date): Promise<string> {
    return this.events.append(tx, { name, actor, subject, payload, occurredAt });
  }
}

const eventOf = { approve: 'payment-order.approved', execute: 'payment-order.executed', cancel: 'payment-order.cancelled' } as const;
const transfersOf = { approve: orderTransfers, execute: payTransfers, cancel: cancelOrderTransfers };
