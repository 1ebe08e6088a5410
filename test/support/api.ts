import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import request, { type Response } from 'supertest';
import { createApi } from '#api/main.js';
import type { Role, Scope } from '#domain/identity/actor.js';
import { sha256 } from '#features/identity/sign-in-token.js';
import { testConfig } from './config.js';

type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';

/** A signed-in person of a test, or a visitor. */
export interface Caller {
  id: string;
  email: string;
  call(method: Method, path: string, body?: object, headers?: Record<string, string>): Promise<Response>;
}

export interface TestApi {
  app: NestFastifyApplication;
  /** As the role that the application runs as. */
  sql: pg.Pool;
  visitor: Caller;
  signIn(fullName: string, ...grants: (Role | { role: Role; scope: Scope })[]): Promise<Caller>;
  /** A session's token of somebody, for a request to another process. */
  sessionOf(caller: Caller): Promise<string>;
  grant(userId: string, role: Role, scope?: Scope): Promise<void>;
  /** Sets the domain clock, forward only. */
  setClock(instant: string): Promise<void>;
  close(): Promise<void>;
}

/** What an answer says (nothing, to a HEAD), but for the name of its request, which no two share. */
export const said = (answer: Response): string => ((answer.text as string | undefined) ?? '').replace(/,"instance":"urn:uuid:[0-9a-f-]{36}"/, '');

/** A pool whose connections may be cut when the file's database is dropped. */
export function quietPool(connectionString: string | undefined, max = 4): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, options: '-c search_path=essaim,public' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The real api on the file's own database; people are made by SQL, everything else goes through HTTP. */
export async function openApi(env: Record<string, string> = { ESSAIM_DEMONSTRATION: 'true' }): Promise<TestApi> {
  const app = await createApi(testConfig(env));
  const sql = quietPool(process.env['DATABASE_URL']);
  const caller = (id: string, email: string, cookie: string | undefined): Caller => ({
    id,
    email,
    call: (method, path, body, headers = {}) => {
      let pending = request(app.getHttpServer())[method](path).set('host', 'localhost').set(headers);
      if (cookie !== undefined) pending = pending.set('cookie', cookie);
      return body === undefined ? pending : pending.send(body);
    },
  });
  const grant = async (userId: string, role: Role, scope: Scope = {}): Promise<void> => {
    await sql.query(`insert into role_grants (user_id, role, scope) values ($1, $2, $3)`, [userId, role, JSON.stringify(scope)]);
  };
  const openSession = async (userId: string): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await sql.query(`insert into sessions (token_sha256, user_id) values ($1, $2)`, [sha256(token), userId]);
    return token;
  };
  return {
    app,
    sql,
    grant,
    visitor: caller('', '', undefined),
    signIn: async (fullName, ...grants) => {
      const email = `${randomBytes(6).toString('hex')}@essaim.test`;
      const { rows } = await sql.query<{ id: string }>(`insert into users (email, full_name, quality) values ($1, $2, 'Qualité fictive') returning id`, [email, fullName]);
      const { id } = rows[0]!;
      for (const one of grants) await (typeof one === 'string' ? grant(id, one) : grant(id, one.role, one.scope));
      return caller(id, email, `essaim=${await openSession(id)}`);
    },
    sessionOf: (one) => openSession(one.id),
    setClock: async (instant) => {
      await sql.query(`insert into demonstration_clock (set_to) values ($1) on conflict (singleton) do update set set_to = excluded.set_to`, [instant]);
    },
    close: async () => {
      await app.close();
      await sql.end();
    },
  };
}

/** The body of an answer that must have this status; the failure shows the problem. */
export function expectStatus<T>(answer: Response, status: number): T {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}
