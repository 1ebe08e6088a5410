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
  'pole.profile-changed': { poleId: string; version: number; parts: string[] };
  'pole.activity-told': { poleId: string; active: boolean; side: string };
  'pole.listing-told': { poleId: string; listed: boolean };
  'envelope.proposed': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.opened': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.top-up-proposed': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'envelope.topped-up': { envelopeId: string; movementId: string; aeCents: number; cpCents: number };
  'roadmap.created': { roadmapId: string; totalCents: number };
  'call.drafted': { callId: string };
  'call.changed': { callId: string; version: number };
  'call.published': { callId: string };
  'addendum.proposed': { callId: string; addendumId: string };
  'addendum.published': { callId: string; addendumId: string; ordinal: number };
  'addendum.dropped': { callId: string; addendumId: string };
  'question.asked': { callId: string; questionId: string };
  'question.answered': { callId: string; questionId: string; isPublic: boolean };
  'call.late-exception-given': { callId: string; exceptionId: string; poleId: string };
  'application.started': { applicationId: string; callId: string; poleId: string };
  'application.described': { applicationId: string };
  'application.section-saved': { applicationId: string; key: string; version: number };
  'application.members-declared': { applicationId: string; count: number };
  'application.submitted': { applicationId: string; callId: string; submissionId: string };
  'application.refused-late': { applicationId: string; callId: string; version: number };
  'application.discarded': { applicationId: string; callId: string };
  'application.reopened': { applicationId: string; callId: string };
  'application.correction-requested': { applicationId: string; correctionId: string; parts: string[] };
  'application.corrected': { applicationId: string; callId: string; submissionId: string; correctionId: string };
  'application.correction-lapsed': { applicationId: string; correctionId: string };
  'application.draft-reminded': { applicationId: string; lead: string };
  'application.message-sent': { applicationId: string; messageId: string; side: string };
  'application.withdrawn': { applicationId: string; callId: string };
  'application.prerequisite-checked': { applicationId: string; validated: boolean };
  'application.company-check-requested': { applicationId: string };
  'application.findings-recorded': { applicationId: string; conditions: string[] };
  'application.found-eligible': { applicationId: string };
  'application.found-ineligible': { applicationId: string; conditions: string[] };
  'application.review-started': { applicationId: string };
  'application.silence-passed': { applicationId: string; silenceOn: string };
  'attachment.added': { attachmentId: string; applicationId: string; sha256: string };
  'attachment.quarantined': { attachmentId: string; applicationId: string; sha256: string };
  'receipt.made': { submissionId: string; applicationId: string; sha256: string };
  'review.conflict-declared': { conflictId: string; applicationId: string; personId: string; basis: string };
  'review.assigned': { assignmentId: string; reviewId: string; applicationId: string; reviewerId: string; level: string };
  'review.assignment-ended': { assignmentId: string; applicationId: string; reason: string };
  'review.marks-saved': { reviewId: string; version: number };
  'review.sent': { reviewId: string; applicationId: string; revision: number; basisPoints: number };
  'ranking.frozen': { rankingId: string; callId: string; ordinal: number; ranked: number };
  'decision.proposed': { decisionId: string; applicationId: string; kind: string; amountCents: number | null };
  'decision.confirmed': { decisionId: string; applicationId: string; kind: string; amountCents: number | null };
  'decision.released': { decisionId: string; applicationId: string; kind: string };
  'letter.made': { letterId: string; decisionId: string; sha256: string };
  'agreement.drafted': { agreementId: string; decisionId: string; applicationId: string; amountCents: number };
  'agreement.signed-by-pole': { agreementId: string; applicationId: string };
  'agreement.concluded': { agreementId: string; applicationId: string };
  'instalment.report-accepted': { instalmentId: string; agreementId: string };
  'bank-account.declared': { bankAccountId: string; poleId: string };
  'bank-account.verified': { bankAccountId: string; poleId: string };
  'payment-order.prepared': { orderId: string; instalmentId: string; amountCents: number };
  'payment-order.refused': { instalmentId: string; code: string };
  'payment-order.approved': { orderId: string; instalmentId: string; amountCents: number };
  'payment-order.executed': { orderId: string; instalmentId: string; applicationId: string; amountCents: number };
  'payment-order.cancelled': { orderId: string; instalmentId: string; amountCents: number };
  'notification.resent': { notificationId: string; template: string };
}

export type EventName = keyof EventMap;
