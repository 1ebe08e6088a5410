import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { regions } from '#domain/directory/region.js';
import type { Actor } from '#domain/identity/actor.js';
import { PoleQueries } from '#features/directory/pole.queries.js';
import { PoleService } from '#features/directory/pole.service.js';
import { CurrentActor, Public, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { NewPoleBody, PoleDto, PolePage, PolesQuery, RegionDto } from './directory.dto.js';

@ApiTags('directory')
@Controller()
export class DirectoryController {
  constructor(
    private readonly poles: PoleService,
    private readonly queries: PoleQueries,
  ) {}

  @Public()
  @Get('regions')
  @ApiOkResponse({ type: [RegionDto] })
  regions(): RegionDto[] {
    return [...regions];
  }

  @Post('poles')
  @ApiCreatedResponse({ type: Created })
  async create(@CurrentActor() actor: Actor, @Body() body: NewPoleBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.poles.create(actor, body, at) };
  }

  @Get('poles')
  @ApiOkResponse({ type: PolePage })
  list(@CurrentActor() actor: Actor, @Query() query: PolesQuery): Promise<PolePage> {
    return this.queries.list(actor, query);
  }

  @Get('poles/:id')
  @ApiOkResponse({ type: PoleDto })
  one(@CurrentActor() actor: Actor, @Param('id', ParseId('pole')) id: string): Promise<PoleDto> {
    return this.queries.one(actor, id);
  }
}
