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
}

export type EventName = keyof EventMap;
