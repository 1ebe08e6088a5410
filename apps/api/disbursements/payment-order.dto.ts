import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Validate } from 'class-validator';
import { instalmentBlocks, instalmentStates, type InstalmentBlock, type InstalmentState } from '#domain/agreements/agreement.rules.js';
import { orderStates, type OrderAction, type OrderState } from '#domain/disbursements/payment-order.lifecycle.js';
import { triggers, type Trigger } from '#domain/decisions/instalment.rules.js';
import { IsDay } from '#api/decisions/decision.dto.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class NewPaymentOrderBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  instalmentId: string;
}

export class OrderStepDto {
  @ApiProperty({ enum: ['prepare', 'approve', 'execute'] })
  step: 'prepare' | 'approve' | 'execute';

  @ApiProperty()
  personName: string;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class PaymentOrderDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: orderStates })
  state: OrderState;

  @ApiProperty({ type: 'integer' })
  amountCents: number;

  @ApiProperty({ format: 'uuid' })
  instalmentId: string;

  @ApiProperty()
  instalmentLabel: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;

  @ApiProperty({ format: 'uuid' })
  agreementId: string;

  @ApiProperty()
  agreementReference: string;

  @ApiProperty({ format: 'uuid' })
  applicationId: string;

  @ApiProperty()
  applicationNumber: string;

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty()
  iban: string;

  @ApiProperty()
  holder: string;

  @ApiProperty({ type: String, format: 'date-time' })
  preparedAt: Date;

  @ApiProperty({ type: [OrderStepDto] })
  steps: OrderStepDto[];

  @ApiProperty({ enum: ['approve', 'execute', 'cancel'], isArray: true })
  actions: OrderAction[];
}

export class PaymentOrdersQuery extends PageQuery {
  @ApiPropertyOptional({ enum: orderStates })
  @IsOptional()
  @IsIn(orderStates)
  state?: OrderState;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  instalmentId?: string;
}

export class PaymentOrderPage extends PageOf {
  @ApiProperty({ type: [PaymentOrderDto] })
  items: PaymentOrderDto[];
}

export class InstalmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer' })
  position: number;

  @ApiProperty()
  label: string;

  @ApiProperty({ type: 'integer' })
  amountCents: number;

  @ApiProperty({ type: 'integer' })
  year: number;

  @ApiProperty({ enum: triggers })
  trigger: Trigger;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of a quarter: its first day, before which it is not ordered' })
  startsOn: string | null;

  @ApiProperty({ enum: instalmentStates })
  state: InstalmentState;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day to pay it; null until it is due' })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  reportAcceptedAt: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The order that pays it' })
  orderId: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its order was executed' })
  paidAt: Date | null;

  @ApiProperty({ format: 'uuid' })
  agreementId: string;

  @ApiProperty()
  agreementReference: string;

  @ApiProperty({ format: 'uuid' })
  applicationId: string;

  @ApiProperty()
  applicationNumber: string;

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty({ format: 'uuid' })
  poleId: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty({ enum: instalmentBlocks, isArray: true, description: 'All that it waits for before it can be ordered, in order' })
  blockedBy: InstalmentBlock[];

  @ApiProperty({ enum: ['accept-report', 'prepare'], isArray: true })
  actions: ('accept-report' | 'prepare')[];
}

export class InstalmentsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  agreementId?: string;

  @ApiPropertyOptional({ enum: instalmentStates })
  @IsOptional()
  @IsIn(instalmentStates)
  state?: InstalmentState;

  @ApiPropertyOptional({ format: 'date', description: 'To be paid on that day or before' })
  @IsOptional()
  @Validate(IsDay)
  dueBy?: string;
}

export class InstalmentPage extends PageOf {
  @ApiProperty({ type: [InstalmentDto] })
  items: InstalmentDto[];
}
