import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a link to a file works, ms. */
export const linkMs = 10 * 60_000;

const mac = (secret: string, attachmentId: string, userId: string, expires: number): Buffer => createHmac('sha256', secret).update(`file-link:${attachmentId}:${userId}:${expires}`).digest();

/** What a link to a file carries: which file, until when, signed for one person. */
export const fileToken = (secret: string, attachmentId: string, userId: string, expires: number): string => `${attachmentId}.${expires}.${mac(secret, attachmentId, userId, expires).toString('base64url')}`;

const shape = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{13})\.([A-Za-z0-9_-]{43})$/;

/** The file that `token` opens to `userId` at `now`; undefined when it was not signed for them, or its time is over. */
export function fileOf(secret: string, token: string, userId: string, now: number): string | undefined {
  const [, id, expires, signature] = shape.exec(token) ?? [];
  if (id === undefined || expires === undefined || signature === undefined || Number(expires) <= now) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const wanted = mac(secret, id, userId, Number(expires));
  return given.length === wanted.length && timingSafeEqual(wanted, given) ? id : undefined;
}
