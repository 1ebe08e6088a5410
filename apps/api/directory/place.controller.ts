import { Controller, Get, HttpException, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { PlaceService } from '#features/directory/place.service.js';
import { CurrentActor } from '#api/http/actor.js';
import { PlacesDto, PlacesQuery } from './place.dto.js';

/** Communes and EPCI, for the forms of those who are signed in. */
@ApiTags('directory')
@Controller('places')
export class PlaceController {
  constructor(private readonly places: PlaceService) {}

  @Get()
  @ApiOkResponse({ type: PlacesDto })
  @ApiTooManyRequestsResponse({ description: 'This person asks too often' })
  async find(@CurrentActor() actor: Actor, @Query() { level, search = '', codes }: PlacesQuery): Promise<PlacesDto> {
    const found = await this.places.find(actor, level, { search, codes });
    if (found === undefined) throw new HttpException('too many look-ups', 429);
    return { year: found.year, places: found.places.map(({ code, name, departments, kind, communes }) => ({ code, name, departments, kind, communes })) };
  }
}
