import { Controller, Get, HttpException, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { CompanyService } from '#features/directory/company.service.js';
import { CurrentActor } from '#api/http/actor.js';
import { CompanySearchQuery, LookUpDto } from './company.dto.js';

/** The public company search, for the forms of those who are signed in. */
@ApiTags('directory')
@Controller('companies')
export class CompanyController {
  constructor(private readonly companies: CompanyService) {}

  @Get()
  @ApiOkResponse({ type: LookUpDto })
  @ApiTooManyRequestsResponse({ description: 'This person asks too often' })
  async search(@CurrentActor() actor: Actor, @Query() { search = '' }: CompanySearchQuery): Promise<LookUpDto> {
    const answer = await this.companies.lookUp(actor, search);
    if (answer === undefined) throw new HttpException('too many look-ups', 429);
    return answer;
  }
}
