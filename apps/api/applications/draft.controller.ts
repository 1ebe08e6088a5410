import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { DraftQueries } from '#features/applications/drafts/draft.queries.js';
import { LateExceptionService } from '#features/applications/drafts/late-exception.service.js';
import { MessageQueries } from '#features/applications/together/message.queries.js';
import { MessageService } from '#features/applications/together/message.service.js';
import { SectionQueries } from '#features/applications/drafts/section.queries.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created, PageQuery } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { LateExceptionDto, MessageBody, MessageDto, NewLateExceptionBody, RevisionContentDto, RevisionPage, SectionNowDto, UnsentDraftPage } from './draft.dto.js';

const ApplicationId = () => Param('id', ParseId('application'));
const CallId = () => Param('id', ParseId('call'));

/** What happens around a draft: the history of its sections, the deadline, the messages. */
@ApiTags('applications')
@Controller()
export class DraftController {
  constructor(
    private readonly sections: SectionQueries,
    private readonly drafts: DraftQueries,
    private readonly exceptions: LateExceptionService,
    private readonly messages: MessageService,
    private readonly written: MessageQueries,
  ) {}

  @Get('applications/:id/sections/:key')
  @ApiOkResponse({ type: SectionNowDto })
  section(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Param('key') key: string): Promise<SectionNowDto> {
    return this.sections.now(actor, id, key);
  }

  @Get('applications/:id/sections/:key/revisions')
  @ApiOkResponse({ type: RevisionPage })
  revisions(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Param('key') key: string, @Query() query: PageQuery): Promise<RevisionPage> {
    return this.sections.revisions(actor, id, key, query);
  }

  @Get('section-revisions/:id')
  @ApiOkResponse({ type: RevisionContentDto })
  revision(@CurrentActor() actor: Actor, @Param('id', ParseId('section-revision')) id: string): Promise<RevisionContentDto> {
    return this.sections.revision(actor, id);
  }

  @Get('applications/:id/messages')
  @ApiOkResponse({ type: [MessageDto] })
  readMessages(@CurrentActor() actor: Actor, @ApplicationId() id: string): Promise<MessageDto[]> {
    return this.written.of(actor, id);
  }

  @Post('applications/:id/messages')
  @ApiCreatedResponse({ type: Created })
  async sendMessage(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() body: MessageBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.messages.send(actor, id, body.body, at) };
  }

  @Get('calls/:id/drafts')
  @ApiOkResponse({ type: UnsentDraftPage })
  unsent(@CurrentActor() actor: Actor, @CallId() id: string, @Query() query: PageQuery): Promise<UnsentDraftPage> {
    return this.drafts.unsent(actor, id, query);
  }

  @Get('calls/:id/late-exceptions')
  @ApiOkResponse({ type: [LateExceptionDto] })
  lateExceptions(@CurrentActor() actor: Actor, @CallId() id: string): Promise<LateExceptionDto[]> {
    return this.drafts.exceptions(actor, id);
  }

  @Post('calls/:id/late-exceptions')
  @ApiCreatedResponse({ type: Created })
  async giveLateException(@CurrentActor() actor: Actor, @CallId() id: string, @Body() body: NewLateExceptionBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.exceptions.give(actor, id, body, at) };
  }
}
