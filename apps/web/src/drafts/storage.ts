import type { Kept } from './draft.js';

const nameOf = (userId: string, subject: string): string => `essaim.draft.${userId}.${subject}`;

/** What this device kept of a text; undefined when nothing, or nothing readable. */
export function readKept<Value>(userId: string, subject: string): Kept<Value> | undefined {
  try {
    const text = localStorage.getItem(nameOf(userId, subject));
    return text === null ? undefined : (JSON.parse(text) as Kept<Value>);
  } catch {
    return undefined;
  }
}

/** False when the device refuses to keep it (storage full or closed): then the page says so. */
export function keep<Value>(userId: string, subject: string, kept: Kept<Value>): boolean {
  try {
    localStorage.setItem(nameOf(userId, subject), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(userId: string, subject: string): void {
  try {
    localStorage.removeItem(nameOf(userId, subject));
  } catch {
    // Storage is closed: nothing was kept.
  }
}
