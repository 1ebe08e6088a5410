import { Injectable } from '@nestjs/common';
import type { Actor, Grant, Role } from '#domain/identity/actor.js';
import { canListUsers } from '#domain/identity/identity.policy.js';
import { forbidden } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { sha256 } from './sign-in-token.js';

export interface SessionUser {
  id: string;
  email: string;
  fullName: string;
}

export interface OpenSession {
  actor: Actor;
  user: SessionUser;
  /** The domain instant at which the session was looked up: once per request. */
  at: Date;
}

export interface UserRow {
  id: string;
  email: string;
  fullName: string;
  quality: string | null;
  grants: { id: string; role: Role; scope: Record<string, string>; startsAt: string; endsAt: string | null }[];
}

const grantsInForce = `
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope)) from role_grants g
            where g.user_id = u.id and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())), '[]')`;

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Injectable()
export class IdentityQueries {
  constructor(private readonly database: Database) {}

  /** Who holds this session, with the grants in force and the domain instant, in one statement. */
  async sessionOf(token: string): Promise<OpenSession | undefined> {
    const [row] = await rows<SessionUser & { grants: Grant[]; at: Date }>(
      this.database,
      `select u.id, u.email, u.full_name as "fullName", ${grantsInForce} as grants, essaim_now() as at
       from sessions s join users u on u.id = s.user_id where s.token_sha256 = $1 and s.expires_at > clock_timestamp()`,
      [sha256(token)],
    );
    if (row === undefined) return undefined;
    const { grants, at, ...user } = row;
    return { actor: { userId: user.id, grants }, user, at };
  }

  /** People by name, French order; `search` without accents in names and addresses, or an id; `role` among grants in force. */
  async list(actor: Actor, filter: { search?: string; role?: Role; limit: number; after?: string }): Promise<Page<UserRow>> {
    if (!canListUsers(actor)) throw forbidden('user.list-not-yours');
    const where = new Where();
    if (filter.search !== undefined && isUuid.test(filter.search)) where.and(`u.id = ${where.value(filter.search)}::uuid`);
    else if (filter.search !== undefined) where.and(`essaim_fold(u.full_name || ' ' || u.email::text) like '%' || essaim_fold(${where.value(filter.search)}) || '%'`);
    if (filter.role !== undefined) {
      // Not clock_timestamp(), which is volatile: the few who hold a rare role could not be looked up first.
      where.and(`exists (select from role_grants g where g.user_id = u.id and g.role = ${Where.word(filter.role)} and (g.ends_at is null or g.ends_at > statement_timestamp()))`);
    }
    if (filter.after !== undefined) {
      const [name, id] = decodeCursor(filter.after, ['text', 'uuid']);
      where.and(`(u.full_name collate "fr-x-icu", u.id) > (${where.value(name)}, ${where.value(id)}::uuid)`);
    }
    const found = await rows<UserRow>(
      this.database,
      `select u.id, u.email, u.full_name as "fullName", u.quality,
         coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'scope', g.scope, 'startsAt', g.starts_at, 'endsAt', g.ends_at) order by g.starts_at)
                   from role_grants g where g.user_id = u.id), '[]') as grants
       from users u where ${where.sql} order by u.full_name collate "fr-x-icu", u.id limit ${fetched(filter.limit)}`,
      where.params,
    );
    return page(found, filter.limit, (row) => [row.fullName, row.id]);
  }

  /** The accounts that a demonstration shows on its door: one person per set of roles, or everybody whose address or name holds `search`. */
  async demonstrationAccounts(search?: string): Promise<{ id: string; email: string; fullName: string; roles: string[] }[]> {
    const people = `select u.id, u.email::text as email, u.full_name as "fullName", u.created_at as since, coalesce(array_agg(distinct g.role order by g.role) filter (where g.role is not null), '{}') as roles
      from users u left join role_grants g on g.user_id = u.id and (g.ends_at is null or g.ends_at > clock_timestamp())`;
    if (search === undefined) {
      return rows(this.database, `select distinct on (roles) id, email, "fullName", roles from (${people} group by u.id) people where roles <> '{}' order by roles, since`);
    }
    return rows(
      this.database,
      `select id, email, "fullName", roles from (${people} where essaim_fold(u.full_name || ' ' || u.email::text) like '%' || essaim_fold($1) || '%' group by u.id) people order by since limit 100`,
      [search],
    );
  }
}
