import { Injectable } from '@nestjs/common';
import { scheduleOf } from '#domain/decisions/award.rules.js';
import { canConfirmDecision, canReleaseDecision } from '#domain/decisions/decision.policy.js';
import { actionOnRelease, confirmDecision, releaseDecision } from '#domain/decisions/decision.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { commitTransfers, planTransfers, type LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import type { CallTerms } from '../calls/call.service.js';
import { LedgerService } from '../programmes/ledger.service.js';
import type { Decision } from './decision.entity.js';
import type { DossierFacts } from './decision-facts.queries.js';
import { DecisionLocks } from './decision-locks.js';
import { DecisionRepository } from './decision.repository.js';
import { LetterService } from './letter.service.js';

@Injectable()
export class DecisionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly decisions: DecisionRepository,
    private readonly locks: DecisionLocks,
    private readonly applications: ApplicationService,
    private readonly letters: LetterService,
    private readonly ledger: LedgerService,
    private readonly events: EventLog,
  ) {}

  /**
   * Confirms a proposal: the letter will be made, and for an award its AE is committed in full in this year and its CP planned by its
   * instalments, in the envelope of its track. Throws `rule-violated` `envelope.exhausted` when the envelope has not enough left, and
   * `invalid-input` `letter.missing-…` when its letter could not be written.
   */
  async confirm(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { call, application, decision, place } = await this.locks.seen(tx, actor, id);
      if (!canConfirmDecision(actor, place)) throw forbidden('decision.confirm-not-yours');
      Object.assign(decision, confirmDecision(decision, application.state, await this.locks.signatory(tx, actor.userId), at));
      await this.decisions.save(tx, decision);
      await this.letters.checkWritable(tx, id);
      const { kind, amountCents, applicationId } = decision;
      const eventId = await this.append(tx, 'decision.confirmed', actor, id, { decisionId: id, applicationId, kind, amountCents }, at);
      await this.ledger.postTransfers(tx, awardTransfers(decision, place, call), { eventId, actor });
    });
  }

  /** Releases a confirmed decision whose letter is made, on its day or later: the pole sees it, is mailed, and its dossier moves. */
  async release(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { application, decision, place } = await this.locks.seen(tx, actor, id);
      if (!canReleaseDecision(actor, place)) throw forbidden('decision.release-not-yours');
      Object.assign(decision, releaseDecision(decision, await this.decisions.hasLetter(tx, id), actor.userId, at));
      await this.decisions.save(tx, decision);
      const action = actionOnRelease(decision.kind);
      if (action !== null) await this.applications.move(tx, application, action);
      const { kind, applicationId } = decision;
      await this.append(tx, 'decision.released', actor, id, { decisionId: id, applicationId, kind }, at);
    });
  }

  /** A decision, locked, for what follows from it: joins the caller's transaction. */
  async lock(tx: Tx, id: string): Promise<Decision> {
    const decision = await this.decisions.lock(tx, id);
    if (decision === null) throw notFound('decision');
    return decision;
  }

  private append<N extends EventName>(tx: Tx, name: N, actor: Actor, id: string, payload: EventMap[N], occurredAt: Date): Promise<string> {
    return this.events.append(tx, { name, actor, subject: { type: 'decision', id }, payload, occurredAt });
  }
}

/** AE in full in the decision's year, CP instalment by instalment in the years of their payment; nothing for what costs nothing. */
function awardTransfers({ id, amountCents, decidedOn }: Decision, { envelopeId, track }: DossierFacts, { awardTerms }: CallTerms): LedgerTransfer[] {
  if (amountCents === null || amountCents === 0 || decidedOn === null) return [];
  const money = { envelopeId, awardId: id };
  return [
    ...commitTransfers({ ...money, year: Number(decidedOn.slice(0, 4)), amountCents }),
    ...planTransfers(...scheduleOf(amountCents, awardTerms, track, decidedOn).map((one) => ({ ...money, year: one.year, amountCents: one.amountCents }))),
  ];
}
