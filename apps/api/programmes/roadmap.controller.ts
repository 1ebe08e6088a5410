import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created, PageQuery } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import type { Actor } from '#domain/identity/actor.js';
import { RoadmapQueries } from '#features/programmes/roadmap.queries.js';
import { RoadmapService } from '#features/programmes/roadmap.service.js';
import { RoadmapDto, RoadmapPage, RoadmapRequest } from './roadmap.dto.js';

@ApiTags('programmes')
@Controller('roadmaps')
export class RoadmapController {
  constructor(
    private readonly roadmaps: RoadmapService,
    private readonly queries: RoadmapQueries,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: Created })
  async create(@CurrentActor() actor: Actor, @Body() body: RoadmapRequest, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.roadmaps.create(actor, body, at) };
  }

  @Get()
  @ApiOkResponse({ type: RoadmapPage })
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<RoadmapPage> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: RoadmapDto })
  one(@CurrentActor() actor: Actor, @Param('id', ParseId('roadmap')) id: string): Promise<RoadmapDto> {
    return this.queries.one(actor, id);
  }
}
