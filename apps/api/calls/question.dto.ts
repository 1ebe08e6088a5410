import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { QuestionState } from '#domain/calls/question.rules.js';
import { cleanText } from '#domain/shared/text.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

const cleaned = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? cleanText(value).text.trim() : value);
const states: readonly QuestionState[] = ['asked', 'answered'];

export class QuestionBody {
  @ApiProperty({ minLength: 10, maxLength: 2000, description: 'Plain text' })
  @Transform(cleaned)
  @IsString()
  @Length(10, 2_000)
  question: string;
}

export class AnswerBody {
  @ApiProperty({ minLength: 2, maxLength: 5000, description: 'Plain text' })
  @Transform(cleaned)
  @IsString()
  @Length(2, 5_000)
  answer: string;

  @ApiProperty({ description: 'For everybody to read; otherwise for the person who asked alone' })
  @IsBoolean()
  isPublic: boolean;
}

export class QuestionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: QuestionState;
}

export class QuestionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() question: string;
  @ApiProperty({ type: String, format: 'date-time' }) askedAt: Date;
  @ApiProperty({ enum: states }) state: QuestionState;
  @ApiProperty({ type: String, nullable: true }) answer: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt: Date | null;
  @ApiProperty() isPublic: boolean;
  @ApiProperty({ description: 'Asked by the person who reads' }) isMine: boolean;
}

export class QuestionPage extends PageOf {
  @ApiProperty({ type: [QuestionDto] })
  items: QuestionDto[];
}
