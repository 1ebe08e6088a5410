import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laureateColumns } from '#domain/decisions/laureate.table.js';
import { ResultQueries } from '#features/decisions/result.queries.js';
import { TableReading } from '#platform/tables/table-reading.js';
import { sheetOf } from '#platform/tables/table.js';
import { Public, ReceivedAt } from '#api/http/actor.js';
import { PageQuery } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { ApiTable, tableFile } from '#api/http/table.js';
import { LaureateExportQuery, LaureatePage, LaureatesQuery, ResultPage, ResultsDto } from './result.dto.js';

/** Who was chosen: awards that were released, for everybody. */
@ApiTags('decisions')
@Public()
@Controller()
export class ResultController {
  constructor(
    private readonly results: ResultQueries,
    private readonly reading: TableReading,
  ) {}

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

  @Get('laureates/export')
  @ApiTable()
  async export(@Query() { format, callId }: LaureateExportQuery, @ReceivedAt() at: Date): Promise<StreamableFile> {
    const of = callId === undefined ? 'tous-les-appels' : (await this.results.of(callId)).code;
    const all = await this.reading.everyRow((after) => this.results.laureates({ limit: 500, ...(callId === undefined ? {} : { callId }), ...(after === undefined ? {} : { after }) }));
    return tableFile(format, `laureats-${of}`, at, [sheetOf('Lauréats', laureateColumns, all)]);
  }
}
