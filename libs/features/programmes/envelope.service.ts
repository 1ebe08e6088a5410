import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canConfirmMoney, canProposeEnvelope, canProposeTopUp, canSeeEnvelope } from '#domain/programmes/envelope.policy.js';
import { checkLines, confirmEnvelope, confirmTopUp, requireOpen } from '#domain/programmes/envelope.rules.js';
import { openingTransfers, topUpTransfers, type MoneyLine, type Nature } from '#domain/programmes/ledger.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { total, type Cents } from '#domain/shared/money.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { EnvelopeRepository, type EnvelopeTerms, type NewEnvelope } from './envelope.repository.js';
import { LedgerService } from './ledger.service.js';

const sumOf = (lines: readonly MoneyLine[], nature: Nature): Cents =>
  total(lines.filter((line) => line.nature === nature).map((line) => line.amountCents));
const sums = (lines: readonly MoneyLine[]) => ({ aeCents: sumOf(lines, 'ae'), cpCents: sumOf(lines, 'cp') });

@Injectable()
export class EnvelopeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly envelopes: EnvelopeRepository,
    private readonly ledger: LedgerService,
    private readonly events: EventLog,
  ) {}

  /** Proposes an envelope with the money that opens it; gives its id. */
  async propose(actor: Actor, envelope: NewEnvelope, lines: readonly MoneyLine[], at: Date): Promise<string> {
    if (!canProposeEnvelope(actor)) throw forbidden('envelope.propose-not-yours');
    checkLines(lines);
    return this.transactions.run(async (tx) => {
      const envelopeId = await this.envelopes.add(tx, envelope, actor.userId, at);
      const movementId = await this.envelopes.addMovement(tx, envelopeId, 'open', lines, actor.userId, at);
      await this.events.append(tx, {
        name: 'envelope.proposed',
        actor,
        subject: { type: 'envelope', id: envelopeId },
        payload: { envelopeId, movementId, ...sums(lines) },
        occurredAt: at,
      });
      return envelopeId;
    });
  }

  /** Opens an envelope: a second person, and its money is there. */
  async confirm(actor: Actor, envelopeId: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const envelope = await this.envelopes.lock(tx, envelopeId);
      if (envelope === undefined || !canSeeEnvelope(actor, envelope)) throw notFound('envelope');
      if (!canConfirmMoney(actor, envelope)) throw forbidden('envelope.confirm-not-yours');
      const confirmed = confirmEnvelope(envelope, actor.userId, at);
      const opening = await this.envelopes.opening(tx, envelopeId);
      const lines = await this.envelopes.linesOf(tx, opening.id);
      await this.envelopes.save(tx, envelopeId, confirmed);
      await this.envelopes.saveMovement(tx, opening.id, { ...confirmed, state: 'confirmed' });
      const eventId = await this.events.append(tx, {
        name: 'envelope.opened',
        actor,
        subject: { type: 'envelope', id: envelopeId },
        payload: { envelopeId, movementId: opening.id, ...sums(lines) },
        occurredAt: at,
      });
      await this.ledger.postTransfers(tx, openingTransfers(envelopeId, lines), { eventId, actor });
    });
  }

  /** Proposes more money for an open envelope; gives the top-up's id. */
  async proposeTopUp(actor: Actor, envelopeId: string, lines: readonly MoneyLine[], at: Date): Promise<string> {
    checkLines(lines);
    return this.transactions.run(async (tx) => {
      const envelope = await this.envelopes.find(tx, envelopeId);
      if (envelope === undefined || !canSeeEnvelope(actor, envelope)) throw notFound('envelope');
      if (!canProposeTopUp(actor, envelope)) throw forbidden('envelope.top-up-not-yours');
      requireOpen(envelope);
      const movementId = await this.envelopes.addMovement(tx, envelopeId, 'top-up', lines, actor.userId, at);
      await this.events.append(tx, {
        name: 'envelope.top-up-proposed',
        actor,
        subject: { type: 'envelope', id: envelopeId },
        payload: { envelopeId, movementId, ...sums(lines) },
        occurredAt: at,
      });
      return movementId;
    });
  }

  /** Adds a proposed top-up to its envelope: a second person. Gives the envelope's id. */
  async confirmTopUp(actor: Actor, topUpId: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const topUp = await this.envelopes.lockTopUp(tx, topUpId);
      if (topUp === undefined || !canSeeEnvelope(actor, { id: topUp.envelopeId })) throw notFound('top-up');
      if (!canConfirmMoney(actor, { id: topUp.envelopeId })) throw forbidden('top-up.confirm-not-yours');
      const confirmed = confirmTopUp(topUp, actor.userId, at);
      const lines = await this.envelopes.linesOf(tx, topUpId);
      await this.envelopes.saveMovement(tx, topUpId, confirmed);
      const eventId = await this.events.append(tx, {
        name: 'envelope.topped-up',
        actor,
        subject: { type: 'envelope', id: topUp.envelopeId },
        payload: { envelopeId: topUp.envelopeId, movementId: topUpId, ...sums(lines) },
        occurredAt: at,
      });
      await this.ledger.postTransfers(tx, topUpTransfers(topUp.envelopeId, lines), { eventId, actor });
      return topUp.envelopeId;
    });
  }

  /**
   * How another area asks about an envelope: joins its transaction. No lock: an envelope only ever goes from proposed to open
   * (`requireOpen`). Throws `not-found` `envelope.not-found`.
   */
  async termsOf(tx: Tx, envelopeId: string): Promise<EnvelopeTerms> {
    const envelope = await this.envelopes.find(tx, envelopeId);
    if (envelope === undefined) throw notFound('envelope');
    return envelope;
  }
}
