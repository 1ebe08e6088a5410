import { Injectable } from '@nestjs/common';
import { canEditCall, canSeeCall, canSeeDocument } from '#domain/calls/call.policy.js';
import { checkDraft, checkOrder, checkRemovable, checkTakesDocuments, describeDocument, type DocumentWords } from '#domain/calls/document.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import type { Call } from './call.entity.js';
import { CallRepository } from './call.repository.js';
import { DocumentRepository, type NewDocument } from './document.repository.js';

/** What a call gives to download: free in a draft, brought by addenda once it is published. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calls: CallRepository,
    private readonly documents: DocumentRepository,
    private readonly events: EventLog,
  ) {}

  /** Names the documents of a draft and puts them in order: all of them, as the person saw them. */
  async arrange(actor: Actor, callId: string, documents: readonly (DocumentWords & { id: string })[], at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const call = await this.lockOwn(tx, actor, callId);
      checkDraft(call);
      checkOrder((await this.documents.of(tx, callId)).map(({ id }) => id), documents.map(({ id }) => id));
      await this.documents.arrange(tx, documents.map(({ id, kind, title }) => ({ id, ...describeDocument(kind, title) })));
      await this.append(tx, 'call.documents-arranged', actor, { callId, documentIds: documents.map(({ id }) => id) }, at);
    });
  }

  /** Takes a document out of a draft, or one that waits for an addendum which nobody proposed. */
  async remove(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const callId = await this.documents.callOf(tx, id);
      const call = callId === undefined ? null : await this.calls.lock(tx, callId);
      const document = call === null ? undefined : (await this.documents.of(tx, call.id)).find((one) => one.id === id);
      if (call === null || document === undefined || !canSeeDocument(actor, { callState: call.state, addendum: document.addendum })) throw notFound('document');
      if (!canEditCall(actor, call)) throw forbidden('document.change-not-yours');
      checkRemovable(call, document);
      await this.documents.remove(tx, id);
      await this.append(tx, 'call.document-removed', actor, { callId: call.id, documentId: id, sha256: document.sha256 }, at);
    });
  }

  /** The call, locked, if `actor` may give it documents now: joins the caller's transaction. */
  async lockForMore(tx: Tx, actor: Actor, callId: string): Promise<Call> {
    const call = await this.lockOwn(tx, actor, callId);
    checkTakesDocuments(call);
    return call;
  }

  /** Makes a file that has come a document of its call, in the place of `replaces` if that is still there to be replaced: joins the caller's transaction. */
  async add(tx: Tx, actor: Actor, one: NewDocument, replaces: string | null, at: Date): Promise<void> {
    const call = await this.lockForMore(tx, actor, one.callId);
    const isDraft = call.state === 'draft';
    const replaced = isDraft && replaces !== null ? (await this.documents.of(tx, call.id)).find(({ id }) => id === replaces) : undefined;
    if (replaced !== undefined) {
      await this.documents.remove(tx, replaced.id);
      await this.append(tx, 'call.document-removed', actor, { callId: call.id, documentId: replaced.id, sha256: replaced.sha256 }, at);
    }
    await this.documents.add(tx, one, isDraft, replaced?.position ?? null, at);
    await this.append(tx, 'call.document-added', actor, { callId: call.id, documentId: one.id, kind: one.kind, sha256: one.sha256 }, at);
  }

  private async lockOwn(tx: Tx, actor: Actor, callId: string): Promise<Call> {
    const call = await this.calls.lock(tx, callId);
    if (call === null || !canSeeCall(actor, call)) throw notFound('call');
    if (!canEditCall(actor, call)) throw forbidden('document.change-not-yours');
    return call;
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, payload: EventMap[N] & { callId: string }, occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject: { type: 'call', id: payload.callId }, payload, occurredAt });
  }
}
