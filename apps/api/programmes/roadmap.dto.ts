import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { PageOf } from '#api/http/page.dto.js';
import type { Day } from '#domain/shared/day.js';
import type { Cents } from '#domain/shared/money.js';
import { cleanText } from '#domain/shared/text.js';

const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text.trim() : value);

export class YearAmountDto {
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
}

export class RoadmapLineDto {
  @ApiProperty({ maxLength: 200 })
  @Transform(cleaned)
  @IsString()
  @Length(1, 200)
  label: string;

  @ApiProperty({ type: [YearAmountDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => YearAmountDto)
  amounts: YearAmountDto[];
}

export class RoadmapRequest {
  @ApiProperty({ maxLength: 200 })
  @Transform(cleaned)
  @IsString()
  @Length(1, 200)
  title: string;

  @ApiProperty({ type: String, format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  announcedOn: Day;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(2, 80, { each: true })
  themes: string[] = [];

  @ApiProperty({ type: [RoadmapLineDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RoadmapLineDto)
  lines: RoadmapLineDto[];
}

export class RoadmapSummaryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, format: 'date' }) announcedOn: Day;
  @ApiProperty({ type: [String] }) themes: string[];
  @ApiProperty({ type: 'integer' }) firstYear: number;
  @ApiProperty({ type: 'integer' }) lastYear: number;
  @ApiProperty({ type: 'integer', description: 'Cents, all lines and years' }) totalCents: number;
}

class YearTotalDto {
  @ApiProperty({ type: 'integer' }) year: number;
  @ApiProperty({ type: 'integer', description: 'Cents' }) amountCents: number;
}

class RoadmapLineViewDto {
  @ApiProperty() label: string;
  @ApiProperty({ type: [YearTotalDto] }) amounts: YearTotalDto[];
}

class FundingDto {
  @ApiProperty({ type: 'integer' }) year: number;
  @ApiProperty({ description: 'Empty: not told apart' }) funder: string;
  @ApiProperty({ type: 'integer', description: 'Cents opened and topped up, commitment authorisations' }) aeCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents opened and topped up, payment appropriations' }) cpCents: number;
}

class RoadmapEnvelopeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
}

export class RoadmapDto extends RoadmapSummaryDto {
  @ApiProperty({ type: [FundingDto], description: 'What was opened of it, year by year, funder by funder' }) funding: FundingDto[];
  @ApiProperty({ type: [RoadmapEnvelopeDto] }) envelopes: RoadmapEnvelopeDto[];
  @ApiProperty({ type: [YearTotalDto], description: 'All lines together, year by year' }) years: YearTotalDto[];
  @ApiProperty({ type: [RoadmapLineViewDto] }) lines: RoadmapLineViewDto[];
}

export class RoadmapPage extends PageOf {
  @ApiProperty({ type: [RoadmapSummaryDto] }) items: RoadmapSummaryDto[];
}
