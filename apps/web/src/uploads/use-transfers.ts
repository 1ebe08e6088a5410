import { useCallback, useEffect, useRef, useState } from 'react';
import { DetailedError, Upload } from 'tus-js-client';
import { cut, toProblem, type Problem } from '../client/refusal.js';

/** A file on its way. `cut`: the network is; it goes on by itself once it is back, or by a button. */
export interface Transfer {
  key: string;
  name: string;
  bytes: number;
  sent: number;
  state: 'sending' | 'paused' | 'cut' | 'refused';
  problem: Problem | undefined;
  /** The file that it takes the place of. */
  replaces: string | undefined;
}

/** May it still come? What is refused for good takes no room. */
export const mayCome = ({ state, problem }: Transfer): boolean => state !== 'refused' || (problem?.status ?? 0) >= 500;

const partBytes = 5_000_000;
/** Pauses before another try, ms: then the person is told. */
const pauses = [500, 1_500, 3_000];
const passing = [0, 409, 423, 502, 503, 504];

const statusOf = (error: Error): number => (error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0);

function problemIn(error: Error): Problem {
  const status = statusOf(error);
  if (status === 0) return cut().problem;
  try {
    return toProblem(JSON.parse((error as DetailedError).originalResponse!.getBody()), status);
  } catch {
    return toProblem(undefined, status);
  }
}

/**
 * Sends files to `endpoint`, which begins uploads, in parts: one that breaks off goes on where it stopped, after a reload too when the same file is
 * chosen again. What the server is told of a file beside its name is given with it.
 */
export function useTransfers({ endpoint, onArrived }: { endpoint: string; onArrived: (id: string, replaces: string | undefined) => void }): {
  transfers: readonly Transfer[];
  send: (files: readonly File[], said: Record<string, string>, replaces?: string) => void;
  pause: (key: string) => void;
  resume: (key: string) => void;
  cancel: (key: string) => void;
} {
  const [transfers, setTransfers] = useState<readonly Transfer[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const arrived = useRef(onArrived);
  useEffect(() => {
    arrived.current = onArrived;
  });

  const set = useCallback((key: string, change: Partial<Transfer>): void => setTransfers((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one))), []);
  const drop = useCallback((key: string): void => {
    uploads.current.delete(key);
    setTransfers((before) => before.filter((one) => one.key !== key));
  }, []);

  const send = useCallback(
    (files: readonly File[], said: Record<string, string>, replaces?: string): void => {
      for (const file of files) {
        const key = crypto.randomUUID();
        let accepted = 0;
        setTransfers((before) => [...before, { key, name: file.name, bytes: file.size, sent: 0, state: 'sending', problem: undefined, replaces }]);
        const upload = new Upload(file, {
          endpoint,
          chunkSize: partBytes,
          retryDelays: pauses,
          metadata: { filename: file.name, ...said },
          removeFingerprintOnSuccess: true,
          fingerprint: () => Promise.resolve(['essaim', endpoint, JSON.stringify(said), file.name, file.size, file.lastModified].join('|')),
          onShouldRetry: (error) => passing.includes(statusOf(error)),
          onProgress: (sent) => set(key, { sent }),
          onChunkComplete: (_, bytes) => {
            accepted = bytes;
          },
          onError: (error) => {
            const problem = problemIn(error);
            // What was under way when it broke off is known only once it is asked for.
            set(key, { state: passing.includes(problem.status) && problem.status < 500 ? 'cut' : 'refused', sent: accepted, problem });
          },
          onSuccess: () => {
            drop(key);
            arrived.current(upload.url!.split('/').at(-1)!, replaces);
          },
        });
        uploads.current.set(key, upload);
        void upload.findPreviousUploads().then((before) => {
          if (before[0] !== undefined) upload.resumeFromPreviousUpload(before[0]);
          upload.start();
        });
      }
    },
    [endpoint, set, drop],
  );

  const resume = useCallback(
    (key: string): void => {
      set(key, { state: 'sending', problem: undefined });
      uploads.current.get(key)?.start();
    },
    [set],
  );

  useEffect(() => {
    const again = (): void => {
      for (const one of transfers) if (one.state === 'cut') resume(one.key);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [transfers, resume]);

  // A page that is left sends no more; what has come waits for the same file.
  useEffect(() => {
    const { current } = uploads;
    return () => {
      for (const upload of current.values()) void upload.abort();
    };
  }, []);

  return {
    transfers,
    send,
    resume,
    pause: (key) => {
      void uploads.current.get(key)?.abort();
      set(key, { state: 'paused' });
    },
    cancel: (key) => {
      void uploads.current.get(key)?.abort(true).catch(() => undefined);
      drop(key);
    },
  };
}
