import { ConfigError } from '#platform/config/config.js';

const lacksRight = ({ path: file, port, message }: NodeJS.ErrnoException & { port?: number }): string =>
  port === undefined
    ? `This user lacks a right (${file ?? message}): give it the right to write there, or set ESSAIM_DATA to another folder.`
    : `This user may not listen on port ${port}: choose another one, as in PORT=3001 npm start.`;
const notFolder = ({ path: file, message }: NodeJS.ErrnoException): string => `${file ?? message} is in the way, not a folder: move it, or set ESSAIM_DATA to another folder.`;

const systemSentences: Record<string, (error: NodeJS.ErrnoException) => string> = {
  EADDRINUSE: (error) => `Port ${(error as { port?: number }).port ?? ''} is taken: stop what uses it, or choose another one, as in PORT=3001 npm start.`,
  EACCES: lacksRight,
  EPERM: lacksRight,
  EROFS: lacksRight,
  EEXIST: notFolder,
  ENOTDIR: notFolder,
  ENOSPC: () => 'The disk is full: free some space and start again; nothing was lost.',
  ECONNREFUSED: ({ message }) => `A server does not answer (${message}): is its address right, and is it running?`,
};

/** What went wrong at a start, in one sentence that says what to do. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}`;
  if (!(error instanceof Error)) return `The start failed: ${String(error)}`;
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && systemSentences[code]?.(error)) || `The start failed: ${error.message}`;
}
