import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { invalid, unavailable, type DomainError } from '#domain/shared/error.js';
import type { Tx } from './tx.js';

/** Reads outside a transaction; each statement takes a connection of the pool and gives it back. */
@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  /** The driver's own pool: it destroys a connection whose statement failed, where TypeORM would hand a dead one to the next. */
  get pool(): Connection {
    return (this.source.driver as unknown as { master: Connection }).master;
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
  try {
    if (!(on instanceof Database) && on.queryRunner!.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const connection = on instanceof Database ? on.pool : ((await on.queryRunner!.connect()) as Connection);
    return await connection.query({ name: nameOf(text), text, values: params });
  } catch (error) {
    const failed = error instanceof pg.DatabaseError ? new QueryFailedError(text, [...params], error) : error;
    throw refusedText(failed) ?? passing(failed) ?? failed;
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

const tooSlow = new Set(['55P03', '57014', '25P03']);
const noServer = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE']);
const stopping = /^(08...|57P0[1-5]|53300)$/;
/** node-postgres says these without a code. */
const lostConnection = /^(Connection terminated|Client has encountered a connection error)/;
const noConnectionLeft = /^timeout exceeded when trying to connect/;

/**
 * `unavailable` for what may pass by itself: `database.busy` for a lock, a statement or a place in the pool that took longer than its
 * limit, `database.full` when its disk is, `database.down` for a server that cannot be reached or that lost the connection; else undefined.
 */
export const passing = (error: unknown): DomainError | undefined => {
  const cause = (driverError(error) ?? error) as { code?: unknown; message?: unknown } | null | undefined;
  const code = typeof cause?.code === 'string' ? cause.code : '';
  const message = typeof cause?.message === 'string' ? cause.message : '';
  if (tooSlow.has(code) || noConnectionLeft.test(message)) return unavailable('database.busy');
  if (code === '53100') return unavailable('database.full');
  // TypeORM releases the runner of a transaction whose connection is lost, then says so of the next statement.
  const down = error instanceof QueryRunnerAlreadyReleasedError || noServer.has(code) || stopping.test(code) || lostConnection.test(message);
  return down ? unavailable('database.down') : undefined;
};

const notText = new Set(['22021', '22P05']);
/** `invalid-input` `text.unstorable` for a statement that was given a character which PostgreSQL cannot hold (U+0000); else undefined. */
export const refusedText = (error: unknown): DomainError | undefined => (notText.has(sqlState(error) ?? '') ? invalid('text.unstorable') : undefined);

/** The name of the constraint that refused a statement: unique (23505), check (23514), foreign key (23503), exclusion (23P01). */
export const brokenConstraint = (error: unknown): string | undefined => {
  const { code, constraint } = driverError(error) ?? {};
  return code?.startsWith('23') ? constraint : undefined;
};
