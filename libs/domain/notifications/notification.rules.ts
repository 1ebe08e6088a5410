import type { EventName } from '../shared/event.js';

export type Template =
  | 'sign-in-link'
  | 'invitation'
  | 'application-received'
  | 'application-withdrawn'
  | 'correction-requested'
  | 'correction-lapsed'
  | 'late-exception-given'
  | 'draft-reminder'
  | 'message-sent'
  | 'attachment-quarantined'
  | 'document-quarantined'
  | 'certification-asked'
  | 'certified'
  | 'decision-released'
  | 'payment-executed'
  | 'call-changed'
  | 'question-answered'
  | 'charter-published';

/**
 * Who a mail is for: the owner of a sign-in link; the address of an invitation, whoever has it; those who answer for the dossier's pole (its
 * applicants and representatives), for a pole by its name, or for every pole that started a dossier of the call; those whom a message is written
 * to; those of the dossier's pole in one role, but for the one who asked or certified; who asked; the people of poles that write a dossier where the charter is asked for, and have not signed it; who sent a document of a call.
 */
export type Audience = 'link-owner' | 'invited' | 'pole' | 'representatives' | 'applicants' | 'named-pole' | 'call-starters' | 'other-side' | 'asker' | 'charter-awaited' | 'document-sender';

export interface Notice {
  readonly template: Template;
  readonly audience: Audience;
}

/** Which event is told to whom, with which words. */
export const notices: Readonly<Partial<Record<EventName, Notice>>> = {
  'sign-in-link.requested': { template: 'sign-in-link', audience: 'link-owner' },
  'invitation.sent': { template: 'invitation', audience: 'invited' },
  'application.submitted': { template: 'application-received', audience: 'pole' },
  'application.corrected': { template: 'application-received', audience: 'pole' },
  'application.correction-requested': { template: 'correction-requested', audience: 'pole' },
  'application.correction-lapsed': { template: 'correction-lapsed', audience: 'pole' },
  'application.draft-reminded': { template: 'draft-reminder', audience: 'pole' },
  'application.message-sent': { template: 'message-sent', audience: 'other-side' },
  'call.late-exception-given': { template: 'late-exception-given', audience: 'named-pole' },
  'application.certification-asked': { template: 'certification-asked', audience: 'representatives' },
  'application.certified': { template: 'certified', audience: 'applicants' },
  'application.withdrawn': { template: 'application-withdrawn', audience: 'pole' },
  'attachment.quarantined': { template: 'attachment-quarantined', audience: 'pole' },
  'call.document-quarantined': { template: 'document-quarantined', audience: 'document-sender' },
  'decision.released': { template: 'decision-released', audience: 'pole' },
  'addendum.published': { template: 'call-changed', audience: 'call-starters' },
  'question.answered': { template: 'question-answered', audience: 'asker' },
  'charter.published': { template: 'charter-published', audience: 'charter-awaited' },
  'payment-order.executed': { template: 'payment-executed', audience: 'pole' },
};
