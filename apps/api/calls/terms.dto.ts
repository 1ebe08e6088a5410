import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDate, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { InstalmentTrigger } from '#domain/calls/call.rules.js';
import type { Cents } from '#domain/shared/money.js';

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

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'The phase, counted from 1, whose laureates alone may start in this one' })
  @IsOptional()
  @IsInt()
  requiresPhase: number | null = null;
}
