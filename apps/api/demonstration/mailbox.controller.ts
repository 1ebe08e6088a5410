import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '#domain/shared/error.js';
import { Mailbox } from '#platform/mail/mailbox.js';
import { Bare } from '#api/http/actor.js';
import { document, html } from '#api/pages/html.js';

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
<p class="lead">${ids.length === 0 ? 'Aucun courriel n’est encore parti.' : `${ids.length} courriels, du plus récent au plus ancien. Aucun n’a quitté cette machine.`}</p>
<table><thead><tr><th scope="col">Reçu</th><th scope="col">Destinataire</th><th scope="col">Objet</th></tr></thead><tbody>
${known.map((mail) => html`<tr><td>${time.format(new Date(mail.receivedAt))}</td><td>${mail.to.join(', ')}</td><td><a href="/mailbox/${mail.id}">${mail.subject}</a></td></tr>`)}
</tbody></table>
${ids.length > current * perPage ? html`<p><a href="/mailbox?page=${current + 1}">Courriels plus anciens</a></p>` : html``}`,
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
      html`<h1>${mail.subject}</h1>
<dl><dt>Destinataire</dt><dd>${mail.to.join(', ')}</dd><dt>Message-ID</dt><dd>${mail.messageId}</dd>
<dt>Pièces jointes</dt><dd>${mail.attachments.length === 0 ? 'aucune' : mail.attachments.map((one) => `${one.filename} (${Math.ceil(one.bytes / 1000)} ko)`).join(', ')}</dd></dl>
<section><pre>${pieces.map((piece) => (/^https?:\/\//.test(piece) ? html`<a href="${piece}">${piece}</a>` : html`${piece}`))}</pre></section>
<p><a href="/mailbox">Tous les courriels</a> · <a href="/api/demonstration/mails/${mail.id}/raw">Message brut</a></p>`,
    );
  }
}
