import { Injectable } from '@nestjs/common';
import { canDropAddendum, canProposeAddendum, canPublishAddendum, canSeeAddendum } from '#domain/calls/addendum.policy.js';
import { addendumLifecycle, amend, publishAddendum, requestOf, type AddendumRequest, type AmendedCall } from '#domain/calls/addendum.rules.js';
import { canSeeCall } from '#domain/calls/call.policy.js';
import { checkEditedAt } from '#domain/calls/call.rules.js';
import { parseNewForm } from '#domain/calls/form.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { SignatureService } from '../charters/signature.service.js';
import { AddendumRepository, type Addendum } from './addendum.repository.js';
import type { Call } from './call.entity.js';
import { CallRepository } from './call.repository.js';
import { DocumentRepository } from './document.repository.js';

export interface NewAddendum extends Omit<AddendumRequest, 'form'> {
  reason: string;
  /** The version of the call that its author read. */
  version: number;
  /** A definition, as JSON. */
  form?: unknown;
}

/** How a published call changes: proposed with a reason, published by another person, told to everybody who started. */
@Injectable()
export class AddendumService {
  constructor(
    private readonly transactions: Transactions,
    private readonly addenda: AddendumRepository,
    private readonly calls: CallRepository,
    private readonly signatures: SignatureService,
    private readonly documents: DocumentRepository,
    private readonly events: EventLog,
  ) {}

  async propose(actor: Actor, callId: string, { reason, version, form, ...parts }: NewAddendum, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const call = await this.calls.lock(tx, callId);
      if (call === null || !canSeeCall(actor, call)) throw notFound('call');
      if (!canProposeAddendum(actor, call)) throw forbidden('addendum.propose-not-yours');
      checkEditedAt(call, version);
      const { before, after } = amend(await this.amended(tx, call, at), { ...parts, ...(form === undefined ? {} : { form: parseNewForm(form) }) }, at);
      const id = await this.addenda.add(tx, { callId, reason, before, after, proposedBy: actor.userId, proposedAt: at });
      await this.events.append(tx, { name: 'addendum.proposed', actor, subject: { type: 'call', id: callId }, payload: { callId, addendumId: id }, occurredAt: at });
      return id;
    });
  }

  /** Changes the call as proposed, if it still may be changed so: a new version, and a mail to each person who started. */
  async publish(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { call, addendum } = await this.lockSeen(tx, actor, id);
      if (!canPublishAddendum(actor, call)) throw forbidden('addendum.publish-not-yours');
      const published = publishAddendum(addendum, actor.userId, at);
      const { after } = amend(await this.amended(tx, call, at), requestOf(addendum.after), at);
      call.addenda += 1;
      call.version += 1;
      if (after.title !== undefined) call.title = after.title;
      if (after.summary !== undefined) call.summary = after.summary;
      if (after.awardTerms !== undefined) call.awardTerms = after.awardTerms;
      if (after.charterRequired !== undefined) call.charterRequired = after.charterRequired;
      await this.addenda.publish(tx, id, call.addenda, published);
      await this.calls.save(tx, call);
      for (const { phaseId, closesAt } of after.closings ?? []) await this.calls.moveClosing(tx, phaseId, new Date(closesAt));
      if (after.form !== undefined) {
        await this.calls.putDefinition(tx, 'form_versions', call.id, after.form);
        await this.calls.freeze(tx, call.id, at);
      }
      if (after.documents !== undefined) await this.documents.bring(tx, after.documents, call.addenda);
      await this.events.append(tx, {
        name: 'addendum.published',
        actor,
        subject: { type: 'call', id: call.id },
        payload: { callId: call.id, addendumId: id, ordinal: call.addenda },
        occurredAt: at,
      });
    });
  }

  async drop(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { call, addendum } = await this.lockSeen(tx, actor, id);
      if (!canDropAddendum(actor, call)) throw forbidden('addendum.drop-not-yours');
      await this.addenda.drop(tx, id, addendumLifecycle.next('drop', addendum.state));
      await this.events.append(tx, { name: 'addendum.dropped', actor, subject: { type: 'call', id: call.id }, payload: { callId: call.id, addendumId: id }, occurredAt: at });
    });
  }

  /** The call first, then its addendum: one order of locks. */
  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<{ call: Call; addendum: Addendum }> {
    const callId = await this.addenda.callOf(tx, id);
    const call = callId === undefined ? null : await this.calls.lock(tx, callId);
    if (call === null) throw notFound('addendum');
    const addendum = await this.addenda.lock(tx, id);
    if (!canSeeAddendum(actor, addendum)) throw notFound('addendum');
    return { call, addendum };
  }

  private async amended(tx: Tx, call: Call, at: Date): Promise<AmendedCall> {
    return {
      state: call.state,
      title: call.title,
      summary: call.summary,
      awardTerms: call.awardTerms,
      charterRequired: call.charterRequired,
      hasCharter: await this.signatures.hasCharter(tx, at),
      form: (await this.calls.currentForm(tx, call.id))?.definition,
      phases: await this.addenda.phases(tx, call.id),
      documents: await this.documents.amended(tx, call.id),
      isDecided: await this.addenda.isDecided(tx, call.id),
    };
  }
}
