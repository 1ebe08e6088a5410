import { Injectable } from '@nestjs/common';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { envelopeOfDossier } from '../calls/call.queries.js';

export interface NewRanking {
  callId: string;
  envelopeId: string;
  committeeOrder: readonly string[];
  frozenBy: string;
  frozenAt: Date;
}

export interface NewRankingRow {
  applicationId: string;
  rank: number | null;
  meanNumerator: number;
  meanDenominator: number;
  spread: number;
  reviewCount: number;
  belowThreshold: readonly string[];
}

/** A dossier's place in the last ranking that was frozen. */
export interface FrozenRank {
  rankingId: string;
  ordinal: number;
  /** null: eliminated by a threshold */
  rank: number | null;
  belowThreshold: string[];
}

@Injectable()
export class RankingRepository {
  /** Keeps a ranking, its rows in the order given. */
  async add(tx: Tx, ranking: NewRanking, list: readonly NewRankingRow[]): Promise<{ id: string; ordinal: number }> {
    try {
      const [row] = await rows<{ id: string; ordinal: number }>(
        tx,
        `with frozen as (
           insert into rankings (call_id, ordinal, committee_order, frozen_by, frozen_at, envelope_id)
           select $1::uuid, coalesce(max(ordinal), 0) + 1, $2::uuid[], $3::uuid, $4::timestamptz, $6::uuid from rankings where call_id = $1::uuid returning id, ordinal
         ), listed as (
           insert into ranking_rows (ranking_id, application_id, position, rank, mean_numerator, mean_denominator, spread, review_count, below_threshold)
           select frozen.id, (one->>'applicationId')::uuid, position, (one->>'rank')::integer, (one->>'meanNumerator')::integer, (one->>'meanDenominator')::integer,
             (one->>'spread')::integer, (one->>'reviewCount')::integer, array(select jsonb_array_elements_text(one->'belowThreshold'))
           from frozen, jsonb_array_elements($5::jsonb) with ordinality as list (one, position)
         )
         select id, ordinal from frozen`,
        [ranking.callId, ranking.committeeOrder, ranking.frozenBy, ranking.frozenAt, JSON.stringify(list), ranking.envelopeId],
      );
      return row!;
    } catch (error) {
      if (brokenConstraint(error) === 'rankings_ordinal_taken') throw conflict('ranking.frozen-meanwhile');
      throw error;
    }
  }

  async latestRank(tx: Tx, applicationId: string): Promise<FrozenRank | undefined> {
    const [row] = await rows<FrozenRank>(
      tx,
      `select f.id as "rankingId", f.ordinal, r.rank, r.below_threshold as "belowThreshold"
       from applications a join calls c on c.id = a.call_id
       cross join lateral (
         select id, ordinal from rankings where call_id = a.call_id and coalesce(envelope_id, c.envelope_id) = ${envelopeOfDossier} order by ordinal desc limit 1) f
       join ranking_rows r on r.ranking_id = f.id and r.application_id = a.id
       where a.id = $1`,
      [applicationId],
    );
    return row;
  }
}
