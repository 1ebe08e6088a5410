import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { CharterQueries } from '#features/charters/charter.queries.js';
import { CharterService } from '#features/charters/charter.service.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { CharterBody, CharterDto, CharterSummaryDto, NewCharterBody } from './charter.dto.js';

const CharterId = () => Param('id', ParseId('charter'));

@ApiTags('charters')
@Controller('charters')
export class CharterController {
  constructor(
    private readonly charters: CharterService,
    private readonly queries: CharterQueries,
  ) {}

  @Public()
  @Get()
  @ApiOkResponse({ type: [CharterSummaryDto] })
  list(@VisitorOrActor() actor: Actor | undefined, @ReceivedAt() at: Date): Promise<CharterSummaryDto[]> {
    return this.queries.list(actor, at);
  }

  @Public()
  @Get(':id')
  @ApiOkResponse({ type: CharterDto })
  one(@VisitorOrActor() actor: Actor | undefined, @CharterId() id: string, @ReceivedAt() at: Date): Promise<CharterDto> {
    return this.queries.one(actor, id, at);
  }

  @Post()
  @ApiCreatedResponse({ type: Created })
  async draft(@CurrentActor() actor: Actor, @Body() body: NewCharterBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.charters.draft(actor, body, at) };
  }

  @Put(':id')
  @ApiOkResponse({ type: CharterDto })
  async change(@CurrentActor() actor: Actor, @CharterId() id: string, @Body() { version, ...text }: CharterBody, @ReceivedAt() at: Date): Promise<CharterDto> {
    await this.charters.change(actor, id, version, text, at);
    return this.queries.one(actor, id, at);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiOkResponse({ type: CharterDto })
  async publish(@CurrentActor() actor: Actor, @CharterId() id: string, @ReceivedAt() at: Date): Promise<CharterDto> {
    await this.charters.publish(actor, id, at);
    return this.queries.one(actor, id, at);
  }

  @Post(':id/drop')
  @HttpCode(204)
  @ApiNoContentResponse()
  async drop(@CurrentActor() actor: Actor, @CharterId() id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.charters.drop(actor, id, at);
  }
}
