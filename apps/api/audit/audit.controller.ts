import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { AuditQueries } from '#features/audit/audit.queries.js';
import { CurrentActor } from '#api/http/actor.js';
import { ChainDto, EventPage, EventsQuery } from './audit.dto.js';

@ApiTags('audit')
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditQueries) {}

  @Get('events')
  @ApiOkResponse({ type: EventPage })
  events(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<EventPage> {
    return this.audit.events(actor, query);
  }

  @Get('audit/chain')
  @ApiOkResponse({ type: ChainDto })
  chain(@CurrentActor() actor: Actor): Promise<ChainDto> {
    return this.audit.chain(actor);
  }
}
