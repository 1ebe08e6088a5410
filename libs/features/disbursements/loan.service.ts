import { Injectable } from '@nestjs/common';
import { canSeeAgreement } from '#domain/agreements/agreement.policy.js';
import { canCorrectRepayment, canRecordRepayment } from '#domain/disbursements/disbursement.policy.js';
import { bankReference, correctRepayment, recordRepayment } from '#domain/disbursements/loan.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { correctionOf, recoverTransfers, type LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { parisDay, type Day } from '#domain/shared/day.js';
import { conflict, forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap } from '#domain/shared/event.js';
import type { Cents } from '#domain/shared/money.js';
import { cleanText } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import type { InstalmentFacts } from '../agreements/agreement-facts.queries.js';
import { AgreementService } from '../agreements/agreement.service.js';
import { LedgerService } from '../programmes/ledger.service.js';
import { LoanQueries } from './loan.queries.js';
import { LoanRepository, type LoanRow } from './loan.repository.js';

export interface ReceivedRepayment {
  amountCents: Cents;
  /** The day on the bank's statement. */
  receivedOn: Day;
  /** As the statement names it; each is recorded once. */
  bankReference: string;
}

@Injectable()
export class LoanService {
  constructor(
    private readonly transactions: Transactions,
    private readonly loans: LoanRepository,
    private readonly queries: LoanQueries,
    private readonly agreements: AgreementService,
    private readonly ledger: LedgerService,
    private readonly events: EventLog,
  ) {}

  /**
   * Records what came back on a loan: the ledger moves it from paid to recovered. The same reference with the same day and amount gives the same
   * repayment; with anything else it is a conflict.
   */
  async record(actor: Actor, loanId: string, received: ReceivedRepayment, at: Date): Promise<string> {
    const reference = bankReference(cleanText(received.bankReference).text);
    const { amountCents, receivedOn } = received;
    return this.transactions.run(async (tx) => {
      const { loan, place } = await this.lockLoan(tx, loanId, 'loan', actor);
      if (!canRecordRepayment(actor, place)) throw forbidden('repayment.record-not-yours');
      const same = await this.loans.byReference(tx, reference);
      if (same !== undefined) {
        if (same.loanId !== loanId || same.amountCents !== amountCents || same.receivedOn !== receivedOn) throw conflict('repayment.reference-taken');
        return same.id;
      }
      recordRepayment(loan, received, at);
      const id = await this.loans.add(tx, { loanId, amountCents, receivedOn, bankReference: reference, reason: null, corrects: null }, actor.userId, at);
      const eventId = await this.append(tx, 'repayment.recorded', actor, id, { repaymentId: id, loanId, applicationId: place.applicationId, amountCents }, at);
      await this.ledger.postTransfers(tx, [recovery(loan, place, amountCents)], { eventId, actor });
      return id;
    });
  }

  /** Takes the whole of a repayment back, which another person recorded by mistake: its reference is free again. */
  async correct(actor: Actor, repaymentId: string, reason: string, at: Date): Promise<string> {
    const why = cleanText(reason).text.trim();
    return this.transactions.run(async (tx) => {
      const known = await this.loans.repayment(tx, repaymentId);
      if (known === undefined) throw notFound('repayment');
      const { loan, place } = await this.lockLoan(tx, known.loanId, 'repayment', actor);
      if (!canCorrectRepayment(actor, place)) throw forbidden('repayment.correct-not-yours');
      const { amountCents, ...repayment } = (await this.loans.repayment(tx, repaymentId))!;
      correctRepayment(repayment, actor.userId, why);
      const correctionId = await this.loans.add(tx, { loanId: loan.id, amountCents, receivedOn: parisDay(at), bankReference: null, reason: why, corrects: repaymentId }, actor.userId, at);
      const payload = { repaymentId, correctionId, loanId: loan.id, applicationId: place.applicationId, amountCents };
      const eventId = await this.append(tx, 'repayment.corrected', actor, repaymentId, payload, at);
      const posted = await this.queries.transferOf(tx, repaymentId);
      await this.ledger.postTransfers(tx, [correctionOf(recovery(loan, place, amountCents), posted, amountCents, why)], { eventId, actor });
      return loan.id;
    });
  }

  /** The loan, its agreement and instalment locked, as `actor` may see it; else `subject` is not found. */
  private async lockLoan(tx: Tx, id: string, subject: string, actor: Actor): Promise<{ loan: LoanRow; place: InstalmentFacts }> {
    const known = await this.loans.find(tx, id);
    if (known === undefined) throw notFound(subject);
    const { place } = await this.agreements.lockInstalment(tx, known.instalmentId);
    if (!canSeeAgreement(actor, place)) throw notFound(subject);
    return { loan: (await this.loans.find(tx, id))!, place };
  }

  private append<N extends 'repayment.recorded' | 'repayment.corrected'>(tx: Tx, name: N, actor: Actor, id: string, payload: EventMap[N], occurredAt: Date): Promise<string> {
    return this.events.append(tx, { name, actor, subject: { type: 'repayment', id }, payload, occurredAt });
  }
}

const recovery = ({ instalmentId }: LoanRow, { envelopeId, decisionId: awardId, year }: InstalmentFacts, amountCents: Cents): LedgerTransfer => recoverTransfers({ envelopeId, awardId, year, amountCents, instalmentId })[0]!;
