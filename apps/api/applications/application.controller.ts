import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { ApplicationQueries } from '#features/applications/application.queries.js';
import { ApplicationService } from '#features/applications/application.service.js';
import { CorrectionService } from '#features/applications/examination/correction.service.js';
import { DraftService } from '#features/applications/drafts/draft.service.js';
import { SubmissionQueries } from '#features/applications/submission.queries.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { ApplicationDto, ApplicationPage, ApplicationsQuery, CoverBody, MembersBody, NewApplicationBody, SavedSectionDto, SectionBody, TimelineEntryDto, VersionBody } from './application.dto.js';
import { SubmissionDto } from './submission.dto.js';
import { NewCorrectionBody, SubmissionContentDto } from './correction.dto.js';

const ApplicationId = () => Param('id', ParseId('application'));

@ApiTags('applications')
@Controller('applications')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationService,
    private readonly drafts: DraftService,
    private readonly corrections: CorrectionService,
    private readonly queries: ApplicationQueries,
    private readonly submissions: SubmissionQueries,
  ) {}

  @Get()
  @ApiOkResponse({ type: ApplicationPage })
  list(@CurrentActor() actor: Actor, @Query() query: ApplicationsQuery): Promise<ApplicationPage> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: ApplicationDto })
  one(@CurrentActor() actor: Actor, @ApplicationId() id: string): Promise<ApplicationDto> {
    return this.queries.one(actor, id);
  }

  @Get(':id/timeline')
  @ApiOkResponse({ type: [TimelineEntryDto] })
  timeline(@CurrentActor() actor: Actor, @ApplicationId() id: string): Promise<TimelineEntryDto[]> {
    return this.queries.timeline(actor, id);
  }

  @Post()
  @ApiCreatedResponse({ type: Created })
  async start(@CurrentActor() actor: Actor, @Body() body: NewApplicationBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.applications.start(actor, { ...body, trackKey: body.trackKey ?? null }, at) };
  }

  @Put(':id')
  @ApiOkResponse({ type: ApplicationDto })
  async describe(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: CoverBody, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.drafts.describe(actor, id, body.version, body, at);
    return this.queries.one(actor, id);
  }

  @Put(':id/sections/:key')
  @ApiOkResponse({ type: SavedSectionDto })
  saveSection(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Param('key') key: string, @Body() body: SectionBody, @ReceivedAt() at: Date): Promise<SavedSectionDto> {
    return this.drafts.saveSection(actor, id, key, body.answers, body.version, at);
  }

  @Put(':id/members')
  @ApiOkResponse({ type: ApplicationDto })
  async declareMembers(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: MembersBody, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.drafts.declareMembers(actor, id, body.version, body.members, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOkResponse({ type: SubmissionDto })
  submit(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: VersionBody, @ReceivedAt() receivedAt: Date): Promise<SubmissionDto> {
    return this.applications.submit(actor, id, body.version, receivedAt);
  }

  @Get(':id/submissions/:ordinal')
  @ApiOkResponse({ type: SubmissionContentDto })
  submission(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Param('ordinal') ordinal: string): Promise<SubmissionContentDto> {
    return this.submissions.one(actor, id, /^[1-9]\d{0,3}$/.test(ordinal) ? Number(ordinal) : 0);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOkResponse({ type: ApplicationDto })
  async discard(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.applications.discard(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @ApiOkResponse({ type: ApplicationDto })
  async reopen(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.applications.reopen(actor, id, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/corrections')
  @ApiCreatedResponse({ type: Created })
  async requestCorrection(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: NewCorrectionBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.corrections.request(actor, id, body, at) };
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ type: ApplicationDto })
  async withdraw(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<ApplicationDto> {
    await this.applications.withdraw(actor, id, at);
    return this.queries.one(actor, id);
  }
}
