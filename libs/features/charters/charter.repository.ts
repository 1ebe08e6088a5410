import { Injectable } from '@nestjs/common';
import type { CharterState, CharterText } from '#domain/charters/charter.rules.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface Charter extends CharterText {
  id: string;
  state: CharterState;
  version: number;
  draftedBy: string;
  changedBy: string;
}

@Injectable()
export class CharterRepository {
  async add(tx: Tx, { title, adoptedOn, preamble, items }: CharterText, draftedBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into charters (title, adopted_on, preamble, items, drafted_by, drafted_at, changed_by) values ($1, $2, $3, $4, $5, $6, $5) returning id`,
        [title, adoptedOn, preamble, JSON.stringify(items), draftedBy, at],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'charters_one_draft') throw conflict('charter.one-draft-already');
      throw error;
    }
  }

  async lock(tx: Tx, id: string): Promise<Charter | undefined> {
    return (
      await rows<Charter>(
        tx,
        `select id, state, version, title, adopted_on as "adoptedOn", preamble, items, drafted_by as "draftedBy", changed_by as "changedBy" from charters where id = $1 for update`,
        [id],
      )
    )[0];
  }

  async change(tx: Tx, id: string, { title, adoptedOn, preamble, items }: CharterText, changedBy: string): Promise<void> {
    await execute(tx, `update charters set title = $2, adopted_on = $3, preamble = $4, items = $5, changed_by = $6, version = version + 1 where id = $1`, [
      id,
      title,
      adoptedOn,
      preamble,
      JSON.stringify(items),
      changedBy,
    ]);
  }

  /** Seals a draft under the next number; there is one draft at a time, so nobody takes the same. */
  async publish(tx: Tx, id: string, content: string, { state, publishedBy, publishedAt }: { state: CharterState; publishedBy: string; publishedAt: Date }): Promise<number> {
    const [row] = await rows<{ ordinal: number }>(
      tx,
      `update charters set state = $2, published_by = $3, published_at = $4, content = $5, content_sha256 = sha256(convert_to($5, 'UTF8')),
         ordinal = (select coalesce(max(ordinal), 0) + 1 from charters) where id = $1 returning ordinal`,
      [id, state, publishedBy, publishedAt, content],
    );
    return row!.ordinal;
  }

  async drop(tx: Tx, id: string, state: CharterState): Promise<void> {
    await execute(tx, `update charters set state = $2 where id = $1`, [id, state]);
  }
}
