import { Injectable } from '@nestjs/common';
import { canAcceptReport, canDraftAgreement, canSeeAgreement, canSign, signsAgreements } from '#domain/agreements/agreement.policy.js';
import { acceptReport, checkDraftable, dueDay, signAgreement } from '#domain/agreements/agreement.rules.js';
import { scheduleOf } from '#domain/decisions/award.rules.js';
import { canSeeDecision } from '#domain/decisions/decision.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallService } from '../calls/call.service.js';
import { DecisionFactsQueries } from '../decisions/decision-facts.queries.js';
import { DecisionService } from '../decisions/decision.service.js';
import { AgreementFactsQueries, type InstalmentFacts } from './agreement-facts.queries.js';
import type { Agreement } from './agreement.entity.js';
import { AgreementRepository, type InstalmentRow } from './agreement.repository.js';

interface LockedInstalment {
  place: InstalmentFacts;
  agreement: Agreement;
  instalment: InstalmentRow;
}

@Injectable()
export class AgreementService {
  constructor(
    private readonly transactions: Transactions,
    private readonly agreements: AgreementRepository,
    private readonly facts: AgreementFactsQueries,
    private readonly dossiers: DecisionFactsQueries,
    private readonly decisions: DecisionService,
    private readonly calls: CallService,
    private readonly events: EventLog,
  ) {}

  /** Drafts the agreement of a released award, with the instalments that its track or its call gives. */
  async draft(actor: Actor, decisionId: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const place = await this.dossiers.ofDecision(tx, decisionId, actor.userId);
      if (place === undefined) throw notFound('decision');
      const call = await this.calls.termsOf(tx, place.callId);
      const decision = await this.decisions.lock(tx, decisionId);
      if (!canSeeDecision(actor, { ...place, state: decision.state })) throw notFound('decision');
      if (!canDraftAgreement(actor, place)) throw forbidden('agreement.draft-not-yours');
      checkDraftable(decision);
      const { applicationId, amountCents, decidedOn } = decision;
      const instalments = scheduleOf(amountCents!, call.awardTerms, place.track, decidedOn!);
      const id = await this.agreements.add(tx, { reference: `C-${place.number}`, decisionId, draftedBy: actor.userId, draftedAt: at }, instalments);
      await this.append(tx, 'agreement.drafted', actor, { type: 'agreement', id }, { agreementId: id, decisionId, applicationId, amountCents: amountCents! }, at);
      return id;
    });
  }

  /** Signs for the pole, then, another person, for the authority; the second signature makes what waited for it due. */
  async sign(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const place = await this.facts.ofAgreement(tx, id);
      const agreement = await this.agreements.lock(tx, id);
      if (place === undefined || agreement === null || !canSeeAgreement(actor, place)) throw notFound('agreement');
      if (!signsAgreements(actor, place)) throw forbidden('agreement.sign-not-yours');
      const mayAs = { pole: canSign(actor, 'sign-as-pole', place), authority: canSign(actor, 'sign-as-authority', place) };
      const signature = signAgreement(agreement, mayAs, actor.userId, at);
      Object.assign(agreement, signature);
      await this.agreements.save(tx, agreement);
      const isLast = signature.state === 'signed';
      if (isLast) await this.agreements.dueOnSignature(tx, id, (paymentDays, startsOn) => dueDay(at, paymentDays, startsOn));
      const payload = { agreementId: id, applicationId: place.applicationId };
      await this.append(tx, isLast ? 'agreement.concluded' : 'agreement.signed-by-pole', actor, { type: 'agreement', id }, payload, at);
    });
  }

  /** Accepts the report that an instalment waits for: it becomes due. */
  async acceptReport(actor: Actor, instalmentId: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { place, agreement, instalment } = await this.lockInstalment(tx, instalmentId);
      if (!canSeeAgreement(actor, place)) throw notFound('instalment');
      if (!canAcceptReport(actor, place)) throw forbidden('instalment.accept-report-not-yours');
      await this.agreements.saveReport(tx, instalmentId, acceptReport(instalment, agreement.state, actor.userId, at));
      const payload = { instalmentId, agreementId: place.agreementId };
      await this.append(tx, 'instalment.report-accepted', actor, { type: 'instalment', id: instalmentId }, payload, at);
    });
  }

  /** An instalment under lock, its agreement first, whoever asks: joins the caller's transaction. */
  async lockInstalment(tx: Tx, instalmentId: string): Promise<LockedInstalment> {
    const place = await this.facts.ofInstalment(tx, instalmentId);
    if (place === undefined) throw notFound('instalment');
    const agreement = await this.agreements.lock(tx, place.agreementId);
    const instalment = await this.agreements.lockInstalment(tx, instalmentId);
    return { place, agreement: agreement!, instalment: instalment! };
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, subject: { type: string; id: string }, payload: EventMap[N], occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject, payload, occurredAt });
  }
}
