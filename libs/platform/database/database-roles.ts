import pg from 'pg';

export interface Passwords {
  super: string;
  owner: string;
  app: string;
}

/**
 * The two roles and the database of an installation, as docs/deployment.md asks them of a deployer: `essaim_owner` migrates and owns
 * everything but the queue's schema; `essaim_app` runs and owns that one only. Does nothing twice.
 */
export async function makeRolesAndDatabase(superUrl: string, database: string, passwords: Pick<Passwords, 'owner' | 'app'>): Promise<void> {
  const client = new pg.Client(superUrl);
  await client.connect();
  try {
    for (const [role, password] of [['essaim_owner', passwords.owner], ['essaim_app', passwords.app]] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (!rowCount) await client.query(`create role ${role} login password ${client.escapeLiteral(password)}`);
    }
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)} owner essaim_owner`);
  } finally {
    await client.end();
  }
  await makeSchemas(superUrl, database);
}

/** Drops a database of an installation with all that it holds; those who are connected to it are cut. */
export async function dropDatabase(superUrl: string, database: string): Promise<void> {
  const client = new pg.Client(superUrl);
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`);
  } finally {
    await client.end();
  }
}

async function makeSchemas(superUrl: string, database: string): Promise<void> {
  const url = new URL(superUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    await client.query(`
      create schema if not exists essaim authorization essaim_owner;
      create schema if not exists bullmq authorization essaim_app;
      grant usage on schema essaim to essaim_app;
      create extension if not exists unaccent with schema public;
      create extension if not exists pg_trgm with schema public;
      create extension if not exists btree_gist with schema public;
      create extension if not exists citext with schema public;
      alter role essaim_owner in database ${client.escapeIdentifier(database)} set search_path = essaim, public;
      alter role essaim_app in database ${client.escapeIdentifier(database)} set search_path = essaim, public;
    `);
  } finally {
    await client.end();
  }
}
