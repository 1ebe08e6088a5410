import { useSyncExternalStore } from 'react';
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

/** The texts whose save is on its way, by name. */
const leaving = new Set<string>();
const listeners = new Set<() => void>();
let turn = 0;

function tell(): void {
  turn++;
  for (const listener of listeners) listener();
}

/** False when the device refuses to keep it: then the page says so. */
export function keep<Value>(userId: string, subject: string, kept: Kept<Value>, isLeaving = false): boolean {
  const name = nameOf(userId, subject);
  if (isLeaving) leaving.add(name);
  else leaving.delete(name);
  const isKept = remember(name, JSON.stringify(kept));
  tell();
  return isKept;
}

export function forget(userId: string, subject: string): void {
  leaving.delete(nameOf(userId, subject));
  remember(nameOf(userId, subject), undefined);
  tell();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Of each of these texts: `kept` on this device only, `leaving` for the server at this moment, or undefined; followed as it changes. */
export function useWhereabouts(userId: string, subjects: readonly string[]): ReadonlyMap<string, 'kept' | 'leaving' | undefined> {
  useSyncExternalStore(subscribe, () => turn);
  return new Map(subjects.map((subject) => [subject, readKept(userId, subject) === undefined ? undefined : leaving.has(nameOf(userId, subject)) ? 'leaving' : 'kept']));
}
