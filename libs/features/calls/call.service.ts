import { Injectable } from '@nestjs/common';
import { canCreateCall, canEditCall, canPublishCall, canSeeCall } from '#domain/calls/call.policy.js';
import { checkAwardTerms, checkEditable, publishCall, type AwardTerms } from '#domain/calls/call.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { parseForm } from '#domain/calls/form.rules.js';
import { parseRubric, type Rubric } from '#domain/calls/rubric.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { EnvelopeService } from '../programmes/envelope.service.js';
import { CallRepository, type CallTerms, type NewPhase } from './call.repository.js';
import type { Call } from './call.entity.js';

export interface CallDraft {
  code: string;
  title: string;
  instrument: 'AAP' | 'AMI';
  summary: string;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  prerequisite: string | null;
  tieBreak: string[];
  awardTerms: AwardTerms;
  phases: NewPhase[];
}

export type { CallTerms } from './call.repository.js';

@Injectable()
export class CallService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calls: CallRepository,
    private readonly envelopes: EnvelopeService,
    private readonly events: EventLog,
  ) {}

  async create(actor: Actor, { phases, ...draft }: CallDraft, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      if (!canCreateCall(actor)) throw forbidden('call.create-not-yours');
      checkAwardTerms(draft.awardTerms);
      await this.envelopes.termsOf(tx, draft.envelopeId);
      const id = await this.calls.add(tx, { ...draft, authoredBy: actor.userId });
      await this.calls.replacePhases(tx, id, phases);
      await this.events.append(tx, { name: 'call.drafted', actor, subject: { type: 'call', id }, payload: { callId: id }, occurredAt: at });
      return id;
    });
  }

  async change(actor: Actor, id: string, version: number, { phases, code: _code, ...draft }: CallDraft, at: Date): Promise<void> {
    await this.edit(actor, id, version, at, async (tx, call) => {
      checkAwardTerms(draft.awardTerms);
      await this.envelopes.termsOf(tx, draft.envelopeId);
      Object.assign(call, draft);
      await this.calls.replacePhases(tx, id, phases);
    });
  }

  async putForm(actor: Actor, id: string, version: number, definition: unknown, at: Date): Promise<void> {
    const form = parseForm(definition);
    await this.edit(actor, id, version, at, (tx) => this.calls.putDefinition(tx, 'form_versions', id, form));
  }

  async putRubric(actor: Actor, id: string, version: number, definition: unknown, at: Date): Promise<void> {
    const rubric = parseRubric(definition);
    await this.edit(actor, id, version, at, (tx) => this.calls.putDefinition(tx, 'rubric_versions', id, rubric));
  }

  private async edit(actor: Actor, id: string, version: number, at: Date, change: (tx: Tx, call: Call) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const call = await this.lockSeen(tx, actor, id);
      if (!canEditCall(actor, call)) throw forbidden('call.change-not-yours');
      checkEditable(call, version);
      await change(tx, call);
      call.version += 1;
      await this.calls.save(tx, call);
      await this.events.append(tx, { name: 'call.changed', actor, subject: { type: 'call', id }, payload: { callId: id, version: call.version }, occurredAt: at });
    });
  }

  async publish(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const call = await this.lockSeen(tx, actor, id);
      if (!canPublishCall(actor, call)) throw forbidden('call.publish-not-yours');
      const envelope = await this.envelopes.termsOf(tx, call.envelopeId);
      const changes = publishCall(
        {
          state: call.state,
          authoredBy: call.authoredBy,
          hasForm: await this.calls.hasDefinition(tx, 'form_versions', id),
          hasRubric: await this.calls.hasDefinition(tx, 'rubric_versions', id),
          envelopeOpen: envelope.state === 'open',
          phases: await this.calls.phases(tx, id),
        },
        actor.userId,
        at,
      );
      Object.assign(call, changes);
      await this.calls.save(tx, call);
      await this.calls.freeze(tx, id, at);
      await this.events.append(tx, { name: 'call.published', actor, subject: { type: 'call', id }, payload: { callId: id }, occurredAt: at });
    });
  }

  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<Call> {
    const call = await this.calls.lock(tx, id);
    if (call === null || !canSeeCall(actor, call)) throw notFound('call');
    return call;
  }

  /** The terms of a published call, which the caller's transaction then holds `for share`; absent and drafts are `call.not-found`. */
  async termsOf(tx: Tx, id: string): Promise<CallTerms> {
    const call = await this.calls.hold(tx, id);
    if (call === undefined || call.state === 'draft') throw notFound('call');
    return call;
  }

  /** The form that new dossiers of a call fill in. */
  async formOf(tx: Tx, callId: string): Promise<{ id: string; definition: FormDefinition }> {
    const form = await this.calls.currentForm(tx, callId);
    if (form === undefined) throw notFound('call');
    return form;
  }

  /** The rubric that reviews of a call are scored by. */
  async rubricOf(tx: Tx, callId: string): Promise<{ id: string; definition: Rubric }> {
    const rubric = await this.calls.currentRubric(tx, callId);
    if (rubric === undefined) throw notFound('call');
    return rubric;
  }
}
