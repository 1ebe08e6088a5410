import { errorFields, log } from '#platform/telemetry/log.js';

/** Something to do again and again, never twice at once; a failure is logged and the next turn comes as usual. */
export interface Loop {
  stop(): Promise<void>;
}

export function everySoOften(name: string, everyMs: number, work: () => Promise<unknown>): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ loop: name, ...errorFields(error) }, 'a turn failed');
    }
    if (!stopped) timer = setTimeout(start, everyMs);
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
