import { Inject, Injectable } from '@nestjs/common';
import { attachmentName, checkDocumentSize } from '#domain/attachments/attachment.rules.js';
import { describeDocument } from '#domain/calls/document.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound, ruleViolated } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { DocumentService } from '../calls/document.service.js';
import { UploadRepository, type DocumentUpload, type WholeFile } from './upload.repository.js';

export interface NewDocumentFile {
  kind: string;
  title: string;
  /** The document of a draft whose place it takes. */
  replaces: string | null;
  /** as the person's machine calls it */
  name: string;
  bytes: number;
}

/** Files that go to the documents of a call. */
@Injectable()
export class DocumentFileService {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly documents: DocumentService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'attachments'>,
  ) {}

  /** Begins a file for a call that takes documents. */
  async begin(actor: Actor, callId: string, file: NewDocumentFile): Promise<{ id: string; expiresAt: Date }> {
    return this.transactions.run(async (tx) => {
      await this.documents.lockForMore(tx, actor, callId);
      const words = describeDocument(file.kind, file.title);
      checkDocumentSize(file.bytes, await this.uploads.heldByCall(tx, callId), this.config.attachments);
      return this.uploads.addForCall(tx, { callId, ...words, replaces: file.replaces, name: attachmentName(file.name), bytes: file.bytes, startedBy: actor.userId });
    });
  }

  /** Makes a file that has come whole a document of its call, if that still takes some: joins the caller's transaction. */
  async attach(tx: Tx, actor: Actor, { id, callId, kind, title, replaces }: DocumentUpload, file: WholeFile, at: Date): Promise<void> {
    const call = await this.documents.lockForMore(tx, actor, callId);
    const known = await this.uploads.finishForCall(tx, id, file);
    if (known === 'gone') throw notFound('upload');
    if (known === 'infected') throw ruleViolated('file.infected');
    await this.documents.add(tx, actor, { id, callId: call.id, kind, title, name: file.name, sha256: file.sha256, addedBy: actor.userId }, replaces, at);
  }
}
