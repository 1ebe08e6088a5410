import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsDate, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { AddendumState } from '#domain/calls/addendum.rules.js';
import { cleanText } from '#domain/shared/text.js';
import { AwardTermsDto } from './terms.dto.js';

const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text.trim() : value);

export class NewClosingDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  phaseId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exclusive: until 23:59 is midnight of the next day' })
  @Type(() => Date)
  @IsDate()
  closesAt: Date;
}

export class BroughtDocumentDto {
  @ApiProperty({ format: 'uuid', description: 'A document that was sent since the publication' })
  @IsUUID()
  documentId: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'The document in force whose place it takes' })
  @IsOptional()
  @IsUUID()
  replaces: string | null = null;
}

export class AddendumBody {
  @ApiProperty({ type: 'integer', description: 'Version of the call that its author read' })
  @IsInt()
  version: number;

  @ApiProperty({ minLength: 10, maxLength: 2000, description: 'Why, as everybody reads it' })
  @Transform(cleaned)
  @IsString()
  @Length(10, 2_000)
  reason: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Transform(cleaned)
  @IsString()
  @Length(3, 300)
  title?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Transform(cleaned)
  @IsString()
  @Length(1, 5_000)
  summary?: string;

  @ApiPropertyOptional({ type: [NewClosingDto] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => NewClosingDto)
  closings?: NewClosingDto[];

  @ApiPropertyOptional({ type: AwardTermsDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => AwardTermsDto)
  awardTerms?: AwardTermsDto;

  @ApiPropertyOptional({ description: 'Must the pole have signed the charter in force?' })
  @IsOptional()
  @IsBoolean()
  charterRequired?: boolean;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The form of dossiers that are started from then on' })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [BroughtDocumentDto] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => BroughtDocumentDto)
  documents?: BroughtDocumentDto[];
}

export class ChangeDto {
  @ApiProperty({ description: 'What changed, in French' }) what: string;
  @ApiPropertyOptional({ description: 'Absent where there was nothing' }) before?: string;
  @ApiProperty() after: string;
}

export class AddendumDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Its number among the published ones' }) ordinal: number | null;
  @ApiProperty({ enum: ['proposed', 'published', 'dropped'] }) state: AddendumState;
  @ApiProperty() reason: string;
  @ApiProperty({ type: [ChangeDto] }) changes: ChangeDto[];
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'For the ministry' }) proposedByName: string | null;
}
