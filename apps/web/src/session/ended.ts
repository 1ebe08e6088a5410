let isEnded = false;
const listeners = new Set<() => void>();

const set = (next: boolean): void => {
  if (next === isEnded) return;
  isEnded = next;
  for (const listener of listeners) listener();
};

/** The api no longer knows who asks. */
export const sessionEnded = (): void => set(true);
/** Somebody is signed in. */
export const sessionBegan = (): void => set(false);

/** Calls `listener` when it changes. */
export const onSessionEnded = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Did the session end while the page is open? What the page shows is then still there, and nothing more is saved. */
export const isSessionEnded = (): boolean => isEnded;
