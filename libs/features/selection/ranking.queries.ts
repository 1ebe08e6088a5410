import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';
import type { AwardTerms } from '#domain/calls/call.rules.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import { termsOfAward } from '#domain/calls/track.rules.js';
import { wasPublished } from '#domain/calls/call.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import type { ListedRank } from '#domain/selection/ranking.table.js';
import type { Rational, RankedRow, TieBreak } from '#domain/selection/rank.rules.js';
import { canFreezeRanking, canSeeRanking } from '#domain/selection/ranking.policy.js';
import { cutLine, rankedStates, rankReviewed, rounded, settledState, type ReviewedDossier } from '#domain/selection/ranking.rules.js';
import { notFound } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { trackOfDossier, type TrackOfDossier } from '../calls/call.queries.js';

interface ScoredDossier extends ReviewedDossier {
  state: ApplicationState;
  projectTitle: string;
  poleName: string;
  regionCode: string;
  frozenRank: number | null;
  /** null where the call has none */
  track: TrackOfDossier | null;
  /** the one in force */
  decision: { kind: string; state: string } | null;
  /** has the person who asks a declared link with it? */
  conflicted: boolean;
}

/** An envelope that dossiers of the call compete for, with the tracks that draw on it; none: the call has no tracks. */
export interface RankedEnvelope {
  id: string;
  title: string;
  tracks: string[];
}

/** Everything that a ranking is made of, as one statement saw it. */
export interface Standing {
  state: string;
  tieBreak: TieBreak[];
  awardTerms: AwardTerms;
  rubric: Rubric;
  /** Whose money the dossiers compete for; null: the one that was asked for pays none of the call's. */
  envelopeId: string | null;
  envelopes: RankedEnvelope[];
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
  trackTitle: string | null;
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
  /** What an award may be, least and most. */
  minCents: number;
  maxCents: number;
  amountCents: number;
  cumulatedCents: number | null;
  withinEnvelope: boolean;
  frozenRank: number | null;
}

export interface RankingView {
  callId: string;
  envelopeId: string;
  envelopes: RankedEnvelope[];
  complete: boolean;
  availableCents: number;
  /** What each award may be, where that is the same for all rows. */
  bounds: { minCents: number; maxCents: number } | null;
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

  /**
   * The ranking of the dossiers of a call that compete for one envelope, as the final reviews make it now: that of the first track, or of the
   * call, unless `envelopeId` names another. Dossiers with which the reader has a declared link are left out of it.
   */
  async live(actor: Actor, callId: string, envelopeId: string | null = null): Promise<RankingView> {
    if (!canSeeRanking(actor, callId)) throw notFound('call');
    const standing = await this.standing(this.database, callId, actor.userId, envelopeId);
    if (standing === undefined || !wasPublished(standing.state)) throw notFound('call');
    const { rubric, tieBreak, availableCents, frozen, awardTerms, dossiers, envelopes } = standing;
    if (standing.envelopeId === null) throw notFound('envelope');
    const { ranking, unreviewed } = rankReviewed(dossiers, rubric, tieBreak);
    const byId = new Map(dossiers.map((one) => [one.id, one]));
    const shown = (id: string): boolean => !byId.get(id)!.conflicted;
    const boundsOf = (id: string): Pick<AwardTerms, 'minCents' | 'maxCents'> => termsOfAward(awardTerms, byId.get(id)!.track);
    const cuts = cutLine(ranking.rows.map(({ id, rank }) => ({ rank, state: settledState(byId.get(id)!.state, byId.get(id)!.decision), amountCents: boundsOf(id).maxCents })), availableCents);
    const row = (ranked: RankedRow, index: number): RankingRow => {
      const dossier = byId.get(ranked.id)!;
      const { minCents, maxCents } = boundsOf(ranked.id);
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
        minCents,
        maxCents,
        amountCents: maxCents,
        ...cuts[index]!,
        frozenRank: dossier.frozenRank,
      };
    };
    return {
      callId,
      envelopeId: standing.envelopeId,
      envelopes,
      complete: unreviewed.length === 0,
      availableCents,
      bounds: common(ranking.rows.map(({ id }) => boundsOf(id))),
      criteria: rubric.criteria.map(({ key, label, weight }) => ({ key, label, weight })),
      tieBreak,
      rows: ranking.rows.map(row).filter(({ applicationId }) => shown(applicationId)),
      ties: ranking.ties.map((tie) => tie.filter(shown)).filter((tie) => tie.length > 0),
      unranked: unreviewed.filter(shown).map((id) => cell(byId.get(id)!)),
      frozen,
      canFreeze: canFreezeRanking(actor, callId),
    };
  }

  /** The code of a call whose ranking `actor` may see; throws `call.not-found` for another. */
  async codeOf(actor: Actor, callId: string): Promise<string> {
    const [call] = canSeeRanking(actor, callId) ? await rows<{ code: string }>(this.database, `select code from calls where id = $1 and published_at is not null`, [callId]) : [];
    if (call === undefined) throw notFound('call');
    return call.code;
  }

  /** The same to be taken away, the dossiers whose reviews are missing at its end. */
  async listed(actor: Actor, callId: string, envelopeId: string | null): Promise<{ criteria: RankingView['criteria']; rows: ListedRank[] }> {
    const { criteria, rows: ranked, unranked } = await this.live(actor, callId, envelopeId);
    const none = { rank: null, tied: false, mean: null, spread: null, reviewCount: 0, criteria: [], belowThreshold: false, withinEnvelope: null, frozenRank: null };
    return {
      criteria,
      rows: [
        ...ranked.map((row) => ({ ...row, mean: row.mean.rounded, criteria: row.criteria.map(({ mean }) => mean?.rounded ?? null), belowThreshold: row.belowThreshold.length > 0 })),
        ...unranked.map((row) => ({ ...row, ...none })),
      ],
    };
  }

  /**
   * What a ranking is made of. The last revision of each review counts, unless its assignment has ended or its reviewer has a declared link
   * with the dossier. `userId`: the person who asks; `envelopeId` null: the first one that dossiers of the call compete for.
   */
  async standing(on: Tx | Database, callId: string, userId: string, envelopeId: string | null): Promise<Standing | undefined> {
    const [found] = await rows<Standing>(
      on,
      `with pools as (
         select coalesce(t.envelope_id, c.envelope_id) as id, min(t.position) as position, coalesce(jsonb_agg(t.title order by t.position) filter (where t.key is not null), '[]') as tracks
         from calls c left join call_tracks t on t.call_id = c.id where c.id = $1 group by 1),
       pool as (select id from pools where $4::uuid is null or id = $4::uuid order by position limit 1),
       last_frozen as (
         select id, ordinal, frozen_at from rankings
         where call_id = $1 and coalesce(envelope_id, (select envelope_id from calls where id = $1)) = (select id from pool) order by ordinal desc limit 1),
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
         select a.id, jsonb_build_object('id', a.id, 'number', a.number, 'submittedAt', a.submitted_at, 'state', a.state, 'projectTitle', a.project_title, 'track', ${trackOfDossier},
             'poleName', p.name, 'regionCode', p.region_code, 'awaited', coalesce(c.awaited, 0), 'scores', coalesce(c.scores, '[]'),
             'frozenRank', (select rank from ranking_rows where ranking_id = (select id from last_frozen) and application_id = a.id),
             'decision', (select jsonb_build_object('kind', kind, 'state', state) from decisions where application_id = a.id and superseded_at is null),
             'conflicted', exists (select from conflicts where application_id = a.id and person_id = $2)) as dossier
         from applications a join poles p on p.id = a.pole_id join calls k on k.id = a.call_id left join call_tracks kt on kt.call_id = a.call_id and kt.key = a.track_key left join counted c on c.id = a.id
         where a.call_id = $1 and a.state = any($3) and coalesce(kt.envelope_id, k.envelope_id) = (select id from pool)
       )
       select c.state, c.tie_break as "tieBreak", c.award_terms as "awardTerms",
         (select definition from rubric_versions where call_id = c.id order by ordinal desc limit 1) as rubric,
         (select coalesce(sum(balance_cents), 0)::bigint from ledger_accounts where envelope_id = (select id from pool) and nature = 'ae' and bucket = 'available') as "availableCents",
         (select id from pool) as "envelopeId",
         (select jsonb_agg(jsonb_build_object('id', pools.id, 'title', e.title, 'tracks', pools.tracks) order by pools.position) from pools join envelopes e on e.id = pools.id) as envelopes,
         (select jsonb_build_object('id', id, 'ordinal', ordinal, 'frozenAt', frozen_at) from last_frozen) as frozen,
         coalesce((select jsonb_agg(dossier order by id) from dossiers), '[]') as dossiers
       from calls c where c.id = $1`,
      [callId, userId, rankedStates, envelopeId],
    );
    if (found === undefined) return undefined;
    return { ...found, dossiers: found.dossiers.map((one) => ({ ...one, submittedAt: new Date(one.submittedAt) })) };
  }
}

const cell = ({ id, number, state, projectTitle, track, poleName, regionCode }: ScoredDossier): DossierCell => ({ applicationId: id, number, state, projectTitle, trackTitle: track?.title ?? null, poleName, regionCode });

type Bounds = Pick<AwardTerms, 'minCents' | 'maxCents'>;
const common = ([first, ...others]: readonly Bounds[]): Bounds | null =>
  first !== undefined && others.every(({ minCents, maxCents }) => minCents === first.minCents && maxCents === first.maxCents) ? { minCents: first.minCents, maxCents: first.maxCents } : null;
