import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { DossierExportQueries } from '#features/reviews/dossier-export.queries.js';
import { ProgressQueries } from '#features/reviews/progress.queries.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { ApiTable, tableFile } from '#api/http/table.js';
import { DossierExportQuery, DossierPage, DossiersQuery, ProgressDto } from './progress.dto.js';

const CallId = () => Param('id', ParseId('call'));

@ApiTags('reviews')
@Controller('calls/:id')
export class ProgressController {
  constructor(
    private readonly queries: ProgressQueries,
    private readonly exports: DossierExportQueries,
  ) {}

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

  @Get('dossiers/export')
  @ApiTable()
  async export(@CurrentActor() actor: Actor, @CallId() id: string, @Query() { format, answers = false, ...filter }: DossierExportQuery, @ReceivedAt() at: Date): Promise<StreamableFile> {
    const { code, sheets } = await this.exports.of(actor, id, filter, answers);
    return tableFile(format, `dossiers-${answers ? 'et-reponses-' : ''}${code}`, at, sheets);
  }
}
