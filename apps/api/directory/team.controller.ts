import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { InvitationService } from '#features/directory/invitation.service.js';
import { TeamQueries } from '#features/directory/team.queries.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { CurrentActor, Public, ReceivedAt, Session, type Known } from '#api/http/actor.js';
import { setSessionCookie } from '#api/http/cookie.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { InvitationDto, InvitationLinkBody, JoinedDto, NewInvitationBody, TeamDto, WelcomeBody } from './team.dto.js';

@ApiTags('directory')
@Controller()
export class TeamController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly team: TeamQueries,
    private readonly identity: IdentityService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('poles/:id/team')
  @ApiOkResponse({ type: TeamDto })
  of(@CurrentActor() actor: Actor, @Param('id', ParseId('pole')) id: string): Promise<TeamDto> {
    return this.team.of(actor, id);
  }

  @Post('poles/:id/invitations')
  @ApiCreatedResponse({ type: Created })
  async invite(@CurrentActor() actor: Actor, @Param('id', ParseId('pole')) poleId: string, @Body() { email, role, applicationId }: NewInvitationBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.invitations.invite(actor, { poleId, email, role, applicationId: applicationId ?? null }, at) };
  }

  /** Those that wait for the person who asks. */
  @Get('invitations')
  @ApiOkResponse({ type: [InvitationDto] })
  mine(@CurrentActor() actor: Actor): Promise<InvitationDto[]> {
    return this.team.mine(actor);
  }

  @Post('invitations/:id/send-again')
  @HttpCode(204)
  @ApiNoContentResponse()
  async sendAgain(@CurrentActor() actor: Actor, @Param('id', ParseId('invitation')) id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.invitations.sendAgain(actor, id, at);
  }

  @Post('invitations/:id/revoke')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: Actor, @Param('id', ParseId('invitation')) id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.invitations.revoke(actor, id, at);
  }

  @Post('invitations/:id/accept')
  @HttpCode(200)
  @ApiOkResponse({ type: JoinedDto })
  accept(@CurrentActor() actor: Actor, @Param('id', ParseId('invitation')) id: string, @ReceivedAt() at: Date): Promise<JoinedDto> {
    return this.invitations.accept(actor, id, at);
  }

  /** What a mailed link is about. A body, not an address: addresses are kept in logs. */
  @Public()
  @Post('invitation-links')
  @HttpCode(200)
  @ApiOkResponse({ type: InvitationDto })
  async read(@Body() { token }: InvitationLinkBody): Promise<InvitationDto> {
    const id = this.identity.invitationIn(token);
    if (id === undefined) throw notFound('invitation');
    return this.team.one(id);
  }

  /** Accepts by the mailed link for an address that has no account yet: makes it, and signs in. */
  @Public()
  @Post('invitation-links/accounts')
  @HttpCode(204)
  @ApiNoContentResponse()
  async welcome(@Body() { token, fullName }: WelcomeBody, @Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    setSessionCookie(reply, this.config.publicUrl, await this.invitations.welcome(token, fullName, known.sessionToken, known.at));
  }
}
