import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { ApplicationQueries } from '#features/applications/application.queries.js';
import { EligibilityService } from '#features/applications/examination/eligibility.service.js';
import { CompanyQueries } from '#features/directory/company.queries.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { CompanyCheckDto } from '#api/directory/company.dto.js';
import { ApplicationDto } from './application.dto.js';
import { FindingsBody, PrerequisiteBody, VerdictDto } from './eligibility.dto.js';

const ApplicationId = () => Param('id', ParseId('application'));

@ApiTags('applications')
@Controller('applications')
export class EligibilityController {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly queries: ApplicationQueries,
    private readonly companies: CompanyQueries,
  ) {}

  /** What the register said of the numbers of the last submission: it decides nothing. */
  @Get(':id/company-checks')
  @ApiOkResponse({ type: [CompanyCheckDto] })
  async companyChecks(@CurrentActor() actor: Actor, @ApplicationId() id: string): Promise<CompanyCheckDto[]> {
    await this.queries.seen(actor, id);
    return this.companies.ofApplication(id);
  }

  @Post(':id/check-companies')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The register will be asked again about what it was not asked today' })
  checkCompanies(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<void> {
    return this.eligibility.requestCompanyCheck(actor, id, at);
  }

  @Post(':id/prerequisite')
  @HttpCode(200)
  @ApiOkResponse({ type: ApplicationDto })
  async checkPrerequisite(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: PrerequisiteBody, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.eligibility.checkPrerequisite(actor, id, body.validated, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/findings')
  @HttpCode(200)
  @ApiOkResponse({ type: ApplicationDto })
  async recordFindings(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: FindingsBody, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.eligibility.recordFindings(actor, id, body.findings, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/rule-eligibility')
  @HttpCode(200)
  @ApiOkResponse({ type: VerdictDto })
  rule(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<VerdictDto> {
    return this.eligibility.rule(actor, id, at);
  }
}
