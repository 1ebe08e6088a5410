import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { LogLevel } from '#platform/config/config.js';

export type { Logger } from 'pino';

/**
 * Structured logs, one JSON line each, on standard output. They hold ids, codes and durations, never names, addresses, answers or
 * tokens: nobody passes a body, a header or a mail to it.
 */
export const log: Logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });

export const setLogLevel = (level: LogLevel): void => {
  log.level = level;
};

/** What can be told of an error without personal data: its class, its code, its stack; a driver's detail (it quotes values) is left out. */
export const errorFields = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), stack: error.stack };
};

/** Nest's own messages, through the same log. */
export const nestLog: LoggerService = {
  log: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => log.warn({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) => log.error({ context: rest.at(-1) }, String(message)),
};
