import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { TestApi } from './api.js';

export interface Statement {
  text: string;
  params: readonly unknown[];
}

type Query = (first: string | { text: string; values?: readonly unknown[] }, ...rest: unknown[]) => unknown;

const bounds = /^(start transaction|begin|commit|rollback)\b/i;
/** What the session guard asks before a request begins. */
const sessionLookup = /\bfrom sessions s join users u\b/;

/**
 * What the api asks of PostgreSQL while `work` runs, as the driver sends it: whoever sends it, TypeORM included. Left out: the bounds of
 * transactions and the lookup of the session.
 */
export async function statementsOf<T>(api: TestApi, work: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  const pool = (api.app.get(DataSource).driver as unknown as { master: pg.Pool }).master;
  const statements: Statement[] = [];
  const tapped = new Set<{ query: Query }>();
  const tap = (client: { query: Query }): void => {
    if (tapped.has(client)) return;
    tapped.add(client);
    const send = client.query.bind(client);
    client.query = (first, ...rest) => {
      const [text, params] = typeof first === 'string' ? [first, Array.isArray(rest[0]) ? (rest[0] as unknown[]) : []] : [first.text, first.values ?? []];
      if (!bounds.test(text) && !sessionLookup.test(text)) statements.push({ text, params });
      return send(first, ...rest);
    };
  };
  const onAcquire = (client: unknown): void => tap(client as { query: Query });
  pool.on('acquire', onAcquire);
  try {
    return { result: await work(), statements };
  } finally {
    pool.off('acquire', onAcquire);
    for (const client of tapped) delete (client as Partial<{ query: Query }>).query;
  }
}
