import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { toCents } from '#domain/shared/money.js';
import { DecisionQueries } from '#features/decisions/decision.queries.js';
import { DecisionService } from '#features/decisions/decision.service.js';
import { LetterQueries } from '#features/decisions/letter.queries.js';
import { ProposalService } from '#features/decisions/proposal.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { DecisionDto, DecisionPage, DecisionsQuery, ProposalBody } from './decision.dto.js';

const DecisionId = () => Param('id', ParseId('decision'));

@ApiTags('decisions')
@Controller('decisions')
export class DecisionController {
  constructor(
    private readonly proposals: ProposalService,
    private readonly decisions: DecisionService,
    private readonly queries: DecisionQueries,
    private readonly letters: LetterQueries,
  ) {}

  @Get()
  @ApiOkResponse({ type: DecisionPage })
  list(@CurrentActor() actor: Actor, @Query() query: DecisionsQuery): Promise<DecisionPage> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: DecisionDto })
  one(@CurrentActor() actor: Actor, @DecisionId() id: string): Promise<DecisionDto> {
    return this.queries.one(actor, id);
  }

  @Get(':id/letter')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async letter(@CurrentActor() actor: Actor, @DecisionId() id: string): Promise<StreamableFile> {
    const { content, reference } = await this.letters.fileOf(actor, id);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${reference}.pdf"`, length: content.length });
  }

  @Post()
  @ApiCreatedResponse({ type: Created })
  async propose(@CurrentActor() actor: Actor, @Body() body: ProposalBody, @ReceivedAt() at: Date): Promise<Created> {
    const { applicationId, kind, amountCents = null, reserveRank = null, motivation = '', releaseOn } = body;
    const proposal = { kind, amountCents: amountCents === null ? null : toCents(amountCents), reserveRank, motivation, releaseOn };
    return { id: await this.proposals.propose(actor, applicationId, proposal, at) };
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: DecisionDto })
  async confirm(@CurrentActor() actor: Actor, @DecisionId() id: string, @ReceivedAt() at: Date): Promise<DecisionDto> {
    await this.decisions.confirm(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOkResponse({ type: DecisionDto })
  async release(@CurrentActor() actor: Actor, @DecisionId() id: string, @ReceivedAt() at: Date): Promise<DecisionDto> {
    await this.decisions.release(actor, id, at);
    return this.queries.one(actor, id);
  }
}
