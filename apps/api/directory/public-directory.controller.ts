import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DirectoryQueries } from '#features/directory/directory.queries.js';
import { Public } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { DirectoryFiguresDto, DirectoryListQuery, DirectoryQuery, ListedPolePage, PublicPoleDto } from './public-directory.dto.js';

/** The directory of poles, for everybody. */
@ApiTags('directory')
@Public()
@Controller('directory')
export class PublicDirectoryController {
  constructor(private readonly queries: DirectoryQueries) {}

  @Get('poles')
  @ApiOkResponse({ type: ListedPolePage })
  list(@Query() query: DirectoryListQuery): Promise<ListedPolePage> {
    return this.queries.list(query);
  }

  @Get('figures')
  @ApiOkResponse({ type: DirectoryFiguresDto })
  figures(@Query() query: DirectoryQuery): Promise<DirectoryFiguresDto> {
    return this.queries.figures(query);
  }

  @Get('poles/:id')
  @ApiOkResponse({ type: PublicPoleDto })
  one(@Param('id', ParseId('pole')) id: string): Promise<PublicPoleDto> {
    return this.queries.one(id);
  }
}
