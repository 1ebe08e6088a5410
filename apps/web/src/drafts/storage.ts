import { recall, remember } from '../session/device.js';
import type { Kept } from './draft.js';

const nameOf = (userId: string, subject: string): string => `essaim.draft.${userId}.${subject}`;

/** What this device kept of a text; undefined when nothing, or nothing readable. */
export function readKept<Value>(userId: string, subject: string): Kept<Value> | undefined {
  const text = recall(nameOf(userId, subject));
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept<Value>);
  } catch {
    return undefined;
  }
}

/** False when the device refuses to keep it: then the page says so. */
export const keep = <Value>(userId: string, subject: string, kept: Kept<Value>): boolean => remember(nameOf(userId, subject), JSON.stringify(kept));

export const forget = (userId: string, subject: string): void => void remember(nameOf(userId, subject), undefined);
