import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { CertificationService } from '#features/applications/together/certification.service.js';
import { MessageService } from '#features/applications/together/message.service.js';
import { PresenceService } from '#features/applications/together/presence.service.js';
import { TaskQueries } from '#features/applications/together/task.queries.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { CertifyBody, DeskTaskDto, PoleTaskDto, PresenceBody, PresentDto } from './together.dto.js';

const ApplicationId = () => Param('id', ParseId('application'));

/** What several people do about one dossier: certify it, see one another, know whose turn it is. */
@ApiTags('applications')
@Controller()
export class TogetherController {
  constructor(
    private readonly certifications: CertificationService,
    private readonly presences: PresenceService,
    private readonly messages: MessageService,
    private readonly tasks: TaskQueries,
  ) {}

  @Post('applications/:id/certify')
  @HttpCode(204)
  @ApiNoContentResponse()
  async certify(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() { version, quality }: CertifyBody, @ReceivedAt() at: Date): Promise<void> {
    await this.certifications.certify(actor, id, version, quality, at);
  }

  @Post('applications/:id/certification-requests')
  @ApiCreatedResponse({ type: Created })
  async ask(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.certifications.ask(actor, id, at) };
  }

  /** A heartbeat: says where one is, and is told who else writes in the dossier. */
  @Put('applications/:id/presence')
  @ApiOkResponse({ type: [PresentDto] })
  here(@CurrentActor() actor: Actor, @ApplicationId() id: string, @Body() { part }: PresenceBody): Promise<PresentDto[]> {
    return this.presences.here(actor, id, part);
  }

  @Put('applications/:id/visit')
  @HttpCode(204)
  @ApiNoContentResponse()
  async visit(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.presences.visit(actor, id, at);
  }

  /** The other side's last message wants no answer. */
  @Post('applications/:id/messages/set-aside')
  @HttpCode(204)
  @ApiNoContentResponse()
  async setAside(@CurrentActor() actor: Actor, @ApplicationId() id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.messages.setAside(actor, id, at);
  }

  @Get('tasks/pole')
  @ApiOkResponse({ type: [PoleTaskDto] })
  poleTasks(@CurrentActor() actor: Actor, @ReceivedAt() at: Date): Promise<PoleTaskDto[]> {
    return this.tasks.ofPoles(actor, at);
  }

  @Get('tasks/desk')
  @ApiOkResponse({ type: [DeskTaskDto] })
  deskTasks(@CurrentActor() actor: Actor): Promise<DeskTaskDto[]> {
    return this.tasks.ofDesk(actor);
  }
}
