import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Length, Matches } from 'class-validator';

export class NamedDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

export class CertifierDto extends NamedDto {
  @ApiProperty() quality: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class CertificationAskedDto {
  @ApiProperty() by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class CertificationDto {
  @ApiProperty({ type: [CertifierDto], description: 'Of the version that stands, the earliest first' }) certifiedBy: CertifierDto[];
  @ApiProperty({ type: [NamedDto], description: 'Who may certify' }) representatives: NamedDto[];
  @ApiProperty({ type: [NamedDto], description: 'Who may submit' }) applicants: NamedDto[];
  @ApiProperty({ type: CertificationAskedDto, nullable: true }) asked: CertificationAskedDto | null;
}

export class CertifyBody {
  @ApiProperty({ type: 'integer', description: 'The version that was read' })
  @IsInt()
  version: number;

  @ApiProperty({ maxLength: 200, description: 'As what: « présidente »' })
  @IsString()
  @Length(0, 200)
  quality: string;
}

export class PresenceBody {
  @ApiProperty({ description: 'The key of a section, `@cover`, `@members`, or a page of the form' })
  @IsString()
  @Matches(/^[@a-z0-9-]{1,60}$/)
  part: string;
}

export class PresentDto {
  @ApiProperty() name: string;
  @ApiProperty() part: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'Real time' }) seenAt: Date;
}

export class PoleTaskDto {
  @ApiProperty({ enum: ['message', 'certification', 'addendum'] }) kind: 'message' | 'certification' | 'addendum';
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty() projectTitle: string;
  @ApiProperty() callCode: string;
  @ApiProperty({ type: String, format: 'date-time' }) since: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Exclusive' }) dueAt: Date | null;
}

export class DeskTaskDto {
  @ApiProperty({ enum: ['message', 'question', 'addendum'] }) kind: 'message' | 'question' | 'addendum';
  @ApiProperty({ format: 'uuid', description: 'Of the dossier, the question, the addendum' }) id: string;
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty() callCode: string;
  @ApiProperty({ description: 'The dossier’s pole, the question, the addendum’s reason' }) title: string;
  @ApiProperty({ type: String, format: 'date-time' }) since: Date;
}
