import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { AgreementAction, AgreementState } from '#domain/agreements/agreement.lifecycle.js';
import { triggers, type Trigger } from '#domain/decisions/instalment.rules.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

const states = ['draft', 'half-signed', 'signed'] as const;

export class NewAgreementBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  decisionId: string;
}

export class AgreementSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'C-2023-000417' })
  reference: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ enum: states })
  state: AgreementState;

  @ApiProperty({ format: 'uuid' })
  decisionId: string;

  @ApiProperty()
  decisionReference: string;

  @ApiProperty({ type: 'integer' })
  amountCents: number;

  @ApiProperty({ format: 'uuid' })
  applicationId: string;

  @ApiProperty()
  applicationNumber: string;

  @ApiProperty()
  projectTitle: string;

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of its dossier; null where the call has no tracks' })
  trackTitle: string | null;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty({ type: String, format: 'date-time' })
  draftedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  signedByPoleAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  signedByAuthorityAt: Date | null;
}

export class AgreedInstalmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer' })
  position: number;

  @ApiProperty()
  label: string;

  @ApiProperty({ type: 'integer' })
  amountCents: number;

  @ApiProperty({ type: 'integer', description: 'The year whose payment appropriations pay it' })
  year: number;

  @ApiProperty({ enum: triggers })
  trigger: Trigger;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of a quarter: its first day, before which it is not ordered' })
  startsOn: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  paymentDays: number | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day to pay it; null until it is due' })
  dueOn: string | null;
}

export class AgreementDto extends AgreementSummaryDto {
  @ApiProperty({ type: String, nullable: true })
  signedByPoleName: string | null;

  @ApiProperty({ type: String, nullable: true })
  signedByAuthorityName: string | null;

  @ApiProperty({ type: [AgreedInstalmentDto] })
  instalments: AgreedInstalmentDto[];

  @ApiProperty({ enum: ['sign-as-pole', 'sign-as-authority'], isArray: true })
  actions: AgreementAction[];
}

export class AgreementsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: AgreementState;

  @ApiPropertyOptional({ description: 'Name of the pole, title, number or reference, without regard to accents' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

export class AgreementPage extends PageOf {
  @ApiProperty({ type: [AgreementSummaryDto] })
  items: AgreementSummaryDto[];
}
