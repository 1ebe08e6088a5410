import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a session's cookie holds; the database knows its hash only. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What a mailed link does; a token of one does nothing of the other. */
export type LinkKind = 'sign-in-link' | 'invitation';

const mac = (secret: string, kind: LinkKind, linkId: string): Buffer => createHmac('sha256', secret).update(`${kind}:${linkId}`).digest();

/** What a mailed link carries: an id, signed. Made again at each delivery, kept nowhere. */
export const linkToken = (secret: string, kind: LinkKind, linkId: string): string => `${linkId}.${mac(secret, kind, linkId).toString('base64url')}`;

const shape = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** The id of the link that `token` carries, or undefined when the deployment did not sign it. */
export function linkOf(secret: string, kind: LinkKind, token: string): string | undefined {
  const [, id, signature] = shape.exec(token) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  return timingSafeEqual(mac(secret, kind, id), Buffer.from(signature, 'base64url')) ? id : undefined;
}
