import { ConfigError } from '#platform/config/config.js';

const systemSentences: Record<string, (error: NodeJS.ErrnoException) => string> = {
  EADDRINUSE: ({ message }) => `The port is taken (${message.replace(/^listen EADDRINUSE: /, '')}): stop what uses it, or start with PORT=3001 npm start.`,
  EACCES: ({ path: file, message }) => `This user lacks a right (${file ?? message}): give it the right to write there, or set ESSAIM_DATA to another folder.`,
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
