import { ApiProperty, ApiPropertyOptional, getSchemaPath, ApiExtraModels, IntersectionType, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { TableQuery } from '#api/http/table.js';
import { buckets, natures, transferKinds, type Bucket, type Nature, type TransferKind } from '#domain/programmes/ledger.rules.js';
import type { EnvelopeState, MovementState } from '#domain/programmes/envelope.rules.js';
import type { Cents } from '#domain/shared/money.js';
import { cleanText } from '#domain/shared/text.js';

const states = ['proposed', 'open'];
const everyBucket = [...new Set<Bucket>([...buckets.ae, ...buckets.cp])];
const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text.trim() : value);

export class MoneyLineDto {
  @ApiProperty({ enum: natures, description: 'ae: commitment authorisations; cp: payment appropriations' })
  @IsIn(natures)
  nature: Nature;

  @ApiProperty({ type: 'integer', minimum: 2000, maximum: 2100 })
  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Cents' })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  amountCents: Cents;

  @ApiPropertyOptional({ maxLength: 120, description: 'Who brings it; absent: not told apart' })
  @Transform(cleaned)
  @IsOptional()
  @IsString()
  @Length(1, 120)
  funder?: string;
}

export class TopUpRequest {
  @ApiProperty({ type: [MoneyLineDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => MoneyLineDto)
  lines: MoneyLineDto[];
}

export class EnvelopeRequest extends TopUpRequest {
  @ApiProperty({ maxLength: 200 })
  @Transform(cleaned)
  @IsString()
  @Length(1, 200)
  title: string;

  @ApiPropertyOptional({ description: 'Programme of the State budget', example: '305' })
  @IsOptional()
  @Matches(/^\d{3}$/)
  programmeCode?: string;

  @ApiPropertyOptional({ description: 'Action of that programme', example: '04' })
  @Transform(cleaned)
  @IsOptional()
  @IsString()
  @Length(1, 20)
  actionCode?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The roadmap that this money keeps' })
  @IsOptional()
  @IsUUID()
  roadmapId?: string;
}

export class EnvelopeListQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'In the title, without regard to case or accents' })
  @Transform(cleaned)
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: EnvelopeState;
}

export class TransferListQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;

  @ApiPropertyOptional({ enum: natures })
  @IsOptional()
  @IsIn(natures)
  nature?: Nature;

  @ApiPropertyOptional({ enum: everyBucket })
  @IsOptional()
  @IsIn(everyBucket)
  bucket?: Bucket;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  awardId?: string;
}

export class TransferExportQuery extends IntersectionType(OmitType(TransferListQuery, ['limit', 'after'] as const), TableQuery) {}

export class EnvelopeSummaryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, nullable: true }) programmeCode: string | null;
  @ApiProperty({ type: String, nullable: true }) actionCode: string | null;
  @ApiProperty({ enum: states }) state: EnvelopeState;
  @ApiProperty() proposedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) confirmedAt: Date | null;
  @ApiProperty({ type: 'integer', description: 'Cents, all years together' }) aeAuthorisedCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents, all years together' }) cpAuthorisedCents: number;
}

export class AeFiguresDto {
  @ApiProperty({ type: 'integer', description: 'Cents: opened and topped up, net' }) authorised: number;
  @ApiProperty({ type: 'integer', description: 'Cents' }) reserved: number;
  @ApiProperty({ type: 'integer', description: 'Cents: committed, net of what was decommitted' }) committed: number;
  @ApiProperty({ type: 'integer', description: 'Cents: left to promise' }) available: number;
}

export class CpFiguresDto {
  @ApiProperty({ type: 'integer', description: 'Cents: opened and topped up, net' }) authorised: number;
  @ApiProperty({ type: 'integer', description: 'Cents: planned, what has been ordered or paid since included' }) planned: number;
  @ApiProperty({ type: 'integer', description: 'Cents: ordered, what has been paid since included' }) ordered: number;
  @ApiProperty({ type: 'integer', description: 'Cents: paid, what has come back since included' }) paid: number;
  @ApiProperty({ type: 'integer', description: 'Cents: of what was paid, what came back' }) recovered: number;
  @ApiProperty({ type: 'integer', description: 'Cents: left to plan' }) available: number;
}

@ApiExtraModels(AeFiguresDto, CpFiguresDto)
export class FiguresDto {
  @ApiProperty({ type: AeFiguresDto, description: 'All years together' }) ae: AeFiguresDto;
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(AeFiguresDto) }, description: 'By year' })
  aeByYear: Record<string, AeFiguresDto>;
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(CpFiguresDto) }, description: 'By year' })
  cp: Record<string, CpFiguresDto>;
}

export class MovementDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['open', 'top-up'] }) kind: 'open' | 'top-up';
  @ApiProperty({ enum: ['proposed', 'confirmed'] }) state: MovementState;
  @ApiProperty({ format: 'uuid' }) proposedBy: string;
  @ApiProperty() proposedByName: string;
  @ApiProperty() proposedAt: Date;
  @ApiProperty({ type: String, nullable: true }) confirmedByName: string | null;
  @ApiProperty({ type: Date, nullable: true }) confirmedAt: Date | null;
  @ApiProperty({ type: [MoneyLineDto] }) lines: MoneyLineDto[];
}

export class EnvelopeDto extends EnvelopeSummaryDto {
  @ApiProperty({ format: 'uuid' }) proposedBy: string;
  @ApiProperty({ type: FiguresDto }) figures: FiguresDto;
  @ApiProperty({ type: [MovementDto], description: 'The opening, then the top-ups, as proposed' }) movements: MovementDto[];
}

export class EnvelopePage extends PageOf {
  @ApiProperty({ type: [EnvelopeSummaryDto] }) items: EnvelopeSummaryDto[];
}

export class TransferDto {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty({ enum: transferKinds }) kind: TransferKind;
  @ApiProperty({ enum: natures }) nature: Nature;
  @ApiProperty({ enum: everyBucket }) fromBucket: Bucket;
  @ApiProperty({ type: 'integer' }) fromYear: number;
  @ApiProperty({ enum: everyBucket }) toBucket: Bucket;
  @ApiProperty({ type: 'integer' }) toYear: number;
  @ApiProperty({ type: 'integer', description: 'Cents' }) amountCents: number;
  @ApiProperty({ description: 'When it was written' }) at: Date;
  @ApiProperty({ description: 'When what it stands for happened' }) occurredAt: Date;
  @ApiProperty({ description: 'Name of the person behind it' }) person: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The decision that awarded' }) awardId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) instalmentId: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The transfer that this one takes back' }) corrects: number | null;
  @ApiProperty({ format: 'uuid' }) eventId: string;
  @ApiProperty({ description: 'Name of the event' }) event: string;
}

export class TransferPage extends PageOf {
  @ApiProperty({ type: [TransferDto] }) items: TransferDto[];
}
