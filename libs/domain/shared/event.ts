/**
 * Every event: its name (`<subject>.<past-participle>`) and its payload. Payloads hold ids, codes and integer cents only,
 * never personal data: events are kept for ever and chained by hash.
 */
export interface EventMap {
  'user.registered': { userId: string };
  'user.role-granted': { userId: string; grantId: string; role: string };
  'user.role-ended': { userId: string; grantId: string };
  'sign-in-link.requested': { linkId: string };
  'session.opened': { userId: string; means: 'link' | 'demonstration' };
  'pole.created': { poleId: string; regionCode: string };
  'envelope.proposed': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.opened': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.top-up-proposed': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.topped-up': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'roadmap.created': { roadmapId: string; totalCents: number };
  'call.drafted': { callId: string };
  'call.changed': { callId: string; version: number };
  'call.published': { callId: string };
  'application.started': { applicationId: string; callId: string; poleId: string };
  'application.described': { applicationId: string };
  'application.section-saved': { applicationId: string; key: string; version: number };
  'application.members-declared': { applicationId: string; count: number };
  'application.submitted': { applicationId: string; callId: string; submissionId: string };
  'application.refused-late': { applicationId: string; callId: string; version: number };
  'application.withdrawn': { applicationId: string; callId: string };
  'application.prerequisite-checked': { applicationId: string; validated: boolean };
  'application.findings-recorded': { applicationId: string; conditions: string[] };
  'application.found-eligible': { applicationId: string };
  'application.found-ineligible': { applicationId: string; conditions: string[] };
  'application.review-started': { applicationId: string };
  'application.silence-passed': { applicationId: string; silenceOn: string };
  'review.conflict-declared': { conflictId: string; applicationId: string; personId: string; basis: string };
  'review.assigned': { assignmentId: string; reviewId: string; applicationId: string; reviewerId: string; level: string };
  'review.assignment-ended': { assignmentId: string; applicationId: string; reason: string };
  'review.marks-saved': { reviewId: string; version: number };
  'review.sent': { reviewId: string; applicationId: string; revision: number; basisPoints: number };
  'ranking.frozen': { rankingId: string; callId: string; ordinal: number; ranked: number };
  'notification.resent': { notificationId: string; template: string };
}

export type EventName = keyof EventMap;
