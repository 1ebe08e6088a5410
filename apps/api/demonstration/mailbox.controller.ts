import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '#domain/shared/error.js';
import { Mailbox } from '#platform/mail/mailbox.js';
import { Bare } from '#api/http/actor.js';
import { demonstrationPages, document, html } from '#api/pages/html.js';

const perPage = 50;
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** The mails that a demonstration caught, as pages. */
@ApiExcludeController()
@Bare()
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  async list(@Query('page') page: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type('text/html; charset=utf-8');
    const ids = await this.mailbox.ids();
    const current = Math.max(1, Math.trunc(Number(page)) || 1);
    const mails = await Promise.all(ids.slice((current - 1) * perPage, current * perPage).map((id) => this.mailbox.read(id)));
    const known = mails.filter((mail) => mail !== undefined);
    return document(
      'Courriels interceptés',
      html`<h1>Courriels interceptés</h1>
<p class="lead">${ids.length === 0 ? 'Aucun courriel n’est encore parti.' : `${ids.length === 1 ? 'Un courriel' : `${ids.length} courriels, du plus récent au plus ancien`}. Rien n’a quitté cette machine.`}</p>
${known.length === 0 ? html`` : html`<table class="mails"><thead><tr><th scope="col">Objet</th><th scope="col">Destinataire</th><th scope="col">Reçu</th></tr></thead><tbody>
${known.map((mail) => html`<tr><td><a href="/mailbox/${mail.id}">${mail.subject}</a></td><td>${mail.to.join(', ')}</td><td>${time.format(new Date(mail.receivedAt))}</td></tr>`)}
</tbody></table>`}
${ids.length > current * perPage ? html`<p><a href="/mailbox?page=${current + 1}">Courriels plus anciens</a></p>` : html``}`,
      demonstrationPages,
    );
  }

  @Get(':id')
  async one(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const mail = await this.mailbox.read(id);
    if (mail === undefined) throw notFound('mail');
    void reply.type('text/html; charset=utf-8');
    const pieces = mail.text.split(/(https?:\/\/\S+)/);
    return document(
      mail.subject,
      html`<p><a href="/mailbox">Tous les courriels</a></p>
<h1 class="subject">${mail.subject}</h1>
<dl><dt>Destinataire</dt><dd>${mail.to.join(', ')}</dd><dt>Reçu</dt><dd>${time.format(new Date(mail.receivedAt))}</dd>
${mail.attachments.map((one, index) => html`<dt>Pièce jointe</dt><dd><a href="/mailbox/${mail.id}/pieces/${index}">${one.filename}</a> (${Math.ceil(one.bytes / 1000)} ko)</dd>`)}</dl>
<section class="letter"><pre>${pieces.map((piece) => (/^https?:\/\//.test(piece) ? html`<a href="${piece}">${piece}</a>` : html`${piece}`))}</pre></section>
<p class="fine">Message-ID ${mail.messageId} · <a href="/api/demonstration/mails/${mail.id}/raw">message brut</a></p>`,
      demonstrationPages,
    );
  }

  @Get(':id/pieces/:index')
  async attachment(@Param('id') id: string, @Param('index') index: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const found = await this.mailbox.attachment(id, Number(index));
    if (found === undefined) throw notFound('mail');
    void reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${found.filename.replaceAll(/[^\w.-]/g, '_')}"`);
    return found.content;
  }
}
