import { Injectable } from '@nestjs/common';
import type { Grant, Role, Scope } from '#domain/identity/actor.js';
import { conflict, invalid } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewGrant {
  userId: string;
  role: Role;
  scope: Scope;
  endsAt: Date | null;
  givenBy: string | null;
  /** That it is accepted from. */
  invitationId?: string;
}

@Injectable()
export class IdentityRepository {
  /** The person with this address, made if there is none. */
  async register(tx: Tx, email: string, fullName: string, quality: string | null): Promise<{ id: string; isNew: boolean }> {
    const [made] = await rows<{ id: string }>(
      tx,
      `insert into users (email, full_name, quality) values ($1, $2, $3) on conflict (email) do nothing returning id`,
      [email, fullName, quality],
    );
    if (made !== undefined) return { id: made.id, isNew: true };
    const [known] = await rows<{ id: string }>(tx, `select id from users where email = $1`, [email]);
    return { id: known!.id, isNew: false };
  }

  /** Is there nobody yet? Those who ask at once wait for one another. */
  async isEmpty(tx: Tx): Promise<boolean> {
    await rows(tx, `select pg_advisory_xact_lock(9, 1)`);
    return (await rows(tx, `select from users limit 1`)).length === 0;
  }

  async userIdOf(tx: Tx, email: string): Promise<string | undefined> {
    return (await rows<{ id: string }>(tx, `select id from users where email = $1 for update`, [email]))[0]?.id;
  }

  async exists(tx: Tx, userId: string): Promise<boolean> {
    return (await rows(tx, `select from users where id = $1`, [userId])).length > 0;
  }

  async grant(tx: Tx, grant: NewGrant): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into role_grants (user_id, role, scope, ends_at, given_by, invitation_id) values ($1, $2, $3, $4, $5, $6) returning id`,
        [grant.userId, grant.role, JSON.stringify(grant.scope), grant.endsAt, grant.givenBy, grant.invitationId ?? null],
      );
      return row!.id;
    } catch (error) {
      const broken = brokenConstraint(error);
      if (broken === 'role_grants_given_twice') throw conflict('role-grant.already-given');
      if (broken === 'role_grants_people_of_a_pole' || broken === 'role_grants_partner_of_a_dossier') throw invalid('role-grant.scope-missing', { role: grant.role });
      if (broken === 'role_grants_ends_after_start') throw invalid('role-grant.ends-in-the-past');
      if (broken === 'role_grants_scope_exists') throw invalid('role-grant.scope-unknown');
      throw error;
    }
  }

  async grantInForce(tx: Tx, grantId: string): Promise<(Grant & { userId: string }) | undefined> {
    const [row] = await rows<Grant & { userId: string }>(
      tx,
      `select user_id as "userId", role, scope from role_grants where id = $1 and (ends_at is null or ends_at > clock_timestamp()) for update`,
      [grantId],
    );
    return row;
  }

  /** Ends a grant that is in force; gives whose it was. */
  async endGrant(tx: Tx, grantId: string): Promise<string | undefined> {
    try {
      const [row] = await rows<{ user_id: string }>(
        tx,
        `update role_grants set ends_at = clock_timestamp() where id = $1 and (ends_at is null or ends_at > clock_timestamp()) returning user_id`,
        [grantId],
      );
      return row?.user_id;
    } catch (error) {
      if (brokenConstraint(error) === 'role_grants_last_applicant') throw conflict('role-grant.last-applicant');
      throw error;
    }
  }

  async recentLinks(tx: Tx, userId: string): Promise<number> {
    const [row] = await rows<{ count: number }>(
      tx,
      `select count(*) from sign_in_links where user_id = $1 and requested_at > clock_timestamp() - interval '15 minutes'`,
      [userId],
    );
    return row!.count;
  }

  async addLink(tx: Tx, userId: string): Promise<string> {
    return (await rows<{ id: string }>(tx, `insert into sign_in_links (user_id) values ($1) returning id`, [userId]))[0]!.id;
  }

  /** Uses a link once, before it expires; gives whose it is. */
  async useLink(tx: Tx, linkId: string): Promise<string | undefined> {
    const [row] = await rows<{ user_id: string }>(
      tx,
      `update sign_in_links set used_at = clock_timestamp() where id = $1 and used_at is null and expires_at > clock_timestamp() returning user_id`,
      [linkId],
    );
    return row?.user_id;
  }

  async openSession(tx: Tx, userId: string, tokenSha256: Buffer, replaced: Buffer | null): Promise<void> {
    if (replaced !== null) await this.closeSession(tx, replaced);
    await execute(tx, `insert into sessions (token_sha256, user_id) values ($1, $2)`, [tokenSha256, userId]);
  }

  async closeSession(tx: Tx, tokenSha256: Buffer): Promise<void> {
    await execute(tx, `delete from sessions where token_sha256 = $1`, [tokenSha256]);
  }
}
