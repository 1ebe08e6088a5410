import { DetailedError, Upload } from 'tus-js-client';
import { cut, problemOf, toProblem, type Problem } from '../client/refusal.js';
import { mayCome, type Board, type Transfer } from './board.js';

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

/** What a file is sent with: what the server is told beside its name, the place on the board, the file that it replaces. */
export interface Sending {
  said: Record<string, string>;
  place?: string;
  replaces?: string | undefined;
}

/** What happens to files. `onArrived` puts one where it belongs: it may be asked again when it throws for a cut network. */
export interface Outcomes {
  onBegun?: (file: File, transfer: Transfer) => void;
  onArrived: (id: string, transfer: Transfer) => Promise<void> | void;
  /** It was given up, refused for good, or is where it belongs. */
  onGone?: (transfer: Transfer) => void;
}

/**
 * Sends files to `endpoint`, which begins uploads, in parts: one that breaks off goes on where it stopped, after a reload too when the same file is
 * chosen again.
 */
export class Sender {
  private readonly uploads = new Map<string, Upload>();
  /** What has come and is not yet where it belongs, by key. */
  private readonly come = new Map<string, string>();

  constructor(
    private readonly endpoint: string,
    private readonly board: Board,
    private outcomes: Outcomes,
  ) {}

  /** From now on, for those on their way too. */
  told(outcomes: Outcomes): void {
    this.outcomes = outcomes;
  }

  readonly send = (files: readonly File[], { said, place = '', replaces }: Sending): void => {
    for (const file of files) this.begin(file, said, place, replaces);
  };

  readonly resume = (key: string): void => {
    if (this.come.has(key)) return void this.join(key);
    this.board.change(key, { state: 'sending', problem: undefined });
    this.uploads.get(key)?.start();
  };

  readonly pause = (key: string): void => {
    void this.uploads.get(key)?.abort();
    this.board.change(key, { state: 'paused' });
  };

  readonly cancel = (key: string): void => {
    void this.uploads
      .get(key)
      ?.abort(true)
      .catch(() => undefined);
    this.drop(key);
  };

  /** Goes on with what the network had cut. */
  readonly again = (): void => {
    for (const one of this.board.list()) if (one.state === 'cut') this.resume(one.key);
  };

  /** Sends no more; what has come waits for the same file. */
  stop(): void {
    for (const upload of this.uploads.values()) void upload.abort();
  }

  private begin(file: File, said: Record<string, string>, place: string, replaces: string | undefined): void {
    const key = crypto.randomUUID();
    let accepted = 0;
    const transfer: Transfer = { key, name: file.name, bytes: file.size, sent: 0, state: 'sending', problem: undefined, replaces, place };
    this.board.add(transfer);
    this.outcomes.onBegun?.(file, transfer);
    const upload = new Upload(file, {
      endpoint: this.endpoint,
      chunkSize: partBytes,
      retryDelays: pauses,
      metadata: { filename: file.name, ...said },
      removeFingerprintOnSuccess: true,
      fingerprint: () => Promise.resolve(['essaim', this.endpoint, JSON.stringify(said), file.name, file.size, file.lastModified].join('|')),
      onShouldRetry: (error) => passing.includes(statusOf(error)),
      onProgress: (sent) => this.board.change(key, { sent }),
      onChunkComplete: (_, bytes) => {
        accepted = bytes;
      },
      onError: (error) => {
        const problem = problemIn(error);
        // What was under way when it broke off is known only once it is asked for.
        this.fail(key, problem, { state: passing.includes(problem.status) && problem.status < 500 ? 'cut' : 'refused', sent: accepted });
      },
      onSuccess: () => {
        this.come.set(key, upload.url!.split('/').at(-1)!);
        void this.join(key);
      },
    });
    this.uploads.set(key, upload);
    void upload.findPreviousUploads().then((before) => {
      if (before[0] !== undefined) upload.resumeFromPreviousUpload(before[0]);
      upload.start();
    });
  }

  private async join(key: string): Promise<void> {
    const transfer = this.on(key);
    if (transfer === undefined) return;
    this.board.change(key, { state: 'joining', problem: undefined, sent: transfer.bytes });
    try {
      await this.outcomes.onArrived(this.come.get(key)!, transfer);
      this.drop(key);
    } catch (error) {
      const problem = problemOf(error);
      this.fail(key, problem, { state: problem.status === 0 ? 'cut' : 'refused' });
    }
  }

  private fail(key: string, problem: Problem, change: Pick<Transfer, 'state'> & Partial<Transfer>): void {
    this.board.change(key, { ...change, problem });
    const transfer = this.on(key);
    // Who signs in again may choose the same file again.
    if (transfer !== undefined && !mayCome(transfer) && !problem.code.startsWith('session.')) this.outcomes.onGone?.(transfer);
  }

  private on(key: string): Transfer | undefined {
    return this.board.list().find((one) => one.key === key);
  }

  private drop(key: string): void {
    const transfer = this.on(key);
    this.uploads.delete(key);
    this.come.delete(key);
    this.board.drop(key);
    if (transfer !== undefined) this.outcomes.onGone?.(transfer);
  }
}
