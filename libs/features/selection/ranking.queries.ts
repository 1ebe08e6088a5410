import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';
import type { AwardTerms } from '#domain/calls/call.rules.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import type { ListedRank } from '#domain/selection/ranking.table.js';
import type { Rational, RankedRow, TieBreak } from '#domain/selection/rank.rules.js';
import { canFreezeRanking, canSeeRanking } from '#domain/selection/ranking.policy.js';
import { cutLine, rankedStates, rankReviewed, rounded, settledState, type ReviewedDossier } from '#domain/selection/ranking.rules.js';
import { notFound } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

interface ScoredDossier extends ReviewedDossier {
  state: ApplicationState;
  projectTitle: string;
  poleName: string;
  regionCode: string;
  frozenRank: number | null;
  /** the one in force */
  decision: { kind: string; state: string } | null;
  /** has the person who asks a declared link with it? */
  conflicted: boolean;
}

/** Everything that a ranking is made of, as one statement saw it. */
export interface Standing {
  state: string;
  tieBreak: TieBreak[];
  awardTerms: AwardTerms;
  rubric: Rubric;
  availableCents: Cents;
  frozen: { id: string; ordinal: number; frozenAt: string } | null;
  dossiers: ScoredDossier[];
}

/** An exact mean with what people read: basis points for a score, hundredths of a mark for a criterion. */
export interface Mean extends Rational {
  rounded: number;
}

interface DossierCell {
  applicationId: string;
  number: string;
  state: ApplicationState;
  projectTitle: string;
  poleName: string;
  regionCode: string;
}

export interface RankingRow extends DossierCell {
  rank: number | null;
  tied: boolean;
  mean: Mean;
  spread: number;
  reviewCount: number;
  scores: number[];
  criteria: { key: string; mean: Mean | null }[];
  belowThreshold: readonly string[];
  amountCents: number;
  cumulatedCents: number | null;
  withinEnvelope: boolean;
  frozenRank: number | null;
}

export interface RankingView {
  callId: string;
  complete: boolean;
  availableCents: number;
  awardCents: number;
  criteria: { key: string; label: string; weight: number }[];
  tieBreak: string[];
  rows: RankingRow[];
  ties: string[][];
  unranked: DossierCell[];
  frozen: Standing['frozen'];
  canFreeze: boolean;
}

const score = (mean: Rational): Mean => ({ ...mean, rounded: rounded(mean) });
const mark = (mean: Rational): Mean => ({ ...mean, rounded: rounded({ numerator: mean.numerator * 100, denominator: mean.denominator }) });

@Injectable()
export class RankingQueries {
  constructor(private readonly database: Database) {}

  /** The ranking of a call as the final reviews make it now. Dossiers with which the reader has a declared link are left out of it. */
  async live(actor: Actor, callId: string): Promise<RankingView> {
    if (!canSeeRanking(actor, callId)) throw notFound('call');
    const standing = await this.standing(this.database, callId, actor.userId);
    if (standing === undefined || standing.state === 'draft') throw notFound('call');
    const { rubric, tieBreak, availableCents, frozen, awardTerms, dossiers } = standing;
    const { ranking, unreviewed } = rankReviewed(dossiers, rubric, tieBreak);
    const byId = new Map(dossiers.map((one) => [one.id, one]));
    const shown = (id: string): boolean => !byId.get(id)!.conflicted;
    const cuts = cutLine(ranking.rows.map(({ id, rank }) => ({ rank, state: settledState(byId.get(id)!.state, byId.get(id)!.decision) })), awardTerms.maxCents, availableCents);
    const row = (ranked: RankedRow, index: number): RankingRow => {
      const dossier = byId.get(ranked.id)!;
      return {
        ...cell(dossier),
        rank: ranked.rank,
        tied: ranked.tied,
        mean: score(ranked.mean),
        spread: ranked.spread,
        reviewCount: dossier.scores.length,
        scores: dossier.scores.map(({ basisPoints }) => basisPoints).sort((one, other) => one - other),
        criteria: rubric.criteria.map(({ key }) => ({ key, mean: ranked.perCriterion[key] ? mark(ranked.perCriterion[key]) : null })),
        belowThreshold: ranked.belowThreshold,
        amountCents: awardTerms.maxCents,
        ...cuts[index]!,
        frozenRank: dossier.frozenRank,
      };
    };
    return {
      callId,
      complete: unreviewed.length === 0,
      availableCents,
      awardCents: awardTerms.maxCents,
      criteria: rubric.criteria.map(({ key, label, weight }) => ({ key, label, weight })),
      tieBreak,
      rows: ranking.rows.map(row).filter(({ applicationId }) => shown(applicationId)),
      ties: ranking.ties.map((tie) => tie.filter(shown)).filter((tie) => tie.length > 0),
      unranked: unreviewed.filter(shown).map((id) => cell(byId.get(id)!)),
      frozen,
      canFreeze: canFreezeRanking(actor, callId),
    };
  }

  /** The same to be taken away, the dossiers whose reviews are missing at its end, and the call's code. */
  async listed(actor: Actor, callId: string): Promise<{ code: string; criteria: RankingView['criteria']; rows: ListedRank[] }> {
    const { criteria, rows: ranked, unranked } = await this.live(actor, callId);
    const [call] = await rows<{ code: string }>(this.database, `select code from calls where id = $1`, [callId]);
    const none = { rank: null, tied: false, mean: null, spread: null, reviewCount: 0, criteria: [], belowThreshold: false, withinEnvelope: null, frozenRank: null };
    return {
      code: call!.code,
      criteria,
      rows: [
        ...ranked.map((row) => ({ ...row, mean: row.mean.rounded, criteria: row.criteria.map(({ mean }) => mean?.rounded ?? null), belowThreshold: row.belowThreshold.length > 0 })),
        ...unranked.map((row) => ({ ...row, ...none })),
      ],
    };
  }

  /**
   * What a ranking is made of. The last revision of each review counts, unless its assignment has ended or its reviewer has a declared link
   * with the dossier. `userId`: the person who asks.
   */
  async standing(on: Tx | Database, callId: string, userId: string): Promise<Standing | undefined> {
    const [found] = await rows<Standing>(
      on,
      `with last_frozen as (select id, ordinal, frozen_at from rankings where call_id = $1 order by ordinal desc limit 1),
       counted as (
         select a.id, count(*) filter (where r.state = 'draft') as awaited,
           coalesce(jsonb_agg(jsonb_build_object('basisPoints', r.basis_points, 'belowThreshold', r.below_threshold, 'perCriterion', m.marks) order by r.id)
             filter (where r.state = 'final'), '[]') as scores
         from applications a join assignments s on s.application_id = a.id and s.ended_at is null
         join lateral (select * from reviews where assignment_id = s.id order by revision desc limit 1) r on true
         left join lateral (select jsonb_object_agg(criterion, value) as marks from review_marks where review_id = r.id) m on true
         where a.call_id = $1 and not exists (select from conflicts k where k.application_id = a.id and k.person_id = s.reviewer_id)
         group by a.id
       ),
       dossiers as (
         select a.id, jsonb_build_object('id', a.id, 'number', a.number, 'submittedAt', a.submitted_at, 'state', a.state, 'projectTitle', a.project_title,
             'poleName', p.name, 'regionCode', p.region_code, 'awaited', coalesce(c.awaited, 0), 'scores', coalesce(c.scores, '[]'),
             'frozenRank', (select rank from ranking_rows where ranking_id = (select id from last_frozen) and application_id = a.id),
             'decision', (select jsonb_build_object('kind', kind, 'state', state) from decisions where application_id = a.id and superseded_at is null),
             'conflicted', exists (select from conflicts where application_id = a.id and person_id = $2)) as dossier
         from applications a join poles p on p.id = a.pole_id left join counted c on c.id = a.id
         where a.call_id = $1 and a.state = any($3)
       )
       select c.state, c.tie_break as "tieBreak", c.award_terms as "awardTerms",
         (select definition from rubric_versions where call_id = c.id order by ordinal desc limit 1) as rubric,
         (select coalesce(sum(balance_cents), 0)::bigint from ledger_accounts where envelope_id = c.envelope_id and nature = 'ae' and bucket = 'available') as "availableCents",
         (select jsonb_build_object('id', id, 'ordinal', ordinal, 'frozenAt', frozen_at) from last_frozen) as frozen,
         coalesce((select jsonb_agg(dossier order by id) from dossiers), '[]') as dossiers
       from calls c where c.id = $1`,
      [callId, userId, rankedStates],
    );
    if (found === undefined) return undefined;
    return { ...found, dossiers: found.dossiers.map((one) => ({ ...one, submittedAt: new Date(one.submittedAt) })) };
  }
}

const cell = ({ id, number, state, projectTitle, poleName, regionCode }: ScoredDossier): DossierCell => ({ applicationId: id, number, state, projectTitle, poleName, regionCode });
