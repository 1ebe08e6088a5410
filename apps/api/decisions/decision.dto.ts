import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, Validate, ValidatorConstraint } from 'class-validator';
import type { DecisionState } from '#domain/decisions/decision.lifecycle.js';
import { decisionKinds, type DecisionKind } from '#domain/decisions/decision.rules.js';
import { isDay } from '#domain/shared/day.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

const states = ['proposed', 'confirmed', 'released'] as const;

@ValidatorConstraint({ name: 'isDay' })
export class IsDay {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isDay(value);
  }
}

export class ProposalBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  applicationId: string;

  @ApiProperty({ enum: decisionKinds })
  @IsIn(decisionKinds)
  kind: DecisionKind;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Cents; awards only' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  amountCents?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'From 1; reserve list only' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  reserveRank?: number | null;

  @ApiPropertyOptional({ description: 'What the letter quotes; a refusal needs it' })
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  motivation?: string;

  @ApiProperty({ format: 'date', description: 'The day from which it may be released; its letter counts the appeal from it' })
  @Validate(IsDay)
  releaseOn: string;
}

export class DecisionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'D-2023-000417-1' })
  reference: string;

  @ApiProperty({ enum: decisionKinds })
  kind: DecisionKind;

  @ApiProperty({ type: 'integer', nullable: true })
  amountCents: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  reserveRank: number | null;

  @ApiProperty({ enum: states })
  state: DecisionState;

  @ApiProperty({ format: 'date' })
  releaseOn: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  releasedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When a later decision took its place' })
  supersededAt: Date | null;

  @ApiProperty({ format: 'uuid' })
  applicationId: string;

  @ApiProperty()
  applicationNumber: string;

  @ApiProperty()
  projectTitle: string;

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of its dossier; null where the call has no tracks' })
  trackTitle: string | null;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty()
  regionCode: string;

  @ApiProperty({ description: 'Is its letter made?' })
  hasLetter: boolean;
}

export class LetterDto {
  @ApiProperty({ description: 'Of the PDF, hexadecimal' })
  sha256: string;

  @ApiProperty()
  verificationCode: string;

  @ApiProperty({ format: 'date-time' })
  madeAt: string;
}

export class DecisionDto extends DecisionSummaryDto {
  @ApiProperty()
  motivation: string;

  @ApiProperty({ format: 'date' })
  appealLastDay: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  decidedOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  signatoryName: string | null;

  @ApiProperty({ type: String, nullable: true })
  signatoryQuality: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedes: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null for the pole, as the three below' })
  proposedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  proposedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  confirmedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmedAt: Date | null;

  @ApiProperty({ type: LetterDto, nullable: true })
  letter: LetterDto | null;

  @ApiProperty({ enum: ['confirm', 'release'], isArray: true })
  actions: ('confirm' | 'release')[];
}

export class DecisionsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;

  @ApiPropertyOptional({ enum: decisionKinds })
  @IsOptional()
  @IsIn(decisionKinds)
  kind?: DecisionKind;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: DecisionState;

  @ApiPropertyOptional({ description: 'Name of the pole, title, number or reference, without regard to accents' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

export class DecisionPage extends PageOf {
  @ApiProperty({ type: [DecisionSummaryDto] })
  items: DecisionSummaryDto[];
}

export class PublicLetterDto {
  @ApiProperty()
  reference: string;

  @ApiProperty({ enum: decisionKinds })
  kind: DecisionKind;

  @ApiProperty({ description: 'The kind, in French', example: 'Attribution d’une subvention' })
  label: string;

  @ApiProperty({ format: 'date' })
  decidedOn: string;

  @ApiProperty()
  authority: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty({ type: 'integer', nullable: true })
  amountCents: number | null;

  @ApiProperty({ description: 'Of the PDF, hexadecimal: that of the file at hand must be the same' })
  sha256: string;
}
