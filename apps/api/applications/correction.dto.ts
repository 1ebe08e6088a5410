import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDate, IsIn, IsString, Length, MaxLength } from 'class-validator';
import { consequences, type Consequence } from '#domain/applications/correction.rules.js';
import { MemberDto } from './application.dto.js';

export class NewCorrectionBody {
  @ApiProperty({ type: [String], description: 'Keys of sections, `@cover`, `@members`: what the pole may write' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  parts: string[];

  @ApiProperty({ minLength: 10, maxLength: 5_000 })
  @IsString()
  @Length(1, 5_000)
  reason: string;

  @ApiProperty({ enum: consequences })
  @IsIn(consequences)
  consequence: Consequence;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exclusive' })
  @Type(() => Date)
  @IsDate()
  dueAt: Date;
}

export class ReceivedSectionDto {
  @ApiProperty()
  key: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  answers: Record<string, unknown>;
}

export class SubmissionContentDto {
  @ApiProperty({ type: 'integer' })
  ordinal: number;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt: Date;

  @ApiProperty()
  projectTitle: string;

  @ApiProperty()
  prerequisiteDeclared: boolean;

  @ApiProperty({ type: [MemberDto] })
  members: MemberDto[];

  @ApiProperty({ type: [ReceivedSectionDto] })
  sections: ReceivedSectionDto[];
}
