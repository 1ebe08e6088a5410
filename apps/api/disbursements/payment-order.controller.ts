import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { AgreementService } from '#features/agreements/agreement.service.js';
import { InstalmentQueries } from '#features/disbursements/instalment.queries.js';
import { PaymentOrderQueries } from '#features/disbursements/payment-order.queries.js';
import { PaymentOrderService } from '#features/disbursements/payment-order.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { InstalmentDto, InstalmentPage, InstalmentsQuery, NewPaymentOrderBody, PaymentOrderDto, PaymentOrderPage, PaymentOrdersQuery } from './payment-order.dto.js';

const OrderId = () => Param('id', ParseId('payment-order'));

@ApiTags('disbursements')
@Controller()
export class PaymentOrderController {
  constructor(
    private readonly orders: PaymentOrderService,
    private readonly queries: PaymentOrderQueries,
    private readonly agreements: AgreementService,
    private readonly instalments: InstalmentQueries,
  ) {}

  @Get('instalments')
  @ApiOkResponse({ type: InstalmentPage })
  listInstalments(@CurrentActor() actor: Actor, @Query() query: InstalmentsQuery): Promise<InstalmentPage> {
    return this.instalments.list(actor, query);
  }

  @Post('instalments/:id/accept-report')
  @HttpCode(200)
  @ApiOkResponse({ type: InstalmentDto })
  async acceptReport(@CurrentActor() actor: Actor, @Param('id', ParseId('instalment')) id: string, @ReceivedAt() at: Date): Promise<InstalmentDto> {
    await this.agreements.acceptReport(actor, id, at);
    return this.instalments.one(actor, id);
  }

  @Get('payment-orders')
  @ApiOkResponse({ type: PaymentOrderPage })
  list(@CurrentActor() actor: Actor, @Query() query: PaymentOrdersQuery): Promise<PaymentOrderPage> {
    return this.queries.list(actor, query);
  }

  @Get('payment-orders/:id')
  @ApiOkResponse({ type: PaymentOrderDto })
  one(@CurrentActor() actor: Actor, @OrderId() id: string): Promise<PaymentOrderDto> {
    return this.queries.one(actor, id);
  }

  @Post('payment-orders')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 200 visible characters, chosen by the client: sent again with the same body, it gives the same order' })
  @ApiCreatedResponse({ type: PaymentOrderDto })
  async prepare(
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: NewPaymentOrderBody,
    @ReceivedAt() at: Date,
  ): Promise<PaymentOrderDto> {
    return this.queries.one(actor, await this.orders.prepare(actor, body.instalmentId, key ?? '', at));
  }

  @Post('payment-orders/:id/approve')
  @HttpCode(200)
  @ApiOkResponse({ type: PaymentOrderDto })
  async approve(@CurrentActor() actor: Actor, @OrderId() id: string, @ReceivedAt() at: Date): Promise<PaymentOrderDto> {
    await this.orders.approve(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post('payment-orders/:id/execute')
  @HttpCode(200)
  @ApiOkResponse({ type: PaymentOrderDto })
  async execute(@CurrentActor() actor: Actor, @OrderId() id: string, @ReceivedAt() at: Date): Promise<PaymentOrderDto> {
    await this.orders.execute(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post('payment-orders/:id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: PaymentOrderDto })
  async cancel(@CurrentActor() actor: Actor, @OrderId() id: string, @ReceivedAt() at: Date): Promise<PaymentOrderDto> {
    await this.orders.cancel(actor, id, at);
    return this.queries.one(actor, id);
  }
}
