import { end, postgresPid, redisPid, startPostgres, startRedis, type PostgresServer, type RedisServer } from '../support/servers.mjs';
import { freePort } from '#platform/network/free-port.js';
import { startProcess, type Victim } from '../support/processes.js';

/** Where the second pass keeps PostgreSQL and Redis: `scripts/servers.mjs` started them. */
const { postgres, queue } = JSON.parse(process.env['ESSAIM_SERVERS'] ?? '{}') as {
  postgres: PostgresServer;
  queue: RedisServer;
};

export const database = {
  kill: (): Promise<void> => end(postgresPid(postgres), 'SIGKILL'),
  stop: (): Promise<void> => end(postgresPid(postgres), 'SIGINT'),
  start: (): Promise<void> => startPostgres(postgres),
  server: postgres,
};

export const redis = {
  kill: (): Promise<void> => end(redisPid(queue), 'SIGKILL'),
  stop: (): Promise<void> => end(redisPid(queue), 'SIGTERM'),
  start: (): Promise<void> => startRedis(queue),
};

/** A process of the fleet, at the same address after each restart. */
export interface Member {
  url: string;
  process: Victim;
  /** Starts it, again if need be; resolves once it says so. */
  start(env?: Record<string, string>): Promise<void>;
}

export interface Fleet {
  apis: Member[];
  workers: Member[];
  close(): Promise<void>;
}

export const secret = 'a secret of the tests, thirty-two characters and more';

/** Two apis and two workers on the file's own database, by the commands of the compose file. */
export async function startFleet(env: Record<string, string>): Promise<Fleet> {
  const member = async (name: 'api' | 'worker'): Promise<Member> => {
    const port = await freePort();
    const one: Member = {
      url: `http://127.0.0.1:${port}`,
      process: undefined as never,
      start: async (more = {}) => {
        one.process = startProcess(name, {
          DATABASE_URL: process.env['DATABASE_URL']!,
          ESSAIM_SECRET: secret,
          ESSAIM_DEMONSTRATION: 'true',
          LOG_LEVEL: 'info',
          [name === 'api' ? 'PORT' : 'METRICS_PORT']: String(port),
          ...env,
          ...more,
        });
        await one.process.says('"started"');
      },
    };
    await one.start();
    return one;
  };
  const apis = await Promise.all([member('api'), member('api')]);
  const workers = await Promise.all([member('worker'), member('worker')]);
  return {
    apis,
    workers,
    close: async () => {
      await Promise.all([...apis, ...workers].map((one) => one.process.kill()));
    },
  };
}
