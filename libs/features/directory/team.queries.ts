import { Injectable } from '@nestjs/common';
import { canSeePole } from '#domain/directory/pole.policy.js';
import type { InvitationState } from '#domain/directory/invitation.rules.js';
import type { Actor, Scope } from '#domain/identity/actor.js';
import { canSeeTeam, poleRoles, type PoleRole } from '#domain/identity/pole-people.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** Somebody of a pole, in one role: who holds two is there twice. */
export interface TeamMember {
  grantId: string;
  userId: string;
  fullName: string;
  email: string;
  role: PoleRole;
  /** A partner's dossier. */
  applicationId: string | null;
  projectTitle: string | null;
  since: Date;
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: PoleRole;
  applicationId: string | null;
  projectTitle: string | null;
  invitedByName: string;
  invitedAt: Date;
  /** Real time, exclusive. */
  expiresAt: Date;
  isOver: boolean;
}

export interface Team {
  people: TeamMember[];
  invitations: PendingInvitation[];
}

/** An invitation as the person invited reads it. */
export interface InvitationView {
  id: string;
  email: string;
  poleName: string;
  role: PoleRole;
  projectTitle: string | null;
  invitedByName: string;
  expiresAt: Date;
  state: InvitationState;
  /** Does the address belong to somebody who signs in already? */
  hasAccount: boolean;
}

/** A pole is a few people. */
const most = 200;

const inForce = `g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())`;
const peopleRoles = poleRoles.map((role) => `'${role}'`).join(', ');

/** The title of a dossier as its people know it. */
const title = `coalesce(a.draft_title, a.project_title)`;

const shown = `select i.id, i.email::text as email, p.name as "poleName", i.role, ${title} as "projectTitle", u.full_name as "invitedByName", i.expires_at as "expiresAt",
    case when i.state = 'pending' and i.expires_at <= clock_timestamp() then 'expired' else i.state end as state, exists (select from users x where x.email = i.email) as "hasAccount"
  from invitations i join poles p on p.id = i.pole_id join users u on u.id = i.invited_by left join applications a on a.id = i.application_id`;

@Injectable()
export class TeamQueries {
  constructor(private readonly database: Database) {}

  /** The people of a pole and the invitations that wait. */
  async of(actor: Actor, poleId: string): Promise<Team> {
    if (!canSeePole(actor, { id: poleId })) throw notFound('pole');
    if (!canSeeTeam(actor, poleId)) throw forbidden('pole.team-not-yours');
    const people = await rows<TeamMember>(
      this.database,
      `select g.id as "grantId", u.id as "userId", u.full_name as "fullName", u.email::text as email, g.role, a.id as "applicationId", ${title} as "projectTitle", g.starts_at as since
       from role_grants g join users u on u.id = g.user_id left join applications a on a.id = (g.scope->>'applicationId')::uuid
       where g.scope @> jsonb_build_object('poleId', $1::text) and g.role in (${peopleRoles}) and ${inForce}
       order by u.full_name collate "fr-x-icu", u.id, g.starts_at limit ${most}`,
      [poleId],
    );
    const invitations = await rows<PendingInvitation>(
      this.database,
      `select i.id, i.email::text as email, i.role, i.application_id as "applicationId", ${title} as "projectTitle", u.full_name as "invitedByName", i.invited_at as "invitedAt",
         i.expires_at as "expiresAt", i.expires_at <= clock_timestamp() as "isOver"
       from invitations i join users u on u.id = i.invited_by left join applications a on a.id = i.application_id
       where i.pole_id = $1 and i.state = 'pending' order by i.email, i.id limit ${most}`,
      [poleId],
    );
    return { people, invitations };
  }

  /** What waits for the person who asks: their address was proved when they signed in. */
  async mine(actor: Actor): Promise<InvitationView[]> {
    return rows<InvitationView>(
      this.database,
      `${shown} where i.email = (select email from users where id = $1) and i.state = 'pending' and i.expires_at > clock_timestamp() order by i.invited_at, i.id limit ${most}`,
      [actor.userId],
    );
  }

  /** What a mailed link is about, for whoever holds it. */
  async one(id: string): Promise<InvitationView> {
    const [found] = await rows<InvitationView>(this.database, `${shown} where i.id = $1`, [id]);
    if (found === undefined) throw notFound('invitation');
    return found;
  }

  async emailOf(tx: Tx, userId: string): Promise<string | undefined> {
    return (await rows<{ email: string }>(tx, `select email::text as email from users where id = $1`, [userId]))[0]?.email;
  }

  /** Does the owner of this address hold the role already, there? */
  async holds(tx: Tx, email: string, role: PoleRole, scope: Scope): Promise<boolean> {
    return (await rows(tx, `select from role_grants g join users u on u.id = g.user_id where u.email = $1 and g.role = $2 and g.scope = $3::jsonb and ${inForce}`, [email, role, JSON.stringify(scope)])).length > 0;
  }

  async isDossierOf(tx: Tx, applicationId: string, poleId: string): Promise<boolean> {
    return (await rows(tx, `select from applications where id = $1 and pole_id = $2`, [applicationId, poleId])).length > 0;
  }
}
