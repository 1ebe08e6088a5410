import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canFreezeRanking, canSeeRanking } from '#domain/selection/ranking.policy.js';
import { freezeRanking, rankReviewed } from '#domain/selection/ranking.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallService } from '../calls/call.service.js';
import { RankingQueries } from './ranking.queries.js';
import { RankingRepository, type FrozenRank } from './ranking.repository.js';

@Injectable()
export class RankingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rankings: RankingRepository,
    private readonly queries: RankingQueries,
    private readonly calls: CallService,
    private readonly events: EventLog,
  ) {}

  /**
   * Keeps the ranking of those who compete for one envelope (null: the first of the call) as it stands, with the committee's `order` (ids of
   * dossiers, best first) in the ties that the rules leave.
   */
  async freeze(actor: Actor, callId: string, envelopeId: string | null, order: readonly string[], at: Date): Promise<{ id: string; ordinal: number }> {
    return this.transactions.run(async (tx) => {
      await this.calls.termsOf(tx, callId);
      if (!canSeeRanking(actor, callId)) throw notFound('call');
      if (!canFreezeRanking(actor, callId)) throw forbidden('ranking.freeze-not-yours');
      const { dossiers, rubric, tieBreak, envelopeId: pool } = (await this.queries.standing(tx, callId, actor.userId, envelopeId))!;
      if (pool === null) throw notFound('envelope');
      const { ranking, unreviewed } = rankReviewed(dossiers, rubric, tieBreak);
      const conflicted = dossiers.filter((one) => one.conflicted).map(({ id }) => id);
      const ranked = freezeRanking(ranking, unreviewed, order, conflicted);
      const reviewCounts = new Map(dossiers.map(({ id, scores }) => [id, scores.length]));
      const frozen = await this.rankings.add(
        tx,
        { callId, envelopeId: pool, committeeOrder: order, frozenBy: actor.userId, frozenAt: at },
        ranked.map(({ id, rank, mean, spread, belowThreshold }) => ({
          applicationId: id,
          rank,
          meanNumerator: mean.numerator,
          meanDenominator: mean.denominator,
          spread,
          reviewCount: reviewCounts.get(id)!,
          belowThreshold,
        })),
      );
      await this.events.append(tx, {
        name: 'ranking.frozen',
        actor,
        subject: { type: 'call', id: callId },
        payload: { rankingId: frozen.id, callId, ordinal: frozen.ordinal, ranked: ranked.length },
        occurredAt: at,
      });
      return frozen;
    });
  }

  /** Where the last frozen ranking of those who compete for the envelope of a dossier puts it; undefined: nowhere. Joins the caller's transaction. */
  latestRank(tx: Tx, applicationId: string): Promise<FrozenRank | undefined> {
    return this.rankings.latestRank(tx, applicationId);
  }
}
