import type { EventName } from './event.js';

/** The jobs that workers know, `<area>.<verb>`; the area is the queue. */
export type JobName = 'notifications.plan' | 'notifications.send';

/** Which jobs an event starts: written to the outbox in the event's own transaction. */
export const subscriptions = {
  'user.registered': [],
  'user.role-granted': [],
  'user.role-ended': [],
  'sign-in-link.requested': ['notifications.plan'],
  'session.opened': [],
} as const satisfies Record<EventName, readonly JobName[]>;
