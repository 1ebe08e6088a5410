import { Injectable } from '@nestjs/common';
import { termsOfAward } from '#domain/calls/track.rules.js';
import { canProposeDecision } from '#domain/decisions/decision.policy.js';
import { proposeDecision, type Proposal } from '#domain/decisions/decision.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { isOfPole } from '#domain/identity/pole-people.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { cleanText } from '#domain/shared/text.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import { CallService } from '../calls/call.service.js';
import { RankingService } from '../selection/ranking.service.js';
import { DecisionFactsQueries } from './decision-facts.queries.js';
import { DecisionRepository } from './decision.repository.js';

@Injectable()
export class ProposalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly decisions: DecisionRepository,
    private readonly facts: DecisionFactsQueries,
    private readonly calls: CallService,
    private readonly applications: ApplicationService,
    private readonly rankings: RankingService,
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
      await this.events.append(tx, {
        name: 'decision.proposed',
        actor,
        subject: { type: 'decision', id },
        payload: { decisionId: id, applicationId, kind: clean.kind, amountCents: clean.amountCents },
        occurredAt: at,
      });
      return id;
    });
  }
}
