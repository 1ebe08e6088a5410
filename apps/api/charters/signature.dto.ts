import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, IsUUID, Length, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { assessmentLevels, longestComment, longestFunction, type AssessmentLevel } from '#domain/charters/assessment.rules.js';
import { charterLimits } from '#domain/charters/charter.rules.js';
import { cleanText } from '#domain/shared/text.js';
import { CharterItemDto } from './charter.dto.js';

const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text : value);

export class ItemAssessmentDto {
  @ApiProperty({ description: 'Key of the item' })
  @IsString()
  @Length(1, 40)
  item: string;

  @ApiProperty({ enum: assessmentLevels, nullable: true, description: 'null: not answered yet' })
  @ValidateIf((one: ItemAssessmentDto) => one.level !== null)
  @IsIn(assessmentLevels)
  level: AssessmentLevel | null;

  @ApiProperty({ maxLength: longestComment, description: 'Plain text; may be empty' })
  @Transform(cleaned)
  @IsString()
  @MaxLength(longestComment)
  comment: string;
}

class Answers {
  @ApiProperty({ format: 'uuid', description: 'The version in force' })
  @IsUUID()
  charterId: string;

  @ApiProperty({ type: [ItemAssessmentDto] })
  @IsArray()
  @ArrayMaxSize(charterLimits.items)
  @ValidateNested({ each: true })
  @Type(() => ItemAssessmentDto)
  answers: ItemAssessmentDto[];
}

export class AssessmentBody extends Answers {
  @ApiProperty({ type: 'integer', description: 'Of the self-assessment that its author read; 0: none was saved' })
  @IsInt()
  @Min(0)
  version: number;
}

export class SigningBody extends Answers {
  @ApiProperty({ maxLength: longestFunction, example: 'Présidente' })
  @Transform(cleaned)
  @IsString()
  @Length(2, longestFunction)
  signedAs: string;

  @ApiProperty({ description: 'May everybody read the self-assessment?' })
  @IsBoolean()
  isPublic: boolean;
}

export class ShownBody {
  @ApiProperty()
  @IsBoolean()
  isPublic: boolean;
}

export class AssessedCharterDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date' }) adoptedOn: string;
  @ApiProperty() preamble: string;
  @ApiProperty({ type: [CharterItemDto] }) items: CharterItemDto[];
}

export class AssessmentDto {
  @ApiProperty({ type: AssessedCharterDto, nullable: true, description: 'The version in force; null: there is none' }) charter: AssessedCharterDto | null;
  @ApiProperty({ type: 'integer', description: '0: nothing is saved' }) version: number;
  @ApiProperty({ type: [ItemAssessmentDto] }) answers: ItemAssessmentDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the earlier version was signed from which the answers come' }) carriedFrom: Date | null;
  @ApiProperty() isSigned: boolean;
}

export class SavedAssessmentDto {
  @ApiProperty({ type: 'integer' }) version: number;
}

export class SignedItemDto {
  @ApiProperty() item: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: assessmentLevels }) level: AssessmentLevel;
  @ApiProperty() comment: string;
}

export class SignatureDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) charterId: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date' }) adoptedOn: string;
  @ApiProperty({ type: String, format: 'date-time' }) signedAt: Date;
  @ApiProperty() signedAs: string;
  @ApiProperty({ type: String, nullable: true, description: 'For the pole and the desks' }) signedByName: string | null;
  @ApiProperty({ description: 'SHA-256 of what was signed, hexadecimal' }) sha256: string;
  @ApiProperty() isPublic: boolean;
  @ApiProperty({ description: 'Is it the version in force that was signed?' }) isInForce: boolean;
  @ApiProperty({ type: [SignedItemDto], nullable: true, description: 'null: the pole keeps its self-assessment to itself' }) items: SignedItemDto[] | null;
}
