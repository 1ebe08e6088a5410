import { Injectable } from '@nestjs/common';
import { canRuleEligibility } from '#domain/applications/application.policy.js';
import { isBeingRewritten } from '#domain/applications/application.rules.js';
import { computeVerdict, type Verdict } from '#domain/applications/eligibility.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { conflict, forbidden, notFound, ruleViolated } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallService, type CallTerms } from '../../calls/call.service.js';
import type { Application } from '../application.entity.js';
import { ApplicationRepository } from '../application.repository.js';
import { ApplicationService } from '../application.service.js';
import { EligibilityRepository, type NewFinding } from './eligibility.repository.js';
import { readSealed } from '../sealed-content.js';

/** Recevabilité: what the officer checks, records and rules on a submitted dossier (décret 2015-431 art. 3). */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: ApplicationService,
    private readonly applications: ApplicationRepository,
    private readonly eligibility: EligibilityRepository,
    private readonly calls: CallService,
    private readonly events: EventLog,
  ) {}

  /** Says whether the pole holds what the call asks for beforehand (« lauréat de la phase 1 »). */
  async checkPrerequisite(actor: Actor, id: string, validated: boolean, at: Date): Promise<void> {
    await this.onSubmitted(actor, id, async (tx, application, call) => {
      if (call.prerequisite === null) throw ruleViolated('application.no-prerequisite');
      application.prerequisiteValidated = validated;
      await this.applications.save(tx, application);
      await this.events.append(tx, { name: 'application.prerequisite-checked', actor, subject: { type: 'application', id }, payload: { applicationId: id, validated }, occurredAt: at });
    });
  }

  async recordFindings(actor: Actor, id: string, findings: readonly NewFinding[], at: Date): Promise<void> {
    await this.onSubmitted(actor, id, async (tx) => {
      await this.eligibility.record(tx, id, findings, actor.userId, at);
      await this.events.append(tx, {
        name: 'application.findings-recorded',
        actor,
        subject: { type: 'application', id },
        payload: { applicationId: id, conditions: findings.map((one) => one.condition) },
        occurredAt: at,
      });
    });
  }

  /** Has the register asked about the numbers that the dossier declares: where it could not be, or where there was no search yet. */
  async requestCompanyCheck(actor: Actor, id: string, at: Date): Promise<void> {
    await this.onSubmitted(actor, id, async (tx) => {
      await this.events.append(tx, { name: 'application.company-check-requested', actor, subject: { type: 'application', id }, payload: { applicationId: id }, occurredAt: at });
    });
  }

  /** Rules on the eligibility; throws `application.eligibility-unfinished` while a condition is not known. */
  async rule(actor: Actor, id: string, at: Date): Promise<Verdict> {
    return this.onSubmitted(actor, id, async (tx, application, call) => {
      const { pole, sealed, terms } = await this.applications.content(tx, id, application.version);
      if (isBeingRewritten(application, terms, at)) throw conflict('application.being-rewritten');
      const verdict = computeVerdict({
        pole,
        members: readSealed(sealed!).members,
        profile: call.compositionProfile,
        prerequisite: { declared: application.prerequisiteDeclared, validated: application.prerequisiteValidated },
        requiresPrerequisite: call.prerequisite !== null,
        findings: await this.eligibility.findings(tx, id),
      });
      if (verdict.outcome === 'unfinished') {
        throw ruleViolated('application.eligibility-unfinished', { conditions: verdict.conditions.filter((one) => one.met === null).map((one) => one.key) });
      }
      await this.eligibility.rule(tx, id, verdict, actor.userId, at);
      await this.dossiers.move(tx, application, verdict.outcome === 'eligible' ? 'find-eligible' : 'find-ineligible');
      if (verdict.outcome === 'eligible') {
        await this.events.append(tx, { name: 'application.found-eligible', actor, subject: { type: 'application', id }, payload: { applicationId: id }, occurredAt: at });
      } else {
        const conditions = verdict.conditions.filter((one) => one.met === false).map((one) => one.key);
        await this.events.append(tx, { name: 'application.found-ineligible', actor, subject: { type: 'application', id }, payload: { applicationId: id, conditions }, occurredAt: at });
      }
      return verdict;
    });
  }

  private async onSubmitted<T>(actor: Actor, id: string, work: (tx: Tx, application: Application, call: CallTerms) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      const callId = await this.applications.callOf(tx, id);
      if (callId === undefined) throw notFound('application');
      const call = await this.calls.termsOf(tx, callId);
      const application = await this.dossiers.lockSeen(tx, actor, id);
      if (!canRuleEligibility(actor, application)) throw forbidden('application.rule-eligibility-not-yours');
      if (application.state !== 'submitted') throw conflict('application.not-under-eligibility-check', { state: application.state });
      return work(tx, application, call);
    });
  }
}
