import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

export class AccountDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  fullName: string;

  @ApiProperty({ type: [String] })
  roles: string[];
}

export class OneClickBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  userId: string;
}

export class ClockBody {
  @ApiProperty({ type: String, format: 'date-time' })
  @Type(() => Date)
  @IsDate()
  now: Date;
}

export class ClockDto {
  @ApiProperty({ type: String, format: 'date-time' })
  now: Date;
}

export class CaughtAttachmentDto {
  @ApiProperty()
  filename: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;
}

export class MailHeadDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty({ type: [String] })
  to: string[];

  @ApiProperty()
  subject: string;
}

export class MailboxQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  page: number = 1;
}

export class MailboxPageDto {
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty({ type: 'integer' })
  perPage: number;

  @ApiProperty({ type: [MailHeadDto] })
  items: MailHeadDto[];
}

export class CaughtMailDto extends MailHeadDto {
  @ApiProperty()
  messageId: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ type: [CaughtAttachmentDto] })
  attachments: CaughtAttachmentDto[];
}
