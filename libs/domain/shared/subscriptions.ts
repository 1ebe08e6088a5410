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
  'pole.created': [],
  'envelope.proposed': [],
  'envelope.opened': [],
  'envelope.top-up-proposed': [],
  'envelope.topped-up': [],
  'roadmap.created': [],
  'call.drafted': [],
  'call.changed': [],
  'call.published': [],
  'application.started': [],
  'application.described': [],
  'application.section-saved': [],
  'application.members-declared': [],
  'application.submitted': ['notifications.plan'],
  'application.refused-late': [],
  'application.withdrawn': ['notifications.plan'],
  'application.prerequisite-checked': [],
  'application.findings-recorded': [],
  'application.found-eligible': [],
  'application.found-ineligible': [],
  'application.review-started': [],
  'application.silence-passed': [],
  'review.conflict-declared': [],
  'review.assigned': [],
  'review.assignment-ended': [],
  'review.marks-saved': [],
  'review.sent': [],
  'ranking.frozen': [],
  'notification.resent': [],
} as const satisfies Record<EventName, readonly JobName[]>;
