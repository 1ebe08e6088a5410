import { Injectable } from '@nestjs/common';
import { termsOfAward } from '#domain/calls/track.rules.js';
import { scheduleOf } from '#domain/decisions/award.rules.js';
import { canConfirmDecision, canProposeDecision, canReleaseDecision, canSeeDecision, readsDecisions } from '#domain/decisions/decision.policy.js';
import { isOfPole } from '#domain/identity/pole-people.js';
import { actionOnRelease, confirmDecision, proposeDecision, releaseDecision, type Proposal } from '#domain/decisions/decision.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { commitTransfers, planTransfers, type LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { cleanText } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import { CallService, type CallTerms } from '../calls/call.service.js';
import { LedgerService } from '../programmes/ledger.service.js';
import { RankingService } from '../selection/ranking.service.js';
import type { Decision } from './decision.entity.js';
import { DecisionFactsQueries, type DossierFacts } from './decision-facts.queries.js';
import { DecisionRepository } from './decision.repository.js';
import { LetterService } from './letter.service.js';

/** A decision under lock, with what it stands on. */
interface Locked {
  call: CallTerms;
  application: Awaited<ReturnType<ApplicationService['lock']>>;
  decision: Decision;
  place: DossierFacts;
}

@Injectable()
export class DecisionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly decisions: DecisionRepository,
    private readonly facts: DecisionFactsQueries,
    private readonly calls: CallService,
    private readonly applications: ApplicationService,
    private readonly rankings: RankingService,
    private readonly letters: LetterService,
    private readonly ledger: LedgerService,
    private readonly events: EventLog,
  ) {}

  /** Proposes a decision on a dossier, in place of a proposal that nobody confirmed or of a released place on the reserve list. */
  async propose(actor: Actor, applicationId: string, proposal: Proposal, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const place = await this.facts.ofApplication(tx, applicationId, actor.userId);
      if (place === undefined) throw notFound('application');
      const call = await this.calls.termsOf(tx, place.callId);
      const application = await this.applications.lockSeen(tx, actor, applicationId);
      if (place.conflicted && !isOfPole(actor, place)) throw notFound('application');
      if (!canProposeDecision(actor, proposal.kind, place)) throw forbidden('decision.propose-not-yours');
      const current = await this.decisions.lockCurrent(tx, applicationId);
      const ranking = await this.rankings.latestRank(tx, applicationId);
      const clean = { ...proposal, motivation: cleanText(proposal.motivation).text.trim() };
      proposeDecision(clean, { state: application.state, current: current ?? undefined, ranking, terms: termsOfAward(call.awardTerms, place.track) });
      if (current !== null) await this.decisions.supersede(tx, current.id, at);
      const id = await this.decisions.add(tx, place, clean, current?.id ?? null, actor.userId, at);
      await this.append(tx, 'decision.proposed', actor, id, { decisionId: id, applicationId, kind: clean.kind, amountCents: clean.amountCents }, at);
      return id;
    });
  }

  /**
   * Confirms a proposal: the letter will be made, and for an award its AE is committed in full in this year and its CP planned by its
   * instalments, in the envelope of its track. Throws `rule-violated` `envelope.exhausted` when the envelope has not enough left, and
   * `invalid-input` `letter.missing-…` when its letter could not be written.
   */
  async confirm(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { call, application, decision, place } = await this.lockSeen(tx, actor, id);
      if (!canConfirmDecision(actor, place)) throw forbidden('decision.confirm-not-yours');
      Object.assign(decision, confirmDecision(decision, application.state, await this.facts.signatory(tx, actor.userId), at));
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
      const { application, decision, place } = await this.lockSeen(tx, actor, id);
      if (!canReleaseDecision(actor, place)) throw forbidden('decision.release-not-yours');
      Object.assign(decision, releaseDecision(decision, await this.decisions.hasLetter(tx, id), actor.userId, at));
      await this.decisions.save(tx, decision);
      const action = actionOnRelease(decision.kind);
      if (action !== null) await this.applications.move(tx, application, action);
      const { kind, applicationId } = decision;
      await this.append(tx, 'decision.released', actor, id, { decisionId: id, applicationId, kind }, at);
    });
  }

  /** Locks in the one order: the call that everybody may read, the dossier, the decision. */
  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<Locked> {
    const place = await this.facts.ofDecision(tx, id, actor.userId);
    if (place === undefined) throw notFound('decision');
    if (!readsDecisions(actor, place)) throw notFound('decision');
    const call = await this.calls.termsOf(tx, place.callId);
    const application = await this.applications.lock(tx, place.applicationId);
    const decision = await this.decisions.lock(tx, id);
    if (decision === null || !canSeeDecision(actor, { ...place, state: decision.state })) throw notFound('decision');
    return { call, application, decision, place };
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
