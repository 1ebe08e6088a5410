import type { EventName } from '../shared/event.js';

export type Template = 'sign-in-link' | 'application-received' | 'application-withdrawn' | 'attachment-quarantined' | 'decision-released' | 'payment-executed';

/** Who a mail is for: the owner of a sign-in link, or the people of the dossier's pole. */
export type Audience = 'link-owner' | 'pole';

export interface Notice {
  readonly template: Template;
  readonly audience: Audience;
}

/** Which event is told to whom, with which words. */
export const notices: Readonly<Partial<Record<EventName, Notice>>> = {
  'sign-in-link.requested': { template: 'sign-in-link', audience: 'link-owner' },
  'application.submitted': { template: 'application-received', audience: 'pole' },
  'application.withdrawn': { template: 'application-withdrawn', audience: 'pole' },
  'attachment.quarantined': { template: 'attachment-quarantined', audience: 'pole' },
  'decision.released': { template: 'decision-released', audience: 'pole' },
  'payment-order.executed': { template: 'payment-executed', audience: 'pole' },
};
