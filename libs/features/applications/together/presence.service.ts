import { Injectable } from '@nestjs/common';
import { canEdit, isOwn } from '#domain/applications/application.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden } from '#domain/shared/error.js';
import { ApplicationQueries } from '../application.queries.js';
import { PresenceRepository, type Present } from './presence.repository.js';

/** Who is at a dossier: those who write in it see one another; who only reads is not shown. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly applications: ApplicationQueries,
    private readonly presences: PresenceRepository,
  ) {}

  /** Says that `actor` is at `part` of a dossier; gives who else is there. */
  async here(actor: Actor, id: string, part: string): Promise<Present[]> {
    if (!canEdit(actor, await this.applications.seen(actor, id))) throw forbidden('application.edit-not-yours');
    await this.presences.note(id, actor.userId, part);
    return this.presences.others(id, actor.userId);
  }

  /** Notes that one of the pole's people opened a dossier: what its call changed since is no news any more. */
  async visit(actor: Actor, id: string, at: Date): Promise<void> {
    if (!isOwn(actor, await this.applications.seen(actor, id))) throw forbidden('application.visit-not-yours');
    await this.presences.visit(id, actor.userId, at);
  }
}
