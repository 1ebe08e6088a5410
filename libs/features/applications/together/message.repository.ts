import { Injectable } from '@nestjs/common';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class MessageRepository {
  /** Writes, which makes it the other side's turn. */
  async add(tx: Tx, applicationId: string, side: 'pole' | 'desk', authorId: string, body: string, at: Date): Promise<string> {
    await execute(
      tx,
      `update applications set answer_due_since = case when answer_due_from = $2 then answer_due_since else $3 end, answer_due_from = $2 where id = $1`,
      [applicationId, side === 'pole' ? 'desk' : 'pole', at],
    );
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into application_messages (application_id, side, author_id, body, sent_at) values ($1, $2, $3, $4, $5) returning id`,
      [applicationId, side, authorId, body, at],
    );
    return row!.id;
  }

  /** Nothing is to be answered any more by `side`; false when nothing was. */
  async setAside(tx: Tx, applicationId: string, side: 'pole' | 'desk'): Promise<boolean> {
    return (await execute(tx, `update applications set answer_due_from = null, answer_due_since = null where id = $1 and answer_due_from = $2`, [applicationId, side])) > 0;
  }
}
