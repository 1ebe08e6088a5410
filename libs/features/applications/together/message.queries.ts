import { Injectable } from '@nestjs/common';
import { canSeeApplication, type SeenApplication } from '#domain/applications/application.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import { seenColumns } from '../reader.js';

export interface MessageView {
  id: string;
  side: 'pole' | 'desk';
  author: string;
  body: string;
  sentAt: Date;
}

/** The last ones; what two parties write about one dossier is some tens. */
const most = 500;

@Injectable()
export class MessageQueries {
  constructor(private readonly database: Database) {}

  /** What was written about a dossier, oldest first. */
  async of(actor: Actor, id: string): Promise<MessageView[]> {
    const [seen] = await rows<SeenApplication>(this.database, `select ${seenColumns} from applications a where a.id = $2`, [actor.userId, id]);
    if (seen === undefined || !canSeeApplication(actor, seen)) throw notFound('application');
    const found = await rows<MessageView>(
      this.database,
      `select m.id, m.side, u.full_name as author, m.body, m.sent_at as "sentAt" from application_messages m join users u on u.id = m.author_id
       where m.application_id = $1 order by m.sent_at desc, m.id desc limit ${most}`,
      [id],
    );
    return found.reverse();
  }
}
