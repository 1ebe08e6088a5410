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

/**
 * What can be told of an error without personal data: its class, its code, the broken constraint and where it happened. Its message and
 * a driver's detail are left out: they quote values and addresses.
 */
export const errorFields = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, constraint, responseCode } = error as { code?: unknown; constraint?: unknown; responseCode?: unknown };
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
    stack,
  };
};

/** Nest's own messages, through the same log. */
export const nestLog: LoggerService = {
  log: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => log.warn({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) => log.error({ context: rest.at(-1) }, String(message)),
};
