import { Body, Controller, Get, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '#domain/shared/error.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Bare, Public, Session, type Known } from '#api/http/actor.js';
import { setSessionCookie } from '#api/http/cookie.js';
import { SessionBody } from '#api/identity/identity.dto.js';
import { demonstrationPages, document, html, type Html } from './html.js';

/** The few pages that the api draws itself: the front door, and the page that a sign-in link opens. */
@ApiExcludeController()
@Controller()
export class PageController {
  constructor(
    private readonly identity: IdentityService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Bare()
  @Get()
  home(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.type('text/html; charset=utf-8');
    return document(
      'Accueil',
      html`<h1>Des appels à projets menés de l’annonce au versement</h1>
<p class="lead">Essaim accompagne un appel à projets public d’un bout à l’autre : dépôt des dossiers, recevabilité, évaluation, sélection sous enveloppe, lettres de décision, conventions et versements.</p>
${this.config.demonstration ? html`<div class="notice"><p>Ceci est une démonstration : les personnes, les structures et les comptes bancaires sont fictifs, l’horloge se règle et aucun courriel ne quitte cette machine.</p>
<p class="actions"><a class="button primary" href="/comptes">Choisir un compte</a><a class="button" href="/mailbox">Lire les courriels</a></p></div>` : html``}
<section>
<h2>Adresses utiles</h2>
<dl>
<dt>Appels ouverts, en JSON</dt><dd><a href="/api/calls?open=true">/api/calls</a></dd>
<dt>Description de l’API</dt><dd><a href="/api/openapi.json">/api/openapi.json</a></dd>
<dt>Vérifier une lettre</dt><dd>/api/letters/<em>code imprimé au bas de la lettre</em></dd>
<dt>État du service</dt><dd><a href="/health/ready">/health/ready</a></dd>
</dl>
</section>`,
      this.nav(),
    );
  }

  /** The page of a sign-in link: one button, since reading a link must not use it up. Without a link it says who is signed in. */
  @Public()
  @Get('connexion')
  signInPage(@Query('jeton') token: string | undefined, @Session() known: Known, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (typeof token === 'string') {
      return document(
        'Connexion',
        html`<h1>Connexion</h1>
<p class="lead">Ce lien sert une seule fois. Appuyez sur le bouton pour ouvrir votre session sur cet appareil.</p>
<form method="post" action="/connexion"><input type="hidden" name="token" value="${token}"><button class="primary">Me connecter</button></form>`,
        this.nav(),
      );
    }
    return document(
      'Connexion',
      known.user === undefined
        ? html`<h1>Connexion</h1><p class="lead">Aucune session n’est ouverte sur cet appareil : suivez le lien reçu par courriel.</p>`
        : html`<h1>Session ouverte</h1><p class="lead">Vous êtes ${known.user.fullName}. La session dure douze heures sur cet appareil.</p>`,
      this.nav(),
    );
  }

  @Public()
  @Post('connexion')
  async signIn(@Body() body: SessionBody, @Session() known: Known, @Res() reply: FastifyReply): Promise<void> {
    try {
      setSessionCookie(reply, this.config.publicUrl, await this.identity.signIn(body.token, known.sessionToken, known.at));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unauthenticated') throw error;
      await reply.status(401).type('text/html; charset=utf-8').send(
        document('Lien inutilisable', html`<h1>Ce lien ne sert plus</h1><p class="lead">Un lien de connexion sert une fois, dans le quart d’heure qui suit son envoi. Demandez-en un autre.</p>`, this.nav()),
      );
      return;
    }
    await reply.redirect('/connexion', 303);
  }

  private nav(): Html {
    return this.config.demonstration ? demonstrationPages : html``;
  }
}
