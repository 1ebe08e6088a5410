import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { charterLimits, type CharterState } from '#domain/charters/charter.rules.js';
import { cleanText } from '#domain/shared/text.js';

const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text.trim() : value);

export class CharterItemDto {
  @ApiProperty({ example: 'cooperation', description: 'What names it from one version to the next' })
  @Matches(/^[a-z][a-z0-9-]{0,39}$/)
  key: string;

  @ApiProperty({ maxLength: charterLimits.itemTitle })
  @Transform(cleaned)
  @IsString()
  @Length(1, charterLimits.itemTitle)
  title: string;

  @ApiProperty({ maxLength: charterLimits.itemHelp, description: 'What it means, for who assesses it; may be empty' })
  @Transform(cleaned)
  @IsString()
  @MaxLength(charterLimits.itemHelp)
  help: string;
}

export class NewCharterBody {
  @ApiProperty({ maxLength: charterLimits.title })
  @Transform(cleaned)
  @IsString()
  @Length(1, charterLimits.title)
  title: string;

  @ApiProperty({ format: 'date' })
  @IsString()
  @MaxLength(10)
  adoptedOn: string;

  @ApiProperty({ maxLength: charterLimits.preamble, description: 'Plain text' })
  @Transform(cleaned)
  @IsString()
  @MaxLength(charterLimits.preamble)
  preamble: string;

  @ApiProperty({ type: [CharterItemDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(charterLimits.items)
  @ValidateNested({ each: true })
  @Type(() => CharterItemDto)
  items: CharterItemDto[];
}

export class CharterBody extends NewCharterBody {
  @ApiProperty({ type: 'integer', description: 'The version of the draft that its author read' })
  @IsInt()
  version: number;
}

export class CharterSummaryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Its number among the published ones' }) ordinal: number | null;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date' }) adoptedOn: string;
  @ApiProperty({ enum: ['draft', 'published', 'dropped'] }) state: CharterState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;
  @ApiProperty({ description: 'The last one that was published' }) isInForce: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the published text, hexadecimal' }) sha256: string | null;
  @ApiProperty({ type: 'integer', description: 'How many poles signed it' }) signatures: number;
}

export class CharterDto extends CharterSummaryDto {
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty() preamble: string;
  @ApiProperty({ type: [CharterItemDto] }) items: CharterItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'For the ministry' }) changedByName: string | null;
}
