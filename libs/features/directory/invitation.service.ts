import { Injectable } from '@nestjs/common';
import { checkInvited, checkSendings, checkUsable, invitationLifecycle } from '#domain/directory/invitation.rules.js';
import { canSeePole } from '#domain/directory/pole.policy.js';
import type { Actor, Scope } from '#domain/identity/actor.js';
import { toEmail } from '#domain/identity/email.js';
import { canManageTeam } from '#domain/identity/pole-people.js';
import { conflict, forbidden, notFound } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { IdentityService } from '../identity/identity.service.js';
import { InvitationRepository, type LockedInvitation, type NewInvitation } from './invitation.repository.js';
import { TeamQueries } from './team.queries.js';

export type { NewInvitation } from './invitation.repository.js';

const scopeOf = ({ poleId, applicationId }: Pick<NewInvitation, 'poleId' | 'applicationId'>): Scope => ({ poleId, ...(applicationId === null ? {} : { applicationId }) });

/** How the people of a pole are joined by others: invited by an applicant, accepted by whoever the invited address belongs to. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRepository,
    private readonly team: TeamQueries,
    private readonly identity: IdentityService,
    private readonly events: EventLog,
  ) {}

  /** Invites an address and mails it; says nothing of whether somebody has it. */
  async invite(actor: Actor, invitation: NewInvitation, at: Date): Promise<string> {
    const { poleId, applicationId, role } = invitation;
    const email = toEmail(invitation.email);
    if (!canSeePole(actor, { id: poleId })) throw notFound('pole');
    return this.transactions.run(async (tx) => {
      if (!canManageTeam(actor, poleId)) throw forbidden('invitation.make-not-yours');
      checkInvited(invitation);
      await this.invitations.lockSendings(tx, poleId, actor.userId);
      if (applicationId !== null && !(await this.team.isDossierOf(tx, applicationId, poleId))) throw notFound('application');
      if (await this.team.holds(tx, email, role, scopeOf(invitation))) throw conflict('invitation.already-there');
      const id = await this.invitations.add(tx, { ...invitation, email }, actor.userId, at);
      await this.send(tx, actor, id, poleId, at);
      return id;
    });
  }

  /** Mails it again: it waits for as many days as a new one. */
  async sendAgain(actor: Actor, id: string, at: Date): Promise<void> {
    await this.manage(actor, id, async (tx, invitation) => {
      checkUsable({ ...invitation, isOver: false });
      await this.invitations.lockSendings(tx, invitation.poleId, actor.userId);
      await this.invitations.renew(tx, id);
      await this.send(tx, actor, id, invitation.poleId, at);
    });
  }

  async revoke(actor: Actor, id: string, at: Date): Promise<void> {
    await this.manage(actor, id, async (tx, { state, poleId }) => {
      checkUsable({ state, isOver: false });
      await this.invitations.settle(tx, id, invitationLifecycle.next('revoke', state), actor.userId, at);
      await this.events.append(tx, { name: 'invitation.revoked', actor, subject: { type: 'invitation', id }, payload: { invitationId: id, poleId }, occurredAt: at });
    });
  }

  /** Accepts an invitation to one's own address, which signing in has proved; accepted twice, it gives one role. Gives where it leads. */
  async accept(actor: Actor, id: string, at: Date): Promise<{ poleId: string; applicationId: string | null }> {
    return this.transactions.run(async (tx) => {
      const { isForMe, ...invitation } = await this.lockSeen(tx, actor, id);
      if (!isForMe) throw forbidden('invitation.accept-not-yours');
      if (invitation.state !== 'accepted' || invitation.settledBy !== actor.userId) await this.join(tx, invitation, actor.userId, at);
      return { poleId: invitation.poleId, applicationId: invitation.applicationId };
    });
  }

  /** Accepts with the mailed link, for an address that nobody has yet: makes the account and opens its session, whose token it gives. */
  async welcome(token: string, fullName: string, replaced: string | undefined, at: Date): Promise<string> {
    const id = this.identity.invitationIn(token);
    if (id === undefined) throw notFound('invitation');
    return this.transactions.run(async (tx) => {
      const invitation = await this.invitations.lock(tx, id);
      if (invitation === undefined) throw notFound('invitation');
      checkUsable(invitation);
      const { userId, token: session } = await this.identity.welcome(tx, invitation.email, fullName.trim(), replaced, at);
      await this.join(tx, invitation, userId, at);
      return session;
    });
  }

  private async join(tx: Tx, invitation: LockedInvitation, userId: string, at: Date): Promise<void> {
    checkUsable(invitation);
    const { id, poleId, role, email } = invitation;
    const scope = scopeOf(invitation);
    await this.invitations.settle(tx, id, invitationLifecycle.next('accept', invitation.state), userId, at);
    const grantId = (await this.team.holds(tx, email, role, scope)) ? null : await this.identity.grantInvited(tx, userId, { ...invitation, scope }, at);
    await this.events.append(tx, { name: 'invitation.accepted', actor: { userId, grants: [] }, subject: { type: 'invitation', id }, payload: { invitationId: id, poleId, grantId }, occurredAt: at });
  }

  private async manage(actor: Actor, id: string, change: (tx: Tx, invitation: LockedInvitation) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const invitation = await this.lockSeen(tx, actor, id);
      if (!canManageTeam(actor, invitation.poleId)) throw forbidden('invitation.make-not-yours');
      await change(tx, invitation);
    });
  }

  /** An invitation, locked, for those who see its pole and for whom it is for. */
  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<LockedInvitation & { isForMe: boolean }> {
    const invitation = await this.invitations.lock(tx, id);
    const isForMe = invitation?.email.toLowerCase() === (await this.team.emailOf(tx, actor.userId))?.toLowerCase();
    if (invitation === undefined || !(isForMe || canSeePole(actor, { id: invitation.poleId }))) throw notFound('invitation');
    return { ...invitation, isForMe };
  }

  private async send(tx: Tx, actor: Actor, id: string, poleId: string, at: Date): Promise<void> {
    checkSendings(await this.invitations.sentToday(tx, poleId, actor.userId));
    const sendingId = await this.invitations.addSending(tx, id, poleId, actor.userId);
    await this.events.append(tx, { name: 'invitation.sent', actor, subject: { type: 'invitation', id }, payload: { invitationId: id, poleId, sendingId }, occurredAt: at });
  }
}
