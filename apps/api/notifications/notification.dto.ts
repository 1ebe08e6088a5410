import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

const statuses = ['pending', 'sending', 'sent'] as const;

export class NotificationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: (typeof statuses)[number];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  template?: string;
}

export class NotificationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  template: string;

  @ApiProperty({ enum: statuses })
  status: (typeof statuses)[number];

  @ApiProperty()
  recipient: string;

  @ApiProperty({ type: 'integer', description: '0 for the first sending, counted up by each resend' })
  resend: number;

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty()
  eventName: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: Date | null;
}

export class NotificationPage extends PageOf {
  @ApiProperty({ type: [NotificationDto] })
  items: NotificationDto[];
}

export class FailedJobDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  queue: string;

  @ApiProperty()
  job: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  failedAt: Date | null;

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty()
  reason: string;
}
