import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ResultQueries } from '#features/decisions/result.queries.js';
import { Public } from '#api/http/actor.js';
import { PageQuery } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { LaureatePage, LaureatesQuery, ResultPage, ResultsDto } from './result.dto.js';

/** Who was chosen: awards that were released, for everybody. */
@ApiTags('decisions')
@Public()
@Controller()
export class ResultController {
  constructor(private readonly results: ResultQueries) {}

  @Get('results')
  @ApiOkResponse({ type: ResultPage })
  list(@Query() query: PageQuery): Promise<ResultPage> {
    return this.results.list(query);
  }

  @Get('calls/:id/results')
  @ApiOkResponse({ type: ResultsDto })
  of(@Param('id', ParseId('call')) id: string): Promise<ResultsDto> {
    return this.results.of(id);
  }

  @Get('laureates')
  @ApiOkResponse({ type: LaureatePage })
  laureates(@Query() query: LaureatesQuery): Promise<LaureatePage> {
    return this.results.laureates(query);
  }
}
