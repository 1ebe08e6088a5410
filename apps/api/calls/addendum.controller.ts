import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { AddendumQueries } from '#features/calls/addendum.queries.js';
import { AddendumService } from '#features/calls/addendum.service.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { AddendumBody, AddendumDto } from './addendum.dto.js';

const AddendumId = () => Param('id', ParseId('addendum'));

@ApiTags('calls')
@Controller()
export class AddendumController {
  constructor(
    private readonly addenda: AddendumService,
    private readonly queries: AddendumQueries,
  ) {}

  @Public()
  @Get('calls/:id/addenda')
  @ApiOkResponse({ type: [AddendumDto] })
  ofCall(@VisitorOrActor() actor: Actor | undefined, @Param('id', ParseId('call')) id: string): Promise<AddendumDto[]> {
    return this.queries.ofCall(actor, id);
  }

  @Post('calls/:id/addenda')
  @ApiCreatedResponse({ type: Created })
  async propose(@CurrentActor() actor: Actor, @Param('id', ParseId('call')) id: string, @Body() body: AddendumBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.addenda.propose(actor, id, body, at) };
  }

  @Post('addenda/:id/publish')
  @HttpCode(200)
  @ApiOkResponse({ type: AddendumDto })
  async publish(@CurrentActor() actor: Actor, @AddendumId() id: string, @ReceivedAt() at: Date): Promise<AddendumDto> {
    await this.addenda.publish(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post('addenda/:id/drop')
  @HttpCode(200)
  @ApiOkResponse({ type: AddendumDto })
  async drop(@CurrentActor() actor: Actor, @AddendumId() id: string, @ReceivedAt() at: Date): Promise<AddendumDto> {
    await this.addenda.drop(actor, id, at);
    return this.queries.one(actor, id);
  }
}
