import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';
import { rankedStates } from '#domain/selection/ranking.rules.js';
import { TableQuery } from '#api/http/table.js';

export class FreezeBody {
  @ApiProperty({ type: [String], format: 'uuid', description: 'Best first: the dossiers of the ties that the rules cannot break, whole ties only; empty without ties' })
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID(undefined, { each: true })
  order: string[];

  @ApiPropertyOptional({ format: 'uuid', description: 'Whose money they compete for; left out: the first of the call' })
  @IsOptional()
  @IsUUID()
  envelopeId?: string;
}

export class RankingQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of those who compete for this envelope; left out: for the first one of the call' })
  @IsOptional()
  @IsUUID()
  envelopeId?: string;
}

export class RankingTableQuery extends TableQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'As of the ranking' })
  @IsOptional()
  @IsUUID()
  envelopeId?: string;
}

export class RankedEnvelopeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [String], description: 'Titles of the tracks that draw on it; none: the call has no tracks' }) tracks: string[];
}

export class AwardBoundsDto {
  @ApiProperty({ type: 'integer' }) minCents: number;
  @ApiProperty({ type: 'integer' }) maxCents: number;
}

export class FrozenRankingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer', description: '1 for the first of the call' }) ordinal: number;
}

export class FrozenSummaryDto extends FrozenRankingDto {
  @ApiProperty({ type: String, format: 'date-time' }) frozenAt: string;
}

export class MeanDto {
  @ApiProperty({ type: 'integer' }) numerator: number;
  @ApiProperty({ type: 'integer', minimum: 1 }) denominator: number;
  @ApiProperty({ type: 'integer', description: 'For people to read: basis points for a score, hundredths of a mark for a criterion' }) rounded: number;
}

export class CriterionMeanDto {
  @ApiProperty() key: string;
  @ApiProperty({ type: MeanDto, nullable: true, description: 'null: not applicable for anybody' }) mean: MeanDto | null;
}

export class RankedCriterionDto {
  @ApiProperty() key: string;
  @ApiProperty() label: string;
  @ApiProperty({ type: 'integer', description: 'Percent' }) weight: number;
}

export class UnrankedRowDto {
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty({ example: '2023-000417' }) number: string;
  @ApiProperty({ enum: rankedStates }) state: ApplicationState;
  @ApiProperty() projectTitle: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of its track; null where its call has none' }) trackTitle: string | null;
  @ApiProperty() poleName: string;
  @ApiProperty() regionCode: string;
}

export class RankingRowDto extends UnrankedRowDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Equal for those that no rule separates; null: eliminated by a threshold' }) rank: number | null;
  @ApiProperty() tied: boolean;
  @ApiProperty({ type: MeanDto, description: 'Of the scores, in basis points' }) mean: MeanDto;
  @ApiProperty({ type: 'integer', description: 'Highest score minus lowest, basis points' }) spread: number;
  @ApiProperty({ type: 'integer' }) reviewCount: number;
  @ApiProperty({ type: 'array', items: { type: 'integer' }, description: 'Basis points, lowest first: who gave which is not said' }) scores: number[];
  @ApiProperty({ type: [CriterionMeanDto] }) criteria: CriterionMeanDto[];
  @ApiProperty({ type: [String], description: 'Criteria whose mean is below the threshold; * for the whole' }) belowThreshold: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Cents: the least that an award may be' }) minCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents: the most' }) maxCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents: what an award would be' }) amountCents: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cents: awards down to this row that are not made yet; null: none is possible' }) cumulatedCents: number | null;
  @ApiProperty({ description: 'Does the envelope hold these?' }) withinEnvelope: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: 'In the last frozen ranking' }) frozenRank: number | null;
}

export class RankingDto {
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty({ format: 'uuid', description: 'The envelope that they compete for' }) envelopeId: string;
  @ApiProperty({ type: [RankedEnvelopeDto], description: 'All those that dossiers of the call compete for, each with a ranking of its own' }) envelopes: RankedEnvelopeDto[];
  @ApiProperty({ description: 'Are all reviews there?' }) complete: boolean;
  @ApiProperty({ type: 'integer', description: 'Cents of AE that the envelope still has' }) availableCents: number;
  @ApiProperty({ type: AwardBoundsDto, nullable: true, description: 'What each award may be, where that is the same for all rows' }) bounds: AwardBoundsDto | null;
  @ApiProperty({ type: [RankedCriterionDto] }) criteria: RankedCriterionDto[];
  @ApiProperty({ type: [String] }) tieBreak: string[];
  @ApiProperty({ type: [RankingRowDto], description: 'Best first, the eliminated at the end' }) rows: RankingRowDto[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string', format: 'uuid' } }, description: 'Dossiers that share a rank, group by group' }) ties: string[][];
  @ApiProperty({ type: [UnrankedRowDto], description: 'Reviews of these are missing' }) unranked: UnrankedRowDto[];
  @ApiProperty({ type: FrozenSummaryDto, nullable: true }) frozen: FrozenSummaryDto | null;
  @ApiProperty({ description: 'May this person freeze it?' }) canFreeze: boolean;
}
