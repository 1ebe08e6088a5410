import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { BankAccountQueries } from '#features/disbursements/bank-account.queries.js';
import { BankAccountService } from '#features/disbursements/bank-account.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { BankAccountDto, BankAccountPage, BankAccountsQuery, NewBankAccountBody } from './bank-account.dto.js';

@ApiTags('disbursements')
@Controller()
export class BankAccountController {
  constructor(
    private readonly accounts: BankAccountService,
    private readonly queries: BankAccountQueries,
  ) {}

  @Get('bank-accounts')
  @ApiOkResponse({ type: BankAccountPage })
  list(@CurrentActor() actor: Actor, @Query() query: BankAccountsQuery): Promise<BankAccountPage> {
    return this.queries.list(actor, query);
  }

  @Post('poles/:id/bank-accounts')
  @ApiCreatedResponse({ type: Created })
  async declare(@CurrentActor() actor: Actor, @Param('id', ParseId('pole')) poleId: string, @Body() body: NewBankAccountBody, @ReceivedAt() at: Date): Promise<Created> {
    const { iban, bic = null, holder } = body;
    return { id: await this.accounts.declare(actor, { poleId, iban, bic, holder }, at) };
  }

  @Post('bank-accounts/:id/verify')
  @HttpCode(200)
  @ApiOkResponse({ type: BankAccountDto })
  async verify(@CurrentActor() actor: Actor, @Param('id', ParseId('bank-account')) id: string, @ReceivedAt() at: Date): Promise<BankAccountDto> {
    await this.accounts.verify(actor, id, at);
    return this.queries.one(actor, id);
  }
}
