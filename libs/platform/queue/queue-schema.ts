import { runMigrations, type PgQueryable } from 'bullmq';
import pg from 'pg';

/** Brings BullMQ's own tables (schema `bullmq`, which essaim_app owns) up to date; several processes may call it at once. */
export async function prepareQueueSchema(appUrl: string): Promise<void> {
  const client = new pg.Client(appUrl);
  await client.connect();
  try {
    await runMigrations(withoutSchemaCreation(client));
  } finally {
    await client.end();
  }
}

/** The deployer made the schema; the role that runs may not make one, and PostgreSQL refuses it even `if not exists`. */
const withoutSchemaCreation = (client: pg.Client): PgQueryable => ({
  query: ((text: string, values?: unknown[]) =>
    /^\s*create schema/i.test(text) ? Promise.resolve({ rows: [], rowCount: 0 }) : client.query(text, values)) as PgQueryable['query'],
});
