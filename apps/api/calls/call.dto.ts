import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsDate, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { CallState, InstalmentTrigger } from '#domain/calls/call.rules.js';
import type { Cents } from '#domain/shared/money.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

const states = ['draft', 'published', 'closed'];

export class InstalmentTermDto {
  @ApiProperty()
  @Matches(/^[a-z0-9-]{1,40}$/)
  key: string;

  @ApiProperty()
  @IsString()
  @Length(1, 200)
  label: string;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(100)
  sharePercent: number;

  @ApiProperty({ enum: ['signature', 'report-accepted'] })
  @IsIn(['signature', 'report-accepted'])
  trigger: InstalmentTrigger;

  @ApiProperty({ type: 'integer', description: 'Days to pay once due' })
  @IsInt()
  @Min(1)
  @Max(365)
  paymentDays: number;

  @ApiProperty({ type: 'integer', description: 'Year of the appropriations, counted from the decision: 0 is its own year' })
  @IsInt()
  @Min(0)
  @Max(10)
  yearOffset: number;
}

export class AwardTermsDto {
  @ApiProperty({ enum: ['cash'] })
  @IsIn(['cash'])
  support: 'cash';

  @ApiProperty({ type: 'integer', description: 'Euro cents' })
  @IsInt()
  @Min(1)
  minCents: Cents;

  @ApiProperty({ type: 'integer', description: 'Euro cents' })
  @IsInt()
  @Min(1)
  maxCents: Cents;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(120)
  durationMonths: number;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  laureatesExpected: number;

  @ApiProperty({ type: [InstalmentTermDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(24)
  @ValidateNested({ each: true })
  @Type(() => InstalmentTermDto)
  instalments: InstalmentTermDto[];
}

export class NewPhaseDto {
  @ApiProperty()
  @IsString()
  @Length(1, 200)
  title: string;

  @ApiProperty({ type: String, format: 'date-time' })
  @Type(() => Date)
  @IsDate()
  opensAt: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exclusive: until 23:59 is midnight of the next day' })
  @Type(() => Date)
  @IsDate()
  closesAt: Date;
}

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

  @ApiProperty({ type: [NewPhaseDto] })
  @IsArray()
  @ArrayMinSize(1)
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

  @ApiProperty({ type: String, nullable: true })
  prerequisite: string | null;

  @ApiProperty({ type: [String] })
  tieBreak: string[];

  @ApiProperty({ type: AwardTermsDto })
  awardTerms: AwardTermsDto;

  @ApiProperty({ type: [PhaseDto] })
  phases: PhaseDto[];

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  form: object | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  rubric: object | null;
}
