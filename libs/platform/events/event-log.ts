import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { subscriptions } from '#domain/shared/subscriptions.js';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { requestId } from '#platform/telemetry/request-id.js';

export interface Subject {
  type: string;
  id: string;
}

export interface NewEvent<N extends EventName> {
  name: N;
  actor: Actor;
  subject: Subject;
  payload: EventMap[N];
  /** The domain instant at which it happened. */
  occurredAt: Date;
}

@Injectable()
export class EventLog {
  /** Appends an event, and the outbox rows of the jobs that it starts, in the caller's transaction; gives the event's id. */
  async append<N extends EventName>(tx: Tx, event: NewEvent<N>): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `with appended as (
         insert into events (subject_type, subject_id, name, actor, payload, occurred_at, request_id) values ($1, $2, $3, $4, $5, $6, $8) returning id
       ), handed as (
         insert into outbox (job, key, event_id) select job, id::text, id from appended, unnest($7::text[]) job
       )
       select id from appended`,
      [
        event.subject.type,
        event.subject.id,
        event.name,
        event.actor.userId,
        JSON.stringify(event.payload),
        event.occurredAt,
        subscriptions[event.name],
        requestId(),
      ],
    );
    return row!.id;
  }
}
