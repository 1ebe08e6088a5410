import { Injectable } from '@nestjs/common';
import pg from 'pg';
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

interface Connection {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

const names = new Map<string, string>();

/** Each text is prepared once per connection: PostgreSQL parses it once, and plans it once where a plan serves all values. */
const nameOf = (text: string): string => {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `essaim_${names.size}`));
  return name;
};

const run = async (on: Tx | Database, text: string, params: readonly unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }> => {
  const manager = on instanceof Database ? on.manager : on;
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  try {
    const connection = (await runner.connect()) as Connection;
    return await connection.query({ name: nameOf(text), text, values: params });
  } catch (error) {
    const failed = error instanceof pg.DatabaseError ? new QueryFailedError(text, [...params], error) : error;
    throw refusedText(failed) ?? failed;
  } finally {
    if (runner !== manager.queryRunner) await runner.release();
  }
};

/** The rows of a statement, whatever its kind (`select`, or `… returning`). Columns keep their SQL names. */
export const rows = async <T>(on: Tx | Database, text: string, params: readonly unknown[] = []): Promise<T[]> =>
  (await run(on, text, params)).rows as T[];

/** Runs a statement; gives the number of rows that it touched. */
export const execute = async (on: Tx | Database, text: string, params: readonly unknown[] = []): Promise<number> =>
  (await run(on, text, params)).rowCount ?? 0;

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
