import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '#domain/shared/error.js';
import { IdentityQueries } from '#features/identity/identity.queries.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Public, ReceivedAt, Session, type Known } from '#api/http/actor.js';
import { clearSessionCookie, setSessionCookie } from '#api/http/cookie.js';
import { AccountBody, SessionBody, SessionDto, SignInLinkBody, SiteDto } from './identity.dto.js';

@ApiTags('identity')
@Controller()
export class SessionController {
  constructor(
    private readonly identity: IdentityService,
    private readonly queries: IdentityQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Post('sign-in-links')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'A link is mailed if somebody has this address; the answer is the same if nobody has' })
  async requestLink(@Body() body: SignInLinkBody, @ReceivedAt() at: Date): Promise<void> {
    await this.identity.requestLink(body.email, at);
  }

  @Public()
  @Post('accounts')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'A sign-in link is mailed, to a new account or to the one that has this address' })
  async openAccount(@Body() body: AccountBody, @ReceivedAt() at: Date): Promise<void> {
    await this.identity.openAccount(body.email, body.fullName, at);
  }

  @Public()
  @Post('sessions')
  @ApiCreatedResponse({ type: SessionDto })
  async signIn(@Body() body: SessionBody, @Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionDto> {
    const token = await this.identity.signIn(body.token, known.sessionToken, known.at);
    setSessionCookie(reply, this.config.publicUrl, token);
    const session = await this.queries.sessionOf(token);
    return view({ ...session!, sessionToken: token });
  }

  /** What every page asks first. */
  @Public()
  @Get('site')
  @ApiOkResponse({ type: SiteDto })
  site(@Session() known: Known): SiteDto {
    return { now: known.at, demonstration: this.config.demonstration, officialState: this.config.officialState, companySearch: this.config.companySearchUrl !== undefined, session: known.user === undefined ? null : view(known) };
  }

  @Get('session')
  @ApiOkResponse({ type: SessionDto })
  session(@Session() known: Known): SessionDto {
    return view(known);
  }

  @Delete('session')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(@Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (known.sessionToken !== undefined) await this.identity.signOut(known.sessionToken);
    clearSessionCookie(reply, this.config.publicUrl);
  }
}

const view = ({ actor, user, at }: Known): SessionDto => {
  if (actor === undefined || user === undefined) throw new DomainError('unauthenticated', 'session.none');
  return { userId: user.id, email: user.email, fullName: user.fullName, grants: [...actor.grants], now: at };
};
