import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { toCents } from '#domain/shared/money.js';
import { LoanQueries } from '#features/disbursements/loan.queries.js';
import { LoanService } from '#features/disbursements/loan.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { RepaymentCorrectionBody, LoanDto, LoanPage, LoansQuery, NewRepaymentBody } from './loan.dto.js';

const LoanId = () => Param('id', ParseId('loan'));

@ApiTags('disbursements')
@Controller()
export class LoanController {
  constructor(
    private readonly loans: LoanService,
    private readonly queries: LoanQueries,
  ) {}

  @Get('loans')
  @ApiOkResponse({ type: LoanPage })
  list(@CurrentActor() actor: Actor, @Query() query: LoansQuery): Promise<LoanPage> {
    return this.queries.list(actor, query);
  }

  @Get('loans/:id')
  @ApiOkResponse({ type: LoanDto })
  one(@CurrentActor() actor: Actor, @LoanId() id: string): Promise<LoanDto> {
    return this.queries.one(actor, id);
  }

  @Post('loans/:id/repayments')
  @ApiCreatedResponse({ type: LoanDto })
  async record(@CurrentActor() actor: Actor, @LoanId() id: string, @Body() { amountCents, receivedOn, bankReference }: NewRepaymentBody, @ReceivedAt() at: Date): Promise<LoanDto> {
    await this.loans.record(actor, id, { amountCents: toCents(amountCents), receivedOn, bankReference }, at);
    return this.queries.one(actor, id);
  }

  @Post('repayments/:id/correct')
  @HttpCode(200)
  @ApiOkResponse({ type: LoanDto })
  async correct(@CurrentActor() actor: Actor, @Param('id', ParseId('repayment')) id: string, @Body() { reason }: RepaymentCorrectionBody, @ReceivedAt() at: Date): Promise<LoanDto> {
    return this.queries.one(actor, await this.loans.correct(actor, id, reason, at));
  }
}
