import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsUUID } from 'class-validator';

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

export class CaughtMailDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty()
  messageId: string;

  @ApiProperty({ type: [String] })
  to: string[];

  @ApiProperty()
  subject: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ type: [CaughtAttachmentDto] })
  attachments: CaughtAttachmentDto[];
}
