import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { ProgressQueries } from '#features/reviews/progress.queries.js';
import { CurrentActor } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { DossierPage, DossiersQuery, ProgressDto } from './progress.dto.js';

const CallId = () => Param('id', ParseId('call'));

@ApiTags('reviews')
@Controller('calls/:id')
export class ProgressController {
  constructor(private readonly queries: ProgressQueries) {}

  @Get('progress')
  @ApiOkResponse({ type: ProgressDto })
  progress(@CurrentActor() actor: Actor, @CallId() id: string): Promise<ProgressDto> {
    return this.queries.ofCall(actor, id);
  }

  @Get('dossiers')
  @ApiOkResponse({ type: DossierPage })
  dossiers(@CurrentActor() actor: Actor, @CallId() id: string, @Query() query: DossiersQuery): Promise<DossierPage> {
    return this.queries.dossiers(actor, id, query);
  }
}
