import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsString, IsUUID, Length } from 'class-validator';
import { leads, type Lead } from '#domain/applications/reminder.rules.js';
import { PageOf } from '#api/http/page.dto.js';

export class SectionNowDto {
  @ApiProperty() key: string;
  @ApiProperty({ type: 'integer', description: '0: never saved' }) version: number;
  @ApiProperty({ type: 'object', additionalProperties: true }) answers: Record<string, unknown>;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) savedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) savedBy: string | null;
  @ApiProperty({ description: 'Saved last by the person who asks' }) isOwn: boolean;
}

export class RevisionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'date-time' }) savedAt: Date;
  @ApiProperty() savedBy: string;
  @ApiProperty({ description: 'False: it came late or over a text that it had not seen, and is kept here only' }) kept: boolean;
}

export class RevisionPage extends PageOf {
  @ApiProperty({ type: [RevisionDto] }) items: RevisionDto[];
}

export class RevisionContentDto extends RevisionDto {
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty() key: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) answers: Record<string, unknown>;
}

export class ReminderDto {
  @ApiProperty({ enum: leads, description: 'How long before the closing' }) lead: Lead;
  @ApiProperty({ format: 'date-time' }) remindedAt: string;
}

export class UnsentDraftDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) phaseId: string;
  @ApiProperty({ format: 'uuid' }) poleId: string;
  @ApiProperty() poleName: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ type: String, format: 'date-time' }) startedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When something last happened to it' }) savedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'For this pole, exclusive' }) closesAt: Date;
  @ApiProperty({ type: [ReminderDto] }) reminders: ReminderDto[];
}

export class UnsentDraftPage extends PageOf {
  @ApiProperty({ type: [UnsentDraftDto] }) items: UnsentDraftDto[];
}

export class NewLateExceptionBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  phaseId: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  poleId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exclusive' })
  @Type(() => Date)
  @IsDate()
  until: Date;

  @ApiProperty({ minLength: 10, maxLength: 2_000 })
  @IsString()
  @Length(1, 2_000)
  reason: string;
}

export class LateExceptionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() phaseTitle: string;
  @ApiProperty({ format: 'uuid' }) poleId: string;
  @ApiProperty() poleName: string;
  @ApiProperty({ type: String, format: 'date-time' }) until: Date;
  @ApiProperty() reason: string;
  @ApiProperty() givenBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) givenAt: Date;
}

export class MessageBody {
  @ApiProperty({ minLength: 1, maxLength: 5_000 })
  @IsString()
  @Length(1, 5_000)
  body: string;
}

export class MessageDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['pole', 'desk'] }) side: 'pole' | 'desk';
  @ApiProperty() author: string;
  @ApiProperty() body: string;
  @ApiProperty({ type: String, format: 'date-time' }) sentAt: Date;
}
