import { errorFields, log } from '#platform/telemetry/log.js';

/** The longest pause after turns that failed, unless the usual one is longer, ms. */
const patienceMs = 5_000;

/** Something to do again and again, never twice at once; a failure is logged, and each in a row doubles the pause before the next turn. */
export interface Loop {
  stop(): Promise<void>;
}

export function everySoOften(name: string, everyMs: number, work: () => Promise<unknown>): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let running: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures++;
      log.error({ loop: name, ...errorFields(error) }, 'a turn failed');
    }
    if (!stopped) timer = setTimeout(start, Math.min(everyMs * 2 ** failures, Math.max(everyMs, patienceMs)));
  };
  const start = (): void => {
    running = turn();
  };
  start();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
