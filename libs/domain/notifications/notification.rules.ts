import type { EventName } from '../shared/event.js';

export type Template =
  | 'sign-in-link'
  | 'application-received'
  | 'application-withdrawn'
  | 'correction-requested'
  | 'correction-lapsed'
  | 'late-exception-given'
  | 'draft-reminder'
  | 'message-sent'
  | 'attachment-quarantined'
  | 'document-quarantined'
  | 'decision-released'
  | 'payment-executed'
  | 'call-changed'
  | 'question-answered'
  | 'charter-published';

/**
 * Who a mail is for: the owner of a sign-in link; the people of the dossier's pole, of a pole by its name, or of every pole that started a
 * dossier of the call; those whom a message is written to; who asked; the people of poles
 * that write a dossier where the charter is asked for, and have not signed it; who sent a document of a call.
 */
export type Audience = 'link-owner' | 'pole' | 'named-pole' | 'call-starters' | 'other-side' | 'asker' | 'charter-awaited' | 'document-sender';

export interface Notice {
  readonly template: Template;
  readonly audience: Audience;
}

/** Which event is told to whom, with which words. */
export const notices: Readonly<Partial<Record<EventName, Notice>>> = {
  'sign-in-link.requested': { template: 'sign-in-link', audience: 'link-owner' },
  'application.submitted': { template: 'application-received', audience: 'pole' },
  'application.corrected': { template: 'application-received', audience: 'pole' },
  'application.correction-requested': { template: 'correction-requested', audience: 'pole' },
  'application.correction-lapsed': { template: 'correction-lapsed', audience: 'pole' },
  'application.draft-reminded': { template: 'draft-reminder', audience: 'pole' },
  'application.message-sent': { template: 'message-sent', audience: 'other-side' },
  'call.late-exception-given': { template: 'late-exception-given', audience: 'named-pole' },
  'application.withdrawn': { template: 'application-withdrawn', audience: 'pole' },
  'attachment.quarantined': { template: 'attachment-quarantined', audience: 'pole' },
  'call.document-quarantined': { template: 'document-quarantined', audience: 'document-sender' },
  'decision.released': { template: 'decision-released', audience: 'pole' },
  'addendum.published': { template: 'call-changed', audience: 'call-starters' },
  'question.answered': { template: 'question-answered', audience: 'asker' },
  'charter.published': { template: 'charter-published', audience: 'charter-awaited' },
  'payment-order.executed': { template: 'payment-executed', audience: 'pole' },
};
