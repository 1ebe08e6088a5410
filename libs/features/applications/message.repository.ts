import { Injectable } from '@nestjs/common';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class MessageRepository {
  async add(tx: Tx, applicationId: string, side: 'pole' | 'desk', authorId: string, body: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into application_messages (application_id, side, author_id, body, sent_at) values ($1, $2, $3, $4, $5) returning id`,
      [applicationId, side, authorId, body, at],
    );
    return row!.id;
  }
}
