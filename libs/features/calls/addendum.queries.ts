import { Injectable } from '@nestjs/common';
import { canSeeAddendum } from '#domain/calls/addendum.policy.js';
import { changeWords, type ChangeWords } from '#domain/calls/addendum-words.js';
import type { AddendumState, CallParts } from '#domain/calls/addendum.rules.js';
import { canSeeCall, seesDrafts } from '#domain/calls/call.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';

export interface AddendumView {
  id: string;
  callId: string;
  /** Its number among the published ones, from 1; null before. */
  ordinal: number | null;
  state: AddendumState;
  reason: string;
  changes: ChangeWords[];
  proposedAt: Date;
  publishedAt: Date | null;
  /** For the ministry. */
  proposedByName: string | null;
}

interface Row extends Omit<AddendumView, 'changes'> {
  before: CallParts;
  after: CallParts;
}

const columns = `a.id, a.call_id as "callId", a.ordinal, a.state, a.reason, a.before, a.after, a.proposed_at as "proposedAt", a.published_at as "publishedAt", u.full_name as "proposedByName"`;

@Injectable()
export class AddendumQueries {
  constructor(private readonly database: Database) {}

  /** What changed in a call, the last first: a few, so no pages. */
  async ofCall(actor: Actor | undefined, callId: string): Promise<AddendumView[]> {
    const [call] = await rows<{ id: string; state: string }>(this.database, `select id, state from calls where id = $1`, [callId]);
    if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
    const found = await rows<Row>(
      this.database,
      `select ${columns} from addenda a join users u on u.id = a.proposed_by where a.call_id = $1 order by a.proposed_at desc, a.id desc`,
      [callId],
    );
    return found.filter((one) => canSeeAddendum(actor, one)).map((one) => shown(actor, one));
  }

  async one(actor: Actor, id: string): Promise<AddendumView> {
    const [found] = await rows<Row>(this.database, `select ${columns} from addenda a join users u on u.id = a.proposed_by where a.id = $1`, [id]);
    if (found === undefined || !canSeeAddendum(actor, found)) throw notFound('addendum');
    return shown(actor, found);
  }
}

const shown = (actor: Actor | undefined, { before, after, proposedByName, ...one }: Row): AddendumView => ({
  ...one,
  changes: changeWords(before, after),
  proposedByName: seesDrafts(actor) ? proposedByName : null,
});
