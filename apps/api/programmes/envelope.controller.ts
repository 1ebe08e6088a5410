import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { ApiTable, tableFile } from '#api/http/table.js';
import { TableReading } from '#platform/tables/table-reading.js';
import { sheetOf } from '#platform/tables/table.js';
import { transferColumns } from '#domain/programmes/transfer.table.js';
import type { Actor } from '#domain/identity/actor.js';
import { EnvelopeQueries } from '#features/programmes/envelope.queries.js';
import { EnvelopeService } from '#features/programmes/envelope.service.js';
import { EnvelopeDto, EnvelopeListQuery, EnvelopePage, EnvelopeRequest, TopUpRequest, TransferExportQuery, TransferListQuery, TransferPage } from './envelope.dto.js';

@ApiTags('programmes')
@Controller()
export class EnvelopeController {
  constructor(
    private readonly envelopes: EnvelopeService,
    private readonly queries: EnvelopeQueries,
    private readonly reading: TableReading,
  ) {}

  @Post('envelopes')
  @ApiCreatedResponse({ type: Created })
  async propose(@CurrentActor() actor: Actor, @Body() body: EnvelopeRequest, @ReceivedAt() at: Date): Promise<Created> {
    const { title, programmeCode = null, actionCode = null, roadmapId = null, lines } = body;
    return { id: await this.envelopes.propose(actor, { title, programmeCode, actionCode, roadmapId }, lines, at) };
  }

  @Post('envelopes/:id/confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: EnvelopeDto })
  async confirm(@CurrentActor() actor: Actor, @Param('id', ParseId('envelope')) id: string, @ReceivedAt() at: Date): Promise<EnvelopeDto> {
    await this.envelopes.confirm(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post('envelopes/:id/top-ups')
  @ApiCreatedResponse({ type: Created })
  async proposeTopUp(@CurrentActor() actor: Actor, @Param('id', ParseId('envelope')) id: string, @Body() body: TopUpRequest, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.envelopes.proposeTopUp(actor, id, body.lines, at) };
  }

  @Post('top-ups/:id/confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: EnvelopeDto })
  async confirmTopUp(@CurrentActor() actor: Actor, @Param('id', ParseId('top-up')) id: string, @ReceivedAt() at: Date): Promise<EnvelopeDto> {
    return this.queries.one(actor, await this.envelopes.confirmTopUp(actor, id, at));
  }

  @Get('envelopes')
  @ApiOkResponse({ type: EnvelopePage })
  list(@CurrentActor() actor: Actor, @Query() query: EnvelopeListQuery): Promise<EnvelopePage> {
    return this.queries.list(actor, query);
  }

  @Get('envelopes/:id')
  @ApiOkResponse({ type: EnvelopeDto })
  one(@CurrentActor() actor: Actor, @Param('id', ParseId('envelope')) id: string): Promise<EnvelopeDto> {
    return this.queries.one(actor, id);
  }

  @Get('envelopes/:id/transfers')
  @ApiOkResponse({ type: TransferPage })
  transfers(@CurrentActor() actor: Actor, @Param('id', ParseId('envelope')) id: string, @Query() query: TransferListQuery): Promise<TransferPage> {
    return this.queries.transfersOf(actor, id, query);
  }

  @Get('envelopes/:id/transfers/export')
  @ApiTable()
  async exportTransfers(@CurrentActor() actor: Actor, @Param('id', ParseId('envelope')) id: string, @Query() { format, ...filter }: TransferExportQuery, @ReceivedAt() at: Date): Promise<StreamableFile> {
    const { title } = await this.queries.one(actor, id);
    const all = await this.reading.everyRow((after) => this.queries.transfersOf(actor, id, { ...filter, limit: 500, ...(after === undefined ? {} : { after }) }));
    return tableFile(format, `ecritures-${title}`, at, [sheetOf('Écritures', transferColumns, all)]);
  }
}
