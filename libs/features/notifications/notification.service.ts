import { Inject, Injectable } from '@nestjs/common';
import { changeWords } from '#domain/calls/addendum-words.js';
import { notices, type Template } from '#domain/notifications/notification.rules.js';
import { canOperateMail, canReadMailLog } from '#domain/notifications/notification.policy.js';
import { writeMail, type Facts } from '#domain/notifications/templates.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { Outbox } from '#platform/events/outbox.js';
import { Mailer } from '#platform/mail/mailer.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { IdentityService } from '../identity/identity.service.js';
import { NotificationQueries } from './notification.queries.js';
import { NotificationRepository } from './notification.repository.js';

@Injectable()
export class NotificationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: NotificationRepository,
    private readonly queries: NotificationQueries,
    private readonly outbox: Outbox,
    private readonly events: EventLog,
    private readonly identity: IdentityService,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Makes one row per recipient of an event, and one sending each. */
  async plan(outboxId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.outbox.lock(tx, outboxId);
      if (row === undefined) return;
      const event = await this.notifications.event(tx, row.event_id);
      const notice = notices[event.name];
      const planned = notice === undefined ? [] : await this.notifications.plan(tx, event, notice);
      if (planned.length > 0) await this.outbox.add(tx, planned.map((id) => ({ job: 'notifications.send' as const, key: id, eventId: event.id })));
      await this.outbox.remove(tx, outboxId);
    });
  }

  /**
   * Sends the mail of an outbox row: one row, one Message-ID, at least one delivery. Gives how many milliseconds to wait when
   * somebody else is sending it, undefined when nothing is left to do.
   */
  async send(outboxId: string): Promise<number | undefined> {
    const id = await this.outbox.keyOf(outboxId);
    if (id === undefined) return undefined;
    const claimed = await this.notifications.claim(id, this.config.queue.mailLeaseMs);
    if (claimed === undefined) {
      const left = await this.notifications.leaseLeft(id);
      if (left !== null) return left;
    } else {
      faultPoint('mail.after-lease');
      await this.deliver(id, claimed.template);
      faultPoint('mail.after-250');
    }
    await this.transactions.run(async (tx) => {
      await this.notifications.markSent(tx, id);
      await this.outbox.remove(tx, outboxId);
    });
    faultPoint('mail.after-mark');
    return undefined;
  }

  private async deliver(id: string, template: Template): Promise<void> {
    try {
      const { email, facts, letter } = await this.queries.facts(id);
      const { link, invitation, application, correction, exception, addendum, question, charter, document, ...rest } = facts;
      const filled: Facts = {
        ...rest,
        ...(addendum === null ? {} : { addendum: { ...addendum, changes: changeWords(addendum.before, addendum.after), url: `${this.config.publicUrl}/appels/${addendum.callId}` } }),
        ...(question === null ? {} : { question: { ...question, url: `${this.config.publicUrl}/appels/${question.callId}` } }),
        ...(charter === null ? {} : { charter: { ...charter, url: `${this.config.publicUrl}/pole/charte` } }),
        ...(document === null ? {} : { document: { ...document, url: `${this.config.publicUrl}/instruction/appels/${document.callId}` } }),
        ...(invitation === null ? {} : { invitation: { ...invitation, url: this.identity.invitationUrl(invitation.id), expiresAt: new Date(invitation.expiresAt) } }),
        signIn: link === null ? undefined : { url: this.identity.signInUrl(link.id), expiresAt: new Date(link.expiresAt) },
        application:
          application === null
            ? undefined
            : { ...application, receivedAt: new Date(application.receivedAt), closesAt: new Date(application.closesAt), url: `${this.config.publicUrl}/dossiers/${application.id}` },
        correction: correction === null ? undefined : { ...correction, dueAt: new Date(correction.dueAt) },
        exception:
          exception === null
            ? undefined
            : { ...exception, until: new Date(exception.until), isDossier: exception.applicationId !== null, url: `${this.config.publicUrl}/${exception.applicationId === null ? `appels/${exception.callId}` : `dossiers/${exception.applicationId}`}` },
      };
      await this.mailer.send({
        to: email,
        ...writeMail(template, filled),
        messageId: `<${id}@${new URL(this.config.publicUrl).hostname}>`,
        attachments: letter === null ? [] : [{ filename: `${facts.decision?.reference ?? 'lettre'}.pdf`, contentType: 'application/pdf', content: letter }],
      });
    } catch (error) {
      await this.notifications.release(id);
      throw error;
    }
  }

  /** Sends a mail again, as a new row with a Message-ID of its own. */
  async resend(actor: Actor, id: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      if (!canReadMailLog(actor)) throw notFound('notification');
      if (!canOperateMail(actor)) throw forbidden('notification.resend-not-yours');
      const again = await this.notifications.again(tx, id, actor.userId);
      if (again === undefined) throw notFound('notification');
      await this.events.append(tx, { name: 'notification.resent', actor, subject: { type: 'notification', id }, payload: { notificationId: again.id, template: again.template }, occurredAt: at });
      await this.outbox.add(tx, [{ job: 'notifications.send', key: again.id, eventId: again.eventId }]);
      return again.id;
    });
  }
}
