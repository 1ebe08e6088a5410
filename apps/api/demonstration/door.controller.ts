import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdentityQueries } from '#features/identity/identity.queries.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Public, Session, type Known } from '#api/http/actor.js';
import { setSessionCookie } from '#api/http/cookie.js';
import { demonstrationPages, document, html } from '#api/pages/html.js';
import { OneClickBody } from './demonstration.dto.js';

const roleNames: Record<string, string> = {
  applicant: 'porteur de dossier',
  'regional-reviewer': 'évaluateur régional',
  'national-reviewer': 'évaluateur national',
  personality: 'personnalité qualifiée',
  'committee-member': 'membre du comité',
  chair: 'présidence du comité',
  'session-secretary': 'secrétariat de séance',
  officer: 'chargé de mission',
  publisher: 'publication des appels',
  'budget-approver': 'validation budgétaire',
  signatory: 'signataire',
  preparer: 'préparation des versements',
  approver: 'approbation des versements',
  executor: 'exécution des versements',
  'regional-correspondent': 'correspondant régional',
  auditor: 'audit',
  administrator: 'administration',
};

/** One-click sign-in, as a page. */
@ApiExcludeController()
@Public()
@Controller('comptes')
export class DoorController {
  constructor(
    private readonly identity: IdentityService,
    private readonly queries: IdentityQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async accounts(@Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type('text/html; charset=utf-8');
    const accounts = await this.queries.demonstrationAccounts();
    return document(
      'Comptes de démonstration',
      html`<h1>Comptes de démonstration</h1>
<p class="lead">Un compte par rôle. Aucun mot de passe : un bouton ouvre la session.</p>
${known.user === undefined ? html`` : html`<p class="notice">Session ouverte : vous êtes ${known.user.fullName}.</p>`}
<ul class="doors">${accounts.map(
        (account) => html`<li><div><h2>${account.fullName}</h2><p>${account.roles.map((role) => roleNames[role] ?? role).join(', ')}</p></div>
<form method="post" action="/comptes"><input type="hidden" name="userId" value="${account.id}"><button aria-label="Entrer avec le compte de ${account.fullName}">Entrer</button></form></li>`,
      )}</ul>`,
      demonstrationPages,
    );
  }

  @Post()
  async enter(@Body() body: OneClickBody, @Session() known: Known, @Res() reply: FastifyReply): Promise<void> {
    setSessionCookie(reply, this.config.publicUrl, await this.identity.signInForDemonstration(body.userId, known.sessionToken, known.at));
    await reply.redirect('/comptes', 303);
  }
}
