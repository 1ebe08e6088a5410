import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { AgreementQueries } from '#features/agreements/agreement.queries.js';
import { AgreementService } from '#features/agreements/agreement.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { AgreementDto, AgreementPage, AgreementsQuery, NewAgreementBody } from './agreement.dto.js';

@ApiTags('agreements')
@Controller('agreements')
export class AgreementController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
  ) {}

  @Get()
  @ApiOkResponse({ type: AgreementPage })
  list(@CurrentActor() actor: Actor, @Query() query: AgreementsQuery): Promise<AgreementPage> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: AgreementDto })
  one(@CurrentActor() actor: Actor, @Param('id', ParseId('agreement')) id: string): Promise<AgreementDto> {
    return this.queries.one(actor, id);
  }

  @Post()
  @ApiCreatedResponse({ type: Created })
  async draft(@CurrentActor() actor: Actor, @Body() body: NewAgreementBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.agreements.draft(actor, body.decisionId, at) };
  }

  @Post(':id/sign')
  @HttpCode(200)
  @ApiOkResponse({ type: AgreementDto })
  async sign(@CurrentActor() actor: Actor, @Param('id', ParseId('agreement')) id: string, @ReceivedAt() at: Date): Promise<AgreementDto> {
    await this.agreements.sign(actor, id, at);
    return this.queries.one(actor, id);
  }
}
