import { Injectable } from '@nestjs/common';
import type { InvitationState } from '#domain/directory/invitation.rules.js';
import type { PoleRole } from '#domain/identity/pole-people.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewInvitation {
  poleId: string;
  applicationId: string | null;
  email: string;
  role: PoleRole;
}

export interface LockedInvitation extends NewInvitation {
  id: string;
  state: InvitationState;
  isOver: boolean;
  invitedBy: string;
  settledBy: string | null;
}

@Injectable()
export class InvitationRepository {
  /** Invitations to one pole, and by one person, are made one after the other: their mails are counted. */
  async lockSendings(tx: Tx, poleId: string, askedBy: string): Promise<void> {
    for (const id of [poleId, askedBy]) await rows(tx, `select pg_advisory_xact_lock(24, hashtext($1))`, [id]);
  }

  /** Mails of the last 24 hours: of a pole, or by one person for several, whichever is more. */
  async sentToday(tx: Tx, poleId: string, askedBy: string): Promise<number> {
    const [row] = await rows<{ count: number }>(
      tx,
      `select greatest((select count(*) from invitation_sendings where pole_id = $1 and asked_at > clock_timestamp() - interval '24 hours'),
         (select count(*) from invitation_sendings where asked_by = $2 and asked_at > clock_timestamp() - interval '24 hours')) as count`,
      [poleId, askedBy],
    );
    return row!.count;
  }

  /** Invites an address, in place of an invitation of the same kind whose days are over. */
  async add(tx: Tx, { poleId, applicationId, email, role }: NewInvitation, invitedBy: string, at: Date): Promise<string> {
    await execute(
      tx,
      `update invitations set state = 'expired' where pole_id = $1 and application_id is not distinct from $2 and email = $3 and state = 'pending' and expires_at <= clock_timestamp()`,
      [poleId, applicationId, email],
    );
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into invitations (pole_id, application_id, email, role, invited_by, invited_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [poleId, applicationId, email, role, invitedBy, at],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'invitations_one_pending') throw conflict('invitation.already-pending');
      throw error;
    }
  }

  /** Counts a mail to be sent; gives its id. */
  async addSending(tx: Tx, id: string, poleId: string, askedBy: string): Promise<string> {
    return (await rows<{ id: string }>(tx, `insert into invitation_sendings (invitation_id, pole_id, asked_by) values ($1, $2, $3) returning id`, [id, poleId, askedBy]))[0]!.id;
  }

  async lock(tx: Tx, id: string): Promise<LockedInvitation | undefined> {
    const [row] = await rows<LockedInvitation>(
      tx,
      `select id, pole_id as "poleId", application_id as "applicationId", email::text as email, role, state, expires_at <= clock_timestamp() as "isOver", invited_by as "invitedBy", settled_by as "settledBy"
       from invitations where id = $1 for update`,
      [id],
    );
    return row;
  }

  /** It waits for as many days again. */
  async renew(tx: Tx, id: string): Promise<void> {
    await execute(tx, `update invitations set expires_at = default where id = $1`, [id]);
  }

  async settle(tx: Tx, id: string, state: InvitationState, settledBy: string, at: Date): Promise<void> {
    await execute(tx, `update invitations set state = $2, settled_by = $3, settled_at = $4 where id = $1`, [id, state, settledBy, at]);
  }
}
