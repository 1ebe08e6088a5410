import { Injectable } from '@nestjs/common';
import type { AddendumState, AmendedPhase, CallParts } from '#domain/calls/addendum.rules.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface Addendum {
  id: string;
  callId: string;
  state: AddendumState;
  after: CallParts;
  proposedBy: string;
}

@Injectable()
export class AddendumRepository {
  async add(tx: Tx, addendum: { callId: string; reason: string; before: CallParts; after: CallParts; proposedBy: string; proposedAt: Date }): Promise<string> {
    const { callId, reason, before, after, proposedBy, proposedAt } = addendum;
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into addenda (call_id, reason, before, after, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [callId, reason, JSON.stringify(before), JSON.stringify(after), proposedBy, proposedAt],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'addenda_one_proposed') throw conflict('addendum.one-waits-already');
      throw error;
    }
  }

  /** The call of an addendum, read without a lock: it never changes. */
  async callOf(tx: Tx, id: string): Promise<string | undefined> {
    return (await rows<{ call_id: string }>(tx, `select call_id from addenda where id = $1`, [id]))[0]?.call_id;
  }

  async lock(tx: Tx, id: string): Promise<Addendum> {
    return (await rows<Addendum>(tx, `select id, call_id as "callId", state, after, proposed_by as "proposedBy" from addenda where id = $1 for update`, [id]))[0]!;
  }

  async publish(tx: Tx, id: string, ordinal: number, { state, publishedBy, publishedAt }: { state: AddendumState; publishedBy: string; publishedAt: Date }): Promise<void> {
    await execute(tx, `update addenda set state = $2, ordinal = $3, published_by = $4, published_at = $5 where id = $1`, [id, state, ordinal, publishedBy, publishedAt]);
  }

  async drop(tx: Tx, id: string, state: AddendumState): Promise<void> {
    await execute(tx, `update addenda set state = $2 where id = $1`, [id, state]);
  }

  /** The phases of a call that the caller has locked, with how many dossiers were started in each. */
  phases(tx: Tx, callId: string): Promise<AmendedPhase[]> {
    return rows<AmendedPhase>(
      tx,
      `select p.id, p.title, p.opens_at as "opensAt", p.closes_at as "closesAt",
         (select count(*)::integer from applications a where a.phase_id = p.id and a.state not in ('withdrawn', 'discarded')) as started
       from call_phases p where p.call_id = $1 order by p.position`,
      [callId],
    );
  }

  async isDecided(tx: Tx, callId: string): Promise<boolean> {
    return (await rows(tx, `select from decisions where call_id = $1 and superseded_at is null limit 1`, [callId])).length > 0;
  }
}
