import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `check` gives a true value; fails with what it gave last. */
export async function until<T>(what: string, check: () => Promise<T> | T, limitMs = 30_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not so after ${limitMs} ms (last: ${JSON.stringify(value)})`);
    await pause(50);
  }
}

/** Timings of a queue that tests do not wait for. */
export const fastQueue = {
  RELAY_EVERY_MS: '50',
  RELAY_LEASE_MS: '1000',
  SWEEP_EVERY_MS: '300',
  SWEEP_AFTER_MS: '1000',
  QUEUE_LOCK_MS: '1000',
  QUEUE_STALLED_MS: '1000',
  QUEUE_BACKOFF_MS: '100',
  MAIL_LEASE_MS: '1000',
};
