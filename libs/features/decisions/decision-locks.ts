import { Injectable } from '@nestjs/common';
import { canSeeDecision, readsDecisions } from '#domain/decisions/decision.policy.js';
import type { Signatory } from '#domain/decisions/decision.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import type { Tx } from '#platform/database/transactions.js';
import { ApplicationService } from '../applications/application.service.js';
import { CallService, type CallTerms } from '../calls/call.service.js';
import type { Decision } from './decision.entity.js';
import { DecisionFactsQueries, type DossierFacts } from './decision-facts.queries.js';
import { DecisionRepository } from './decision.repository.js';

/** A decision under lock, with what it stands on. */
export interface Locked {
  call: CallTerms;
  application: Awaited<ReturnType<ApplicationService['lock']>>;
  decision: Decision;
  place: DossierFacts;
}

/** What a command on a decision holds while it runs: joins the caller's transaction. */
@Injectable()
export class DecisionLocks {
  constructor(
    private readonly decisions: DecisionRepository,
    private readonly facts: DecisionFactsQueries,
    private readonly calls: CallService,
    private readonly applications: ApplicationService,
  ) {}

  /** Locks in the one order: the call that everybody may read, the dossier, the decision. Throws `not-found` for who may not see it. */
  async seen(tx: Tx, actor: Actor, id: string): Promise<Locked> {
    const place = await this.facts.ofDecision(tx, id, actor.userId);
    if (place === undefined) throw notFound('decision');
    if (!readsDecisions(actor, place)) throw notFound('decision');
    const call = await this.calls.termsOf(tx, place.callId);
    const application = await this.applications.lock(tx, place.applicationId);
    const decision = await this.decisions.lock(tx, id);
    if (decision === null || !canSeeDecision(actor, { ...place, state: decision.state })) throw notFound('decision');
    return { call, application, decision, place };
  }

  /** Who signs, as they are now. */
  signatory(tx: Tx, userId: string): Promise<Signatory> {
    return this.facts.signatory(tx, userId);
  }
}
