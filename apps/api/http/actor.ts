import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#domain/identity/actor.js';
import { DomainError } from '#domain/shared/error.js';
import type { SessionUser } from '#features/identity/identity.queries.js';

/** What the session guard found out about a request. */
export interface Known {
  actor?: Actor;
  user?: SessionUser;
  sessionToken?: string;
  /** The domain instant of the request: taken once, when it had been received in full. */
  at: Date;
}

export type KnownRequest = FastifyRequest & { known: Known };

const knownOf = (context: ExecutionContext): Known => context.switchToHttp().getRequest<KnownRequest>().known;

export const IS_PUBLIC = 'essaim:public';
/** A route that needs no session; one that comes with it is recognised all the same. */
export const Public = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);

export const IS_BARE = 'essaim:bare';
/** A route that looks at neither session nor clock: health answers with the database down. */
export const Bare = (): CustomDecorator => SetMetadata(IS_BARE, true);

/** Who asks. On a public route use `VisitorOrActor`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = knownOf(context);
  if (actor === undefined) throw new DomainError('unauthenticated', 'session.none');
  return actor;
});

export const VisitorOrActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | undefined => knownOf(context).actor);

/** The domain instant of the request; every retry of its transaction reuses it. */
export const ReceivedAt = createParamDecorator((_: unknown, context: ExecutionContext): Date => knownOf(context).at);

/** Everything that is known of the session. */
export const Session = createParamDecorator((_: unknown, context: ExecutionContext): Known => knownOf(context));
