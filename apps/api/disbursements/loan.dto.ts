import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, Validate } from 'class-validator';
import { loanStates, type LoanState } from '#domain/disbursements/loan.rules.js';
import { IsDay } from '#api/decisions/decision.dto.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class NewRepaymentBody {
  @ApiProperty({ type: 'integer', description: 'Cents' })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  amountCents: number;

  @ApiProperty({ format: 'date', description: 'The day on the bank’s statement' })
  @Validate(IsDay)
  receivedOn: string;

  @ApiProperty({ description: 'As the statement names it: sent again with the same day and amount, it gives the same repayment' })
  @IsString()
  @MaxLength(200)
  bankReference: string;
}

export class RepaymentCorrectionBody {
  @ApiProperty({ description: 'Why it was a mistake' })
  @IsString()
  @MaxLength(1_000)
  reason: string;
}

export class LoanSummaryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: loanStates }) state: LoanState;
  @ApiProperty({ type: 'integer', description: 'Cents: what was lent' }) amountCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents: what came back' }) repaidCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents: due before today and missing' }) lateCents: number;
  @ApiProperty({ format: 'date' }) paidOn: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The first due that is not covered; null once all is repaid' }) nextDueOn: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cents: what is missing of it' }) nextDueCents: number | null;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty() agreementReference: string;
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty() applicationNumber: string;
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty() callCode: string;
  @ApiProperty({ format: 'uuid' }) poleId: string;
  @ApiProperty() poleName: string;
  @ApiProperty({ enum: ['record'], isArray: true }) actions: 'record'[];
}

export class LoanDueDto {
  @ApiProperty({ type: 'integer' }) position: number;
  @ApiProperty({ format: 'date' }) dueOn: string;
  @ApiProperty({ type: 'integer' }) amountCents: number;
  @ApiProperty({ type: 'integer', description: 'Cents: repayments cover the oldest dues first' }) repaidCents: number;
}

export class RepaymentCorrectionDto {
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, nullable: true }) byName: string | null;
}

export class RepaymentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer' }) amountCents: number;
  @ApiProperty({ format: 'date' }) receivedOn: string;
  @ApiProperty() bankReference: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'null for the pole' }) recordedByName: string | null;
  @ApiProperty({ type: RepaymentCorrectionDto, nullable: true, description: 'What took it back' }) correction: RepaymentCorrectionDto | null;
  @ApiProperty({ enum: ['correct'], isArray: true }) actions: 'correct'[];
}

export class LoanDto extends LoanSummaryDto {
  @ApiProperty({ type: [LoanDueDto] }) dues: LoanDueDto[];
  @ApiProperty({ type: [RepaymentDto], description: 'As they were recorded, those taken back included' }) repayments: RepaymentDto[];
}

export class LoansQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;

  @ApiPropertyOptional({ enum: loanStates })
  @IsOptional()
  @IsIn(loanStates)
  state?: LoanState;
}

export class LoanPage extends PageOf {
  @ApiProperty({ type: [LoanSummaryDto] })
  items: LoanSummaryDto[];
}
