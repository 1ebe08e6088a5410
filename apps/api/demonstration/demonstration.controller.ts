import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '#domain/shared/error.js';
import { IdentityQueries } from '#features/identity/identity.queries.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { Clock } from '#platform/clock/clock.js';
import { DemonstrationClock } from '#platform/clock/demonstration-clock.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Mailbox } from '#platform/mail/mailbox.js';
import { Public, ReceivedAt, Session, type Known } from '#api/http/actor.js';
import { setSessionCookie } from '#api/http/cookie.js';
import { Created } from '#api/http/page.dto.js';
import { AccountBody } from '#api/identity/identity.dto.js';
import { AccountDto, CaughtMailDto, ClockBody, ClockDto, MailboxPageDto, MailboxQuery, OneClickBody } from './demonstration.dto.js';

const perPage = 50;

/** The doors that only a demonstration has: sign-in by one click, a clock that can be set, the mails that were caught. */
@ApiTags('demonstration')
@Public()
@Controller('demonstration')
export class DemonstrationController {
  constructor(
    private readonly identity: IdentityService,
    private readonly queries: IdentityQueries,
    private readonly clock: Clock,
    private readonly settable: DemonstrationClock,
    private readonly mailbox: Mailbox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('accounts')
  @ApiOkResponse({ type: [AccountDto] })
  accounts(@Query('search') search?: string): Promise<AccountDto[]> {
    return this.queries.demonstrationAccounts(search);
  }

  /** The first person of an empty installation, who gives the others their roles; refused once there is anybody. */
  @Post('first-administrator')
  @ApiCreatedResponse({ type: Created })
  async firstAdministrator(@Body() body: AccountBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.identity.installFirstAdministrator({ ...body, quality: null }, at) };
  }

  @Post('sign-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signIn(@Body() body: OneClickBody, @Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    setSessionCookie(reply, this.config.publicUrl, await this.identity.signInForDemonstration(body.userId, known.sessionToken, known.at));
  }

  @Get('clock')
  @ApiOkResponse({ type: ClockDto })
  async now(): Promise<ClockDto> {
    return { now: await this.clock.now() };
  }

  @Put('clock')
  @ApiOkResponse({ type: ClockDto })
  async setClock(@Body() body: ClockBody): Promise<ClockDto> {
    await this.settable.set(body.now);
    return { now: await this.clock.now() };
  }

  @Get('mails')
  @ApiOkResponse({ type: [String] })
  mails(): Promise<string[]> {
    return this.mailbox.ids();
  }

  /** The mails with their heads, the last caught first. */
  @Get('mailbox')
  @ApiOkResponse({ type: MailboxPageDto })
  async page(@Query() { page }: MailboxQuery): Promise<MailboxPageDto> {
    const ids = await this.mailbox.ids();
    const mails = await Promise.all(ids.slice((page - 1) * perPage, page * perPage).map((id) => this.mailbox.read(id)));
    const items = mails.filter((mail) => mail !== undefined).map(({ id, receivedAt, to, subject }) => ({ id, receivedAt, to, subject }));
    return { total: ids.length, perPage, items };
  }

  @Get('mails/:id')
  @ApiOkResponse({ type: CaughtMailDto })
  async mail(@Param('id') id: string): Promise<CaughtMailDto> {
    const mail = await this.mailbox.read(id);
    if (mail === undefined) throw notFound('mail');
    return mail;
  }

  @Get('mails/:id/attachments/:index')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async attachment(@Param('id') id: string, @Param('index') index: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const found = await this.mailbox.attachment(id, Number(index));
    if (found === undefined) throw notFound('mail');
    void reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${found.filename.replaceAll(/[^\w.-]/g, '_')}"`);
    return found.content;
  }

  @Get('mails/:id/raw')
  @ApiProduces('message/rfc822')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async raw(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const raw = await this.mailbox.raw(id);
    if (raw === undefined) throw notFound('mail');
    void reply.type('message/rfc822');
    return raw;
  }
}
