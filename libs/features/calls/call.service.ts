import { Injectable } from '@nestjs/common';
import { canCreateCall, canDiscardCall, canEditCall, canPublishCall, canSeeCall } from '#domain/calls/call.policy.js';
import { callLifecycle, checkAwardTerms, checkEditable, checkPhases, checkRegions, publishCall, wasPublished, type AwardTerms, type Zoning } from '#domain/calls/call.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { parseNewForm } from '#domain/calls/form.rules.js';
import { parseRubric, type Rubric } from '#domain/calls/rubric.rules.js';
import { checkTracks, type Track } from '#domain/calls/track.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, invalid, notFound } from '#domain/shared/error.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { SignatureService } from '../charters/signature.service.js';
import { EnvelopeService } from '../programmes/envelope.service.js';
import { CallRepository, type CallTerms, type NewPhase } from './call.repository.js';
import type { Call } from './call.entity.js';
import { DocumentRepository } from './document.repository.js';

export interface CallDraft {
  code: string;
  title: string;
  instrument: 'AAP' | 'AMI';
  summary: string;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  certification: boolean;
  prerequisite: string | null;
  prerequisiteCallId: string | null;
  tieBreak: string[];
  awardTerms: AwardTerms;
  themes: string[];
  regions: string[];
  zonings: Zoning[];
  charterRequired: boolean;
  phases: NewPhase[];
  tracks: Track[];
}

/** What a clone gives anew; the rest is the other call's. */
export interface CallClone {
  code: string;
  title: string;
  envelopeId: string | null;
  phases: NewPhase[];
}

export type { CallTerms } from './call.repository.js';

@Injectable()
export class CallService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calls: CallRepository,
    private readonly documents: DocumentRepository,
    private readonly envelopes: EnvelopeService,
    private readonly signatures: SignatureService,
    private readonly events: EventLog,
  ) {}

  async create(actor: Actor, draft: CallDraft, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      if (!canCreateCall(actor)) throw forbidden('call.create-not-yours');
      return this.draft(tx, actor, draft, at);
    });
  }

  async change(actor: Actor, id: string, version: number, draft: CallDraft, at: Date): Promise<void> {
    await this.edit(actor, id, version, at, async (tx, call) => {
      await this.checkDraft(tx, draft);
      if (draft.prerequisiteCallId === id) throw invalid('call.prerequisite-is-itself');
      const { phases, tracks, code: _code, ...terms } = draft;
      Object.assign(call, terms);
      await this.calls.replacePhases(tx, id, phases);
      await this.calls.replaceTracks(tx, id, tracks);
    });
  }

  /** A draft with the terms, tracks, form, rubric and documents of another call, under a code, a title and dates of its own. Gives its id. */
  async clone(actor: Actor, id: string, { envelopeId, ...own }: CallClone, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const source = await this.calls.find(tx, id);
      if (source === null || !canSeeCall(actor, source)) throw notFound('call');
      if (!canCreateCall(actor)) throw forbidden('call.create-not-yours');
      const tracks = (await this.calls.tracks(tx, id)).map((track) => (envelopeId === null ? track : { ...track, envelopeId: null }));
      const cloneId = await this.draft(tx, actor, { ...source, ...own, envelopeId: envelopeId ?? source.envelopeId, tracks }, at);
      const [form, rubric] = [await this.calls.currentForm(tx, id), await this.calls.currentRubric(tx, id)];
      if (form !== undefined) await this.calls.putDefinition(tx, 'form_versions', cloneId, form.definition);
      if (rubric !== undefined) await this.calls.putDefinition(tx, 'rubric_versions', cloneId, rubric.definition);
      await this.documents.copy(tx, id, cloneId, actor.userId, at);
      return cloneId;
    });
  }

  private async draft(tx: Tx, actor: Actor, draft: CallDraft, at: Date): Promise<string> {
    await this.checkDraft(tx, draft);
    const { phases, tracks, ...terms } = draft;
    const id = await this.calls.add(tx, { ...terms, authoredBy: actor.userId });
    await this.calls.replacePhases(tx, id, phases);
    await this.calls.replaceTracks(tx, id, tracks);
    await this.events.append(tx, { name: 'call.drafted', actor, subject: { type: 'call', id }, payload: { callId: id }, occurredAt: at });
    return id;
  }

  private async checkDraft(tx: Tx, { awardTerms, phases, tracks, regions, envelopeId, prerequisiteCallId }: CallDraft): Promise<void> {
    checkAwardTerms(awardTerms);
    checkPhases(phases);
    checkTracks(tracks);
    checkRegions(regions);
    for (const one of new Set([envelopeId, ...tracks.flatMap((track) => track.envelopeId ?? [])])) await this.envelopes.termsOf(tx, one);
    if (prerequisiteCallId === null) return;
    const prerequisite = await this.calls.find(tx, prerequisiteCallId);
    if (prerequisite === null || prerequisite.state === 'discarded') throw invalid('call.prerequisite-unknown');
  }

  async putForm(actor: Actor, id: string, version: number, definition: unknown, at: Date): Promise<void> {
    const form = parseNewForm(definition);
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
          lacksCharter: call.charterRequired && !(await this.signatures.hasCharter(tx, at)),
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

  /** Gives a call in preparation up: it is kept, out of the lists, and its code is free again. */
  async discard(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const call = await this.lockSeen(tx, actor, id);
      if (!canDiscardCall(actor, call)) throw forbidden('call.discard-not-yours');
      call.state = callLifecycle.next('discard', call.state);
      await this.calls.save(tx, call);
      await this.events.append(tx, { name: 'call.discarded', actor, subject: { type: 'call', id }, payload: { callId: id }, occurredAt: at });
    });
  }

  private async lockSeen(tx: Tx, actor: Actor, id: string): Promise<Call> {
    const call = await this.calls.lock(tx, id);
    if (call === null || !canSeeCall(actor, call)) throw notFound('call');
    return call;
  }

  /** The terms of a published call, which the caller's transaction then holds `for share`; absent, drafts and those given up are `call.not-found`. */
  async termsOf(tx: Tx, id: string): Promise<CallTerms> {
    const call = await this.calls.hold(tx, id);
    if (call === undefined || !wasPublished(call.state)) throw notFound('call');
    return call;
  }

  /** The tracks of a call, in its order; none: it is one kind of support, its own terms'. */
  tracksOf(tx: Tx, callId: string): Promise<Track[]> {
    return this.calls.tracks(tx, callId);
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
