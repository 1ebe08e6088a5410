import { ApiProperty, ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { applicationLifecycle, type ApplicationState } from '#domain/applications/application.lifecycle.js';
import { dossierSorts, type DossierSort } from '#features/reviews/progress.queries.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { TableQuery } from '#api/http/table.js';

const states = [...new Set(Object.values(applicationLifecycle.transitions).map(({ to }) => to))].filter((state) => state !== 'discarded');

export class StateCountDto {
  @ApiProperty({ enum: states }) state: ApplicationState;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer', description: 'Of these, those whose silence has become a refusal without a decision' }) late: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The next day on which silence becomes a refusal' }) nextSilenceOn: string | null;
}

export class CoverageDto {
  @ApiProperty({ type: 'integer' }) reviewers: number;
  @ApiProperty({ type: 'integer' }) dossiers: number;
}

export class DaySentDto {
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty({ type: 'integer' }) sent: number;
}

export class ProgressDto {
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty({ type: [StateCountDto] }) states: StateCountDto[];
  @ApiProperty({ type: [CoverageDto], description: 'Dossiers found eligible or under review, by how many reviewers they have' }) coverage: CoverageDto[];
  @ApiProperty({ type: 'integer', description: 'Reviews asked for' }) assigned: number;
  @ApiProperty({ type: 'integer', description: 'Of these, sent' }) final: number;
  @ApiProperty({ type: [DaySentDto] }) sentByDay: DaySentDto[];
}

export class DossiersQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: ApplicationState;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^\d{2}$/)
  regionCode?: string;

  @ApiPropertyOptional({ description: 'The key of a track of its call' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  track?: string;

  @ApiPropertyOptional({ description: 'Only those whose silence has become a refusal without a decision' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  late?: boolean;

  @ApiPropertyOptional({ description: 'Only those on which no decision has been released' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  pending?: boolean;

  @ApiPropertyOptional({ type: 'integer', description: 'Only those to be reviewed that have fewer reviewers than this' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  fewerReviewersThan?: number;

  @ApiPropertyOptional({ description: 'Name of the pole, title, number or SIREN, without regard to accents' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;

  @ApiPropertyOptional({ enum: dossierSorts, default: '-number', description: 'A minus before it turns the order round' })
  @IsOptional()
  @IsIn(dossierSorts)
  sort?: DossierSort;
}

/** The same filters, for all rows at once. */
export class DossierExportQuery extends IntersectionType(OmitType(DossiersQuery, ['limit', 'after'] as const), TableQuery) {
  @ApiPropertyOptional({ description: 'With what the dossiers answer to the form of the call' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  answers?: boolean;
}

export class DossierDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '2023-000417' }) number: string;
  @ApiProperty() projectTitle: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of its track; null where the call has none' }) trackTitle: string | null;
  @ApiProperty() poleName: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ enum: states }) state: ApplicationState;
  @ApiProperty({ type: String, format: 'date-time' }) submittedAt: Date;
  @ApiProperty({ type: String, format: 'date', nullable: true }) silenceOn: string | null;
  @ApiProperty() late: boolean;
  @ApiProperty({ type: 'integer', description: 'Reviews asked for' }) assigned: number;
  @ApiProperty({ type: 'integer', description: 'Of these, sent' }) final: number;
}

export class DossierPage extends PageOf {
  @ApiProperty({ type: [DossierDto] }) items: DossierDto[];
}
