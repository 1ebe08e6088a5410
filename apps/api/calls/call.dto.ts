import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { zonings, type CallMoment, type CallState, type Zoning } from '#domain/calls/call.rules.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { AwardTermsDto, NewPhaseDto } from './terms.dto.js';
import { TrackDto } from './track.dto.js';

const states = ['draft', 'published', 'closed', 'discarded'];
const moments: readonly CallMoment[] = ['soon', 'open', 'over'];

export class NewCallBody {
  @ApiProperty({ example: 'PTCE-2023' })
  @Matches(/^[A-Z0-9-]{3,24}$/)
  code: string;

  @ApiProperty()
  @IsString()
  @Length(3, 300)
  title: string;

  @ApiProperty({ enum: ['AAP', 'AMI'] })
  @IsIn(['AAP', 'AMI'])
  instrument: 'AAP' | 'AMI';

  @ApiProperty()
  @IsString()
  @MaxLength(5_000)
  summary: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  envelopeId: string;

  @ApiProperty({ description: 'Who decides, as letters name it' })
  @IsString()
  @Length(3, 300)
  authority: string;

  @ApiProperty({ enum: ['strict', 'loose'], description: 'Who may be the third person of décret 2015-431 art. 3' })
  @IsIn(['strict', 'loose'])
  compositionProfile: 'strict' | 'loose';

  @ApiPropertyOptional({ default: false, description: 'What is submitted must be certified by a representative of the pole, and submitted by somebody else' })
  @IsOptional()
  @IsBoolean()
  certification: boolean = false;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'What an applicant must hold already, such as "Lauréat de la phase 1"' })
  @IsOptional()
  @IsString()
  @Length(3, 200)
  prerequisite?: string | null;

  @ApiProperty({ type: [String], example: ['criterion:cooperation', 'spread'] })
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^(criterion:[a-z0-9-]+|spread|submitted-at)$/, { each: true })
  tieBreak: string[];

  @ApiProperty({ type: AwardTermsDto })
  @ValidateNested()
  @Type(() => AwardTermsDto)
  awardTerms: AwardTermsDto;

  @ApiProperty({ type: [NewPhaseDto], description: 'None as long as no date is known; publication wants one' })
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => NewPhaseDto)
  phases: NewPhaseDto[];

  @ApiPropertyOptional({ type: [TrackDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => TrackDto)
  tracks: TrackDto[] = [];

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'Only laureates of that call may start a dossier' })
  @IsOptional()
  @IsUUID()
  prerequisiteCallId: string | null = null;

  @ApiPropertyOptional({ type: [String], example: ['transition écologique'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(2, 80, { each: true })
  themes: string[] = [];

  @ApiPropertyOptional({ type: [String], example: ['53'], description: 'INSEE codes; none: every region' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(18)
  @ArrayUnique()
  @Matches(/^\d{2}$/, { each: true })
  regions: string[] = [];

  @ApiPropertyOptional({ type: [String], enum: zonings, isArray: true, description: 'Zones that have priority' })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(zonings, { each: true })
  zonings: Zoning[] = [];

  @ApiPropertyOptional({ description: 'Must the pole have signed the charter in force when it submits?' })
  @IsOptional()
  @IsBoolean()
  charterRequired: boolean = false;
}

export class CloneBody {
  @ApiProperty({ example: 'PTCE-2027' })
  @Matches(/^[A-Z0-9-]{3,24}$/)
  code: string;

  @ApiProperty()
  @IsString()
  @Length(3, 300)
  title: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'null: the envelope of the other call' })
  @IsOptional()
  @IsUUID()
  envelopeId: string | null = null;

  @ApiProperty({ type: [NewPhaseDto] })
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => NewPhaseDto)
  phases: NewPhaseDto[];
}

export class CallBody extends NewCallBody {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  version: number;
}

export class DefinitionBody {
  @ApiProperty({ type: 'integer', description: 'Version of the call' })
  @IsInt()
  version: number;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  definition: Record<string, unknown>;
}

export class CallsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Those that take applications now' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;

  @ApiPropertyOptional({ enum: moments, description: 'Where it stands now: soon to open, open, over' })
  @IsOptional()
  @IsIn(moments)
  moment?: CallMoment;

  @ApiPropertyOptional({ enum: states, description: 'Those that were given up are listed when they are asked for only' })
  @IsOptional()
  @IsIn(states)
  state?: CallState;

  @ApiPropertyOptional({ enum: ['AAP', 'AMI'] })
  @IsOptional()
  @IsIn(['AAP', 'AMI'])
  instrument?: 'AAP' | 'AMI';

  @ApiPropertyOptional({ type: 'integer', description: 'The year in which it opens' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(80)
  theme?: string;

  @ApiPropertyOptional({ description: 'INSEE code: calls for that region, and those for all' })
  @IsOptional()
  @Matches(/^\d{2}$/)
  region?: string;
}

export class CallSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  code: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: ['AAP', 'AMI'] })
  instrument: 'AAP' | 'AMI';

  @ApiProperty()
  summary: string;

  @ApiProperty({ enum: states })
  state: CallState;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closesAt: Date | null;

  @ApiProperty({ type: [String] })
  themes: string[];

  @ApiProperty({ type: [String], description: 'INSEE codes; none: every region' })
  regions: string[];
}

export class CallPage extends PageOf {
  @ApiProperty({ type: [CallSummaryDto] })
  items: CallSummaryDto[];
}

export class PhaseDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ format: 'date-time' })
  opensAt: string;

  @ApiProperty({ format: 'date-time' })
  closesAt: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The phase, counted from 1, whose laureates alone may start in this one' })
  requiresPhase: number | null;
}

export class CallEnvelopeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;
}

export class CallDto extends CallSummaryDto {
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ format: 'uuid' })
  envelopeId: string;

  @ApiProperty()
  authority: string;

  @ApiProperty({ enum: ['strict', 'loose'] })
  compositionProfile: 'strict' | 'loose';

  @ApiProperty({ description: 'What is submitted must be certified by a representative of the pole, and submitted by somebody else' })
  certification: boolean;

  @ApiProperty({ type: String, nullable: true })
  prerequisite: string | null;

  @ApiProperty({ type: [String] })
  tieBreak: string[];

  @ApiProperty({ type: AwardTermsDto })
  awardTerms: AwardTermsDto;

  @ApiProperty({ type: [PhaseDto] })
  phases: PhaseDto[];

  @ApiProperty({ type: [TrackDto] })
  tracks: TrackDto[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  prerequisiteCallId: string | null;

  @ApiProperty({ type: String, nullable: true })
  prerequisiteCallTitle: string | null;

  @ApiProperty({ type: [String], enum: zonings, isArray: true })
  zonings: Zoning[];

  @ApiProperty({ description: 'Must the pole have signed the charter in force when it submits?' })
  charterRequired: boolean;

  @ApiProperty({ type: 'integer', description: 'How many addenda were published' })
  addenda: number;

  @ApiProperty({ type: [CallEnvelopeDto], description: 'The envelopes that pay it and its tracks: for the ministry, none for others' })
  envelopes: CallEnvelopeDto[];

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  form: object | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  rubric: object | null;
}
