import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '#domain/shared/error.js';
import { IdentityQueries } from '#features/identity/identity.queries.js';
import { Clock } from '#platform/clock/clock.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { IS_BARE, IS_PUBLIC, type KnownRequest } from './actor.js';
import { cookieName } from './cookie.js';

/** Recognises the session of a request and takes its instant; without one only public routes open. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityQueries,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_BARE, [context.getHandler(), context.getClass()]) === true) return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const token = request.cookies[cookieName(this.config.publicUrl)];
    const session = token === undefined ? undefined : await this.identity.sessionOf(token);
    request.known = session === undefined ? { at: await this.clock.now() } : { ...session, sessionToken: token };
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [context.getHandler(), context.getClass()]) === true;
    if (session === undefined && !isPublic) throw new DomainError('unauthenticated', token === undefined ? 'session.none' : 'session.over');
    return true;
  }
}
