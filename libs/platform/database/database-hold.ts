import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Somebody else's process holds the server: `processId` as it calls itself. */
export class Held extends Error {
  override readonly name = 'Held';

  constructor(readonly processId: string) {
    super(`process ${processId} holds the server`);
  }
}

/**
 * Keeps an embedded server to this process: a lock that ends with its connection, however the process dies. Throws `Held` when another
 * keeps it; waits a second for one that is dying.
 */
export async function hold(superUrl: string): Promise<{ release(): Promise<void> }> {
  const client = await connected(superUrl);
  let isOpen = true;
  client.once('end', () => (isOpen = false));
  // A server that stopped has ended the connection already, and `end` would wait for it for ever.
  const release = async (): Promise<void> => {
    if (isOpen) await client.end().catch(() => undefined);
  };
  for (let turn = 0; turn < 10; turn++) {
    const { rows: [lock] } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock(7219002) as taken');
    if (lock!.taken) return { release };
    await pause(100);
  }
  const { rows: [holder] } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and l.objid = 7219002`,
  );
  await release();
  throw new Held(holder?.name.replace('essaim ', '') ?? 'unknown');
}

/** Connects, after a server that recovers from a crash has done so: one of its processes may have been killed just now. */
async function connected(superUrl: string): Promise<pg.Client> {
  for (let turn = 0; ; turn++) {
    const client = new pg.Client({ connectionString: superUrl, application_name: `essaim ${process.pid}` });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03' || turn === 100) throw error;
      await pause(100);
    }
  }
}
