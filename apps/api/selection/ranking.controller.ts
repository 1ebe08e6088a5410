import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { rankingColumns } from '#domain/selection/ranking.table.js';
import { RankingQueries } from '#features/selection/ranking.queries.js';
import { RankingService } from '#features/selection/ranking.service.js';
import { TableReading } from '#platform/tables/table-reading.js';
import { sheetOf } from '#platform/tables/table.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { ApiTable, tableFile } from '#api/http/table.js';
import { FreezeBody, FrozenRankingDto, RankingDto, RankingQuery, RankingTableQuery } from './ranking.dto.js';

const CallId = () => Param('id', ParseId('call'));

@ApiTags('selection')
@Controller('calls/:id')
export class RankingController {
  constructor(
    private readonly rankings: RankingService,
    private readonly queries: RankingQueries,
    private readonly reading: TableReading,
  ) {}

  @Get('ranking')
  @ApiOkResponse({ type: RankingDto })
  live(@CurrentActor() actor: Actor, @CallId() id: string, @Query() query: RankingQuery): Promise<RankingDto> {
    return this.queries.live(actor, id, query.envelopeId ?? null);
  }

  @Get('ranking/export')
  @ApiTable()
  async export(@CurrentActor() actor: Actor, @CallId() id: string, @Query() { format, envelopeId }: RankingTableQuery, @ReceivedAt() at: Date): Promise<StreamableFile> {
    const code = await this.queries.codeOf(actor, id);
    const { criteria, rows } = await this.reading.whole(() => this.queries.listed(actor, id, envelopeId ?? null));
    const ranked = async function* () {
      yield* rows;
    };
    return tableFile(format, `evaluations-${code}`, at, [sheetOf('Évaluations', rankingColumns(criteria), ranked)]);
  }

  @Post('rankings')
  @ApiCreatedResponse({ type: FrozenRankingDto })
  freeze(@CurrentActor() actor: Actor, @CallId() id: string, @Body() body: FreezeBody, @ReceivedAt() at: Date): Promise<FrozenRankingDto> {
    return this.rankings.freeze(actor, id, body.envelopeId ?? null, body.order, at);
  }
}
