import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, Length, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import type { FindingKey } from '#domain/applications/eligibility.rules.js';

const findingKeys = ['private-law', 'innovation', 'territory', 'specification', 'not-already-funded'];

export class PrerequisiteBody {
  @ApiProperty()
  @IsBoolean()
  validated: boolean;
}

export class FindingDto {
  @ApiProperty({ enum: findingKeys })
  @IsIn(findingKeys)
  condition: FindingKey;

  @ApiProperty()
  @IsBoolean()
  met: boolean;

  @ApiProperty({ description: 'Ten characters at least when the condition is not met: the letter quotes it' })
  @IsString()
  @MaxLength(2_000)
  @ValidateIf((finding: FindingDto) => !finding.met || finding.reason !== '')
  @Length(10, 2_000)
  reason: string;
}

export class FindingsBody {
  @ApiProperty({ type: [FindingDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => FindingDto)
  findings: FindingDto[];
}

export class ConditionDto {
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string', enum: ['prerequisite'] }] })
  number: number | 'prerequisite';

  @ApiProperty()
  key: string;

  @ApiProperty({ type: Boolean, nullable: true })
  met: boolean | null;

  @ApiProperty({ type: [String] })
  reasons: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class VerdictDto {
  @ApiProperty({ enum: ['eligible', 'ineligible', 'unfinished'] })
  outcome: 'eligible' | 'ineligible' | 'unfinished';

  @ApiProperty({ type: [ConditionDto] })
  conditions: readonly ConditionDto[];
}
