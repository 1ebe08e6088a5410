import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class EventsQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  subjectType?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  subjectId?: string;
}

export class EventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  subjectType: string;

  @ApiProperty()
  subjectId: string;

  @ApiProperty({ type: 'integer' })
  seq: number;

  @ApiProperty()
  name: string;

  @ApiProperty()
  actor: string;

  @ApiProperty({ type: String, nullable: true, description: 'As it is now; null for the service itself' })
  actorName: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  payload: Record<string, unknown>;

  @ApiProperty({ type: String, format: 'date-time' })
  occurredAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: Date;

  @ApiProperty()
  hash: string;
}

export class EventPage extends PageOf {
  @ApiProperty({ type: [EventDto] })
  items: EventDto[];
}

export class ChainBreakDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  eventId: string | null;

  @ApiProperty()
  subjectType: string;

  @ApiProperty()
  subjectId: string;

  @ApiProperty({ type: 'integer' })
  seq: number;

  @ApiProperty({ enum: ['altered', 'hole-before', 'not-linked', 'not-in-head', 'tail-cut'] })
  reason: 'altered' | 'hole-before' | 'not-linked' | 'not-in-head' | 'tail-cut';
}

export class ChainDto {
  @ApiProperty({ type: 'integer' })
  events: number;

  @ApiProperty({ type: [ChainBreakDto] })
  breaks: ChainBreakDto[];
}
