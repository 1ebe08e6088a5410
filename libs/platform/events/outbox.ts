import { Injectable } from '@nestjs/common';
import type { JobName } from '#domain/shared/subscriptions.js';
import { Database, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface OutboxRow {
  id: string;
  job: JobName;
  key: string;
  event_id: string;
}

/** The jobs that events started: claimed and stamped by the relay, locked and removed by the processor that does them. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /** Up to `limit` rows that no relay has handed over, leased to the caller for `leaseMs` (several relays never add the same row at once). */
  claim(limit: number, leaseMs: number): Promise<OutboxRow[]> {
    return rows<OutboxRow>(
      this.database,
      `update outbox o set leased_until = clock_timestamp() + $2 * interval '1 millisecond'
       where id in (select id from outbox where handed_at is null and (leased_until is null or leased_until < clock_timestamp())
                    order by created_at limit $1 for update skip locked)
       returning id, job, key, event_id`,
      [limit, leaseMs],
    );
  }

  handedOver(ids: readonly string[]): Promise<number> {
    return execute(this.database, `update outbox set handed_at = clock_timestamp(), leased_until = null where id = any($1)`, [ids]);
  }

  /** Rows handed over more than `olderThanMs` ago that are still there: their job was lost, is late, or has failed. */
  unfinished(limit: number, olderThanMs: number, afterId: string | null): Promise<OutboxRow[]> {
    return rows<OutboxRow>(
      this.database,
      `select id, job, key, event_id from outbox
       where handed_at < clock_timestamp() - $2 * interval '1 millisecond' and ($3::uuid is null or id > $3::uuid) order by id limit $1`,
      [limit, olderThanMs, afterId],
    );
  }

  /** Locks the row: a processor's first statement. Undefined: somebody did it already. */
  async lock(tx: Tx, id: string): Promise<OutboxRow | undefined> {
    return (await rows<OutboxRow>(tx, `select id, job, key, event_id from outbox where id = $1 for update`, [id]))[0];
  }

  /** The key of a row, without a lock; undefined: somebody did it already. */
  async keyOf(id: string): Promise<string | undefined> {
    return (await rows<{ key: string }>(this.database, `select key from outbox where id = $1`, [id]))[0]?.key;
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await execute(tx, `delete from outbox where id = $1`, [id]);
  }

  async add(tx: Tx, jobs: readonly { job: JobName; key: string; eventId: string }[]): Promise<void> {
    await execute(
      tx,
      `insert into outbox (job, key, event_id) select * from unnest($1::text[], $2::text[], $3::uuid[])`,
      [jobs.map((one) => one.job), jobs.map((one) => one.key), jobs.map((one) => one.eventId)],
    );
  }

  /** How long the oldest row has been waiting to be handed over, in milliseconds; null when none waits. */
  async ageMs(): Promise<number | null> {
    const [row] = await rows<{ age: number | null }>(
      this.database,
      `select (extract(epoch from clock_timestamp() - min(created_at)) * 1000)::bigint as age from outbox where handed_at is null`,
    );
    return row?.age ?? null;
  }
}
