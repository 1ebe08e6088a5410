import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { invalid, type DomainError } from '#domain/shared/error.js';
import type { Tx } from './tx.js';

/** Reads outside a transaction; each statement takes a connection of the pool and gives it back. */
@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  get manager(): EntityManager {
    return this.source.manager;
  }
}

interface Structured<T> {
  records: T[];
  affected?: number;
}

const run = async <T>(on: Tx | Database, text: string, params: readonly unknown[]): Promise<Structured<T>> => {
  const manager = on instanceof Database ? on.manager : on;
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  try {
    return (await runner.query(text, [...params], true)) as Structured<T>;
  } catch (error) {
    throw refusedText(error) ?? error;
  } finally {
    if (runner !== manager.queryRunner) await runner.release();
  }
};

/** The rows of a statement, whatever its kind (`select`, or `… returning`). Columns keep their SQL names. */
export const rows = async <T>(on: Tx | Database, text: string, params: readonly unknown[] = []): Promise<T[]> =>
  (await run<T>(on, text, params)).records ?? [];

/** Runs a statement; gives the number of rows that it touched. */
export const execute = async (on: Tx | Database, text: string, params: readonly unknown[] = []): Promise<number> =>
  (await run(on, text, params)).affected ?? 0;

interface DriverError {
  code?: string;
  constraint?: string;
}

const driverError = (error: unknown): DriverError | undefined =>
  error instanceof QueryFailedError ? (error.driverError as DriverError) : undefined;

/** The SQLSTATE of a failed statement, or undefined when `error` is something else. */
export const sqlState = (error: unknown): string | undefined => driverError(error)?.code;

const notText = new Set(['22021', '22P05']);
/** `invalid-input` `text.unstorable` for a statement that was given a character which PostgreSQL cannot hold (U+0000); else undefined. */
export const refusedText = (error: unknown): DomainError | undefined => (notText.has(sqlState(error) ?? '') ? invalid('text.unstorable') : undefined);

/** The name of the constraint that refused a statement: unique (23505), check (23514), foreign key (23503), exclusion (23P01). */
export const brokenConstraint = (error: unknown): string | undefined => {
  const { code, constraint } = driverError(error) ?? {};
  return code?.startsWith('23') ? constraint : undefined;
};
