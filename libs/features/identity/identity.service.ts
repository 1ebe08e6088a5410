import { Inject, Injectable } from '@nestjs/common';
import { system, type Actor, type Role, type Scope } from '#domain/identity/actor.js';
import { toEmail } from '#domain/identity/email.js';
import { canEndGrant } from '#domain/identity/pole-people.js';
import { canAdministerUsers } from '#domain/identity/identity.policy.js';
import { conflict, DomainError, forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap } from '#domain/shared/event.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { IdentityRepository } from './identity.repository.js';
import { linkOf, linkToken, newSessionToken, sha256 } from './sign-in-token.js';

const linksPerQuarter = 5;

export interface NewUser {
  email: string;
  fullName: string;
  quality: string | null;
}

export interface RoleToGive {
  role: Role;
  scope: Scope;
  endsAt: Date | null;
}

@Injectable()
export class IdentityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly identity: IdentityRepository,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Mails a sign-in link to this address if somebody has it; says nothing of whether. Five per quarter of an hour at most. */
  async requestLink(address: string, at: Date): Promise<void> {
    const email = toEmail(address);
    await this.transactions.run(async (tx) => {
      const userId = await this.identity.userIdOf(tx, email);
      if (userId !== undefined) await this.sendLink(tx, userId, at);
    });
  }

  /** Makes an account for this address, unless it has one, and mails it a sign-in link: the same for both. */
  async openAccount(address: string, fullName: string, at: Date): Promise<void> {
    const email = toEmail(address);
    await this.transactions.run(async (tx) => {
      const { id, isNew } = await this.identity.register(tx, email, fullName.trim(), null);
      if (isNew) await this.events.append(tx, { name: 'user.registered', actor: { userId: id, grants: [] }, subject: { type: 'user', id }, payload: { userId: id }, occurredAt: at });
      await this.sendLink(tx, id, at);
    });
  }

  private async sendLink(tx: Tx, userId: string, at: Date): Promise<void> {
    if ((await this.identity.recentLinks(tx, userId)) >= linksPerQuarter) return;
    const linkId = await this.identity.addLink(tx, userId);
    await this.events.append(tx, { name: 'sign-in-link.requested', actor: system, subject: { type: 'sign-in-link', id: linkId }, payload: { linkId }, occurredAt: at });
  }

  /** Where a sign-in link leads: a page with one button, which uses it. */
  signInUrl(linkId: string): string {
    return `${this.config.publicUrl}/connexion?jeton=${linkToken(this.config.secret, 'sign-in-link', linkId)}`;
  }

  /** Where the mail of an invitation leads: to a page that says what it is, and accepts it. */
  invitationUrl(invitationId: string): string {
    return `${this.config.publicUrl}/invitation?jeton=${linkToken(this.config.secret, 'invitation', invitationId)}`;
  }

  /** The id of the invitation whose mail carried `token`, or undefined when the deployment did not sign it. */
  invitationIn(token: string): string | undefined {
    return linkOf(this.config.secret, 'invitation', token);
  }

  /** Opens a session with the token of a link, once, within a quarter of an hour; the session that the browser had ends. Gives the session's token. */
  async signIn(token: string, replaced: string | undefined, at: Date): Promise<string> {
    const linkId = linkOf(this.config.secret, 'sign-in-link', token);
    if (linkId === undefined) throw new DomainError('unauthenticated', 'sign-in-link.not-usable');
    return this.transactions.run(async (tx) => {
      const userId = await this.identity.useLink(tx, linkId);
      if (userId === undefined) throw new DomainError('unauthenticated', 'sign-in-link.not-usable');
      return this.openSession(tx, userId, 'link', replaced, at);
    });
  }

  /** The demonstration's door: a session for anybody. Nothing but its module calls it. */
  async signInForDemonstration(userId: string, replaced: string | undefined, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      if (!(await this.identity.exists(tx, userId))) throw notFound('user');
      return this.openSession(tx, userId, 'demonstration', replaced, at);
    });
  }

  private async openSession(tx: Tx, userId: string, means: EventMap['session.opened']['means'], replaced: string | undefined, at: Date): Promise<string> {
    const token = newSessionToken();
    await this.identity.openSession(tx, userId, sha256(token), replaced === undefined ? null : sha256(replaced));
    await this.events.append(tx, { name: 'session.opened', actor: { userId, grants: [] }, subject: { type: 'user', id: userId }, payload: { userId, means }, occurredAt: at });
    return token;
  }

  async signOut(token: string): Promise<void> {
    await this.transactions.run((tx) => this.identity.closeSession(tx, sha256(token)));
  }

  /** Makes a person known; gives the id of the one who has the address already, if so. */
  async register(actor: Actor, user: NewUser, at: Date): Promise<string> {
    const email = toEmail(user.email);
    return this.transactions.run(async (tx) => {
      if (!canAdministerUsers(actor)) throw forbidden('user.register-not-yours');
      const { id, isNew } = await this.identity.register(tx, email, user.fullName.trim(), user.quality);
      if (isNew) await this.events.append(tx, { name: 'user.registered', actor, subject: { type: 'user', id }, payload: { userId: id }, occurredAt: at });
      return id;
    });
  }

  /** Gives a role within a scope, for ever or until `endsAt` (real time, as sessions and links; never the domain clock's). */
  async grantRole(actor: Actor, userId: string, { role, scope, endsAt }: RoleToGive, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      if (!canAdministerUsers(actor)) throw forbidden('role-grant.give-not-yours');
      if (!(await this.identity.exists(tx, userId))) throw notFound('user');
      return this.give(tx, actor, userId, { role, scope, endsAt }, at);
    });
  }

  /** Ends a role at once, whatever sessions are open: an administrator's act, or an applicant's among the people of its pole. */
  async endRole(actor: Actor, grantId: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const grant = await this.identity.grantInForce(tx, grantId);
      if (!canEndGrant(actor, grant)) throw forbidden('role-grant.end-not-yours');
      const userId = grant && (await this.identity.endGrant(tx, grantId));
      if (userId === undefined) throw notFound('role-grant');
      await this.events.append(tx, { name: 'user.role-ended', actor, subject: { type: 'user', id: userId }, payload: { userId, grantId }, occurredAt: at });
    });
  }

  /** The one who makes a pole applies for it: joins the transaction that makes it. */
  async grantApplicant(tx: Tx, actor: Actor, poleId: string, at: Date): Promise<void> {
    await this.give(tx, actor, actor.userId, { role: 'applicant', scope: { poleId }, endsAt: null }, at);
  }

  /** Gives `userId` the role of an invitation that they accept: joins the caller's transaction. */
  async grantInvited(tx: Tx, userId: string, invitation: { id: string; role: Role; scope: Scope; invitedBy: string }, at: Date): Promise<string> {
    const { id: invitationId, role, scope, invitedBy } = invitation;
    return this.give(tx, { userId, grants: [] }, userId, { role, scope, endsAt: null }, at, { givenBy: invitedBy, invitationId });
  }

  /**
   * Makes an account for the address to which an invitation was mailed, and opens a session for whoever holds its link; throws `conflict`
   * `invitation.sign-in-first` when there is an account: a link that lives for days opens no rights but its own. Joins the caller's transaction.
   */
  async welcome(tx: Tx, email: string, fullName: string, replaced: string | undefined, at: Date): Promise<{ userId: string; token: string }> {
    const { id, isNew } = await this.identity.register(tx, email, fullName, null);
    if (!isNew) throw conflict('invitation.sign-in-first');
    await this.events.append(tx, { name: 'user.registered', actor: { userId: id, grants: [] }, subject: { type: 'user', id }, payload: { userId: id }, occurredAt: at });
    return { userId: id, token: await this.openSession(tx, id, 'invitation', replaced, at) };
  }

  private async give(tx: Tx, actor: Actor, userId: string, given: RoleToGive, at: Date, by: { givenBy: string; invitationId?: string } = { givenBy: actor.userId }): Promise<string> {
    const grantId = await this.identity.grant(tx, { userId, ...given, ...by });
    await this.events.append(tx, { name: 'user.role-granted', actor, subject: { type: 'user', id: userId }, payload: { userId, grantId, role: given.role }, occurredAt: at });
    return grantId;
  }

  /** The first person of an empty installation, its administrator; throws `conflict` `administrator.exists` once there is anybody. */
  async installFirstAdministrator(user: NewUser, at: Date): Promise<string> {
    const email = toEmail(user.email);
    return this.transactions.run(async (tx) => {
      if (!(await this.identity.isEmpty(tx))) throw conflict('administrator.exists');
      const { id } = await this.identity.register(tx, email, user.fullName.trim(), user.quality);
      await this.events.append(tx, { name: 'user.registered', actor: system, subject: { type: 'user', id }, payload: { userId: id }, occurredAt: at });
      const grantId = await this.identity.grant(tx, { userId: id, role: 'administrator', scope: {}, endsAt: null, givenBy: null });
      await this.events.append(tx, { name: 'user.role-granted', actor: system, subject: { type: 'user', id }, payload: { userId: id, grantId, role: 'administrator' }, occurredAt: at });
      return id;
    });
  }
}
