import { Injectable } from '@nestjs/common';
import { answersCorrection, tooLate } from '#domain/applications/application.rules.js';
import { canAskCertification, canCertify } from '#domain/applications/application.policy.js';
import { certify, checkCertifiable, checkRequests } from '#domain/applications/certification.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound, ruleViolated } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallService } from '../../calls/call.service.js';
import type { Application } from '../application.entity.js';
import { ApplicationRepository } from '../application.repository.js';
import { ApplicationService } from '../application.service.js';
import { CertificationRepository } from './certification.repository.js';
import { dossierToSeal } from '../sealed-content.js';

/** A representative of the pole certifies the version of a dossier that somebody else then submits. */
@Injectable()
export class CertificationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly applications: ApplicationRepository,
    private readonly dossiers: ApplicationService,
    private readonly calls: CallService,
    private readonly certifications: CertificationRepository,
    private readonly events: EventLog,
  ) {}

  /** Certifies what `version` holds, as `quality`; twice is once. */
  async certify(actor: Actor, id: string, version: number, quality: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { call, application } = await this.lockSeen(tx, actor, id);
      if (!canCertify(actor, application)) throw forbidden('application.certify-not-yours');
      const content = await this.applications.content(tx, id, version);
      const { terms } = content;
      checkCertifiable(call, application, terms, at);
      const correction = answersCorrection(application, terms) ? terms.correction! : undefined;
      const { missing, infected } = dossierToSeal(call.code, application, content, correction?.parts);
      const kept = certify(application, version, quality, missing);
      if (infected.length > 0) throw ruleViolated('application.file-infected', { fields: infected });
      const done = await this.certifications.add(tx, id, version, { userId: actor.userId, quality: kept }, at);
      if (done === 'closed') throw tooLate(terms, correction !== undefined);
      if (done === 'added') await this.events.append(tx, { name: 'application.certified', actor, subject: { type: 'application', id }, payload: { applicationId: id, version, personId: actor.userId }, occurredAt: at });
    });
  }

  /** Asks the pole's representatives, by mail and in their list, to certify a dossier. */
  async ask(actor: Actor, id: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { call, application } = await this.lockSeen(tx, actor, id);
      if (!canAskCertification(actor, application)) throw forbidden('application.ask-certification-not-yours');
      checkCertifiable(call, application, await this.applications.termsOf(tx, id), at);
      if (!(await this.certifications.hasOther(tx, application.poleId, actor.userId))) throw ruleViolated('certification.no-representative');
      checkRequests(await this.certifications.asked(tx, id, at));
      const requestId = await this.certifications.ask(tx, id, application.version, actor.userId, at);
      await this.events.append(tx, { name: 'application.certification-asked', actor, subject: { type: 'application', id }, payload: { applicationId: id, requestId, personId: actor.userId }, occurredAt: at });
      return requestId;
    });
  }

  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<{ call: Awaited<ReturnType<CallService['termsOf']>>; application: Application }> {
    const callId = await this.applications.callOf(tx, id);
    if (callId === undefined) throw notFound('application');
    const call = await this.calls.termsOf(tx, callId);
    return { call, application: await this.dossiers.lockSeen(tx, actor, id) };
  }
}
