import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { applicationLifecycle, type ApplicationAction, type ApplicationState } from '#domain/applications/application.lifecycle.js';
import type { Slot } from '#domain/directory/legal-category.js';
import { CertificationDto } from './together.dto.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { FindingDto, VerdictDto } from './eligibility.dto.js';
import { SealedCharterDto, SealedDto } from './submission.dto.js';
import { CorrectionDto, ExceptionOfDto, TrackOfDossierDto, WritingDto } from './writing.dto.js';

const states = ['draft', 'submitted', 'eligible', 'ineligible', 'under-review', 'awarded', 'reserve', 'refused', 'withdrawn', 'discarded'] as const;
const slots = ['ess', 'non-ess', 'other'];

export class CoverDto {
  @ApiProperty({ maxLength: 300 })
  @IsString()
  @MaxLength(300)
  projectTitle: string;

  @ApiProperty({ description: 'Does the pole declare that it holds what the call asks for beforehand?' })
  @IsBoolean()
  prerequisiteDeclared: boolean;
}

export class NewApplicationBody extends CoverDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  callId: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  poleId: string;

  @ApiPropertyOptional({ description: 'The key of the track that it asks for; of a call that has some' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  trackKey?: string;
}

export class VersionBody {
  @ApiProperty({ type: 'integer', description: 'The version that the person saw' })
  @IsInt()
  version: number;
}

export class CoverBody extends CoverDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  version: number;
}

export class SectionBody {
  @ApiProperty({ type: 'integer', description: 'Version of the section; 0 the first time' })
  @IsInt()
  version: number;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  answers: Record<string, unknown>;
}

export class SavedSectionDto {
  @ApiProperty({ type: 'integer' })
  sectionVersion: number;

  @ApiProperty({ type: 'integer' })
  applicationVersion: number;

  @ApiProperty({ type: [String], description: 'Answers from which characters that cannot be stored were taken out' })
  cleaned: string[];
}

export class MemberDto {
  @ApiProperty()
  @IsString()
  @Length(1, 300)
  name: string;

  @ApiProperty({ type: String, nullable: true, description: 'Nine digits; null for a natural person' })
  @ValidateIf((member: MemberDto) => member.siren !== null)
  @Matches(/^\d{9}$/)
  siren: string | null;

  @ApiProperty({ description: 'INSEE, four digits; 1000 for a natural person' })
  @Matches(/^\d{4}$/)
  legalCategory: string;

  @ApiProperty({ enum: slots, isArray: true, description: 'What it stands for under décret 2015-431 art. 3; empty: what its category gives' })
  @IsArray()
  @IsIn(slots, { each: true })
  slots: readonly Slot[];

  @ApiProperty({ description: 'What supports the declaration' })
  @IsString()
  @MaxLength(2_000)
  evidence: string;
}

export class MembersBody {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  version: number;

  @ApiProperty({ type: [MemberDto] })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => MemberDto)
  members: MemberDto[];
}

export class ApplicationsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: ApplicationState;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^\d{2}$/)
  regionCode?: string;

  @ApiPropertyOptional({ description: 'The key of a track of its call' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  track?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;
}

export class ApplicationSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  number: string | null;

  @ApiProperty()
  projectTitle: string;

  @ApiProperty({ enum: [...states, 'under-examination'] })
  state: ApplicationState | 'under-examination';

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty()
  regionCode: string;

  @ApiProperty({ type: TrackOfDossierDto, nullable: true, description: 'null where the call has no tracks' })
  track: TrackOfDossierDto | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: Date | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  silenceOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', description: 'When its phase closes for its pole, exclusively' })
  closesAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when the pole rewrites what it submitted last' })
  reopenedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when, exclusively, a correction is awaited' })
  correctionDueAt: Date | null;

  @ApiProperty({ description: 'Does it wait for its pole to sign the charter in force?' })
  charterToSign: boolean;
}

export class ApplicationPage extends PageOf {
  @ApiProperty({ type: [ApplicationSummaryDto] })
  items: ApplicationSummaryDto[];
}

export class SectionDto {
  @ApiProperty()
  key: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: 'object', additionalProperties: true })
  answers: Record<string, unknown>;
}

export class ApplicationDto extends ApplicationSummaryDto {
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  prerequisiteDeclared: boolean;

  @ApiProperty({ type: Boolean, nullable: true })
  prerequisiteValidated: boolean | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The form that it was started with' })
  form: object;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt: Date;

  @ApiProperty({ type: [SectionDto] })
  sections: SectionDto[];

  @ApiProperty({ type: [MemberDto] })
  members: MemberDto[];

  @ApiProperty({ type: [FindingDto] })
  findings: FindingDto[];

  @ApiProperty({ type: VerdictDto, nullable: true })
  verdict: VerdictDto | null;

  @ApiProperty({ type: [SealedDto] })
  submissions: SealedDto[];

  @ApiProperty({ type: SealedCharterDto, nullable: true, description: 'The charter that the last submission names' })
  charter: SealedCharterDto | null;

  @ApiProperty({ type: ExceptionOfDto, nullable: true, description: 'What puts that off for this pole alone' })
  lateException: ExceptionOfDto | null;

  @ApiProperty({ type: CertificationDto, nullable: true, description: 'For the pole’s people, where the call asks that the version that is submitted be certified' })
  certification: CertificationDto | null;

  @ApiProperty({ type: String, enum: ['pole', 'desk'], nullable: true, description: 'Who has a message to answer' })
  answerDueFrom: 'pole' | 'desk' | null;

  @ApiProperty({ type: WritingDto, nullable: true, description: 'What the pole may write now; null: nothing' })
  writing: WritingDto | null;

  @ApiProperty({ type: [CorrectionDto] })
  corrections: CorrectionDto[];

  @ApiProperty({ enum: Object.keys(applicationLifecycle.transitions), isArray: true, description: 'What the lifecycle and the rights allow this person now' })
  actions: ApplicationAction[];
}

export class TimelineEntryDto {
  @ApiProperty({ type: 'integer' })
  seq: number;

  @ApiProperty({ example: 'application.submitted' })
  name: string;

  @ApiProperty({ type: String, format: 'date-time' })
  occurredAt: Date;
}
