import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { canEdit } from '#domain/applications/application.policy.js';
import { nameOfKind } from '#domain/attachments/attachment.rules.js';
import { checkOffset } from '#domain/attachments/upload.rules.js';
import { canEditCall } from '#domain/calls/call.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { DomainError, invalid, notFound, unavailable } from '#domain/shared/error.js';
import type { FileKind } from '#domain/shared/file-kind.js';
import { Antivirus } from '#platform/files/antivirus.js';
import { FILE_STORE, keyOfFile, keyOfPart, type FileStore } from '#platform/files/file-store.js';
import { inspectFile } from '#platform/files/inspect.js';
import { withTemporaryFile, type TemporaryFile } from '#platform/files/temporary-file.js';
import { Transactions } from '#platform/database/transactions.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { AttachmentService } from './attachment.service.js';
import { DocumentFileService } from './document-file.service.js';
import { UploadRepository, type Owner, type Upload, type WholeFile } from './upload.repository.js';

export interface Position {
  received: number;
  declared: number;
  /** null once it is where it goes */
  expiresAt: Date | null;
}

/** Whoever may change what the file goes to. */
const isTheirs = (actor: Actor, owner: Owner | Upload): boolean => (owner.callId === null ? canEdit(actor, { id: owner.applicationId, poleId: owner.poleId }) : canEditCall(actor, { id: owner.callId }));

/** What a part's own connection does: a part that breaks off is one that ends sooner; too much is refused. */
async function* upTo(most: number, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let bytes = 0;
  const chunks = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch(() => undefined);
      if (next === undefined || next.done === true) return;
      bytes += next.value.length;
      if (bytes > most) throw invalid('upload.longer-than-declared');
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

/**
 * Files on their way to a dossier or to a call, part by part. A part is stored before it is counted, and the last one is counted by the transaction
 * that gives the file its place: whatever breaks off, what was counted is there, and what was not is sent again. The hash of a whole file is named by
 * its upload before anything is stored under it, so that what `LeftoverService` takes out of the store is nobody's.
 */
@Injectable()
export class UploadService {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly attachments: AttachmentService,
    private readonly documents: DocumentFileService,
    private readonly antivirus: Antivirus,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** How much of a file has come. */
  async position(actor: Actor, id: string): Promise<Position> {
    const upload = await this.uploads.find(id);
    if (upload !== undefined && isTheirs(actor, upload)) return upload;
    const whole = upload === undefined ? await this.uploads.findWhole(id) : undefined;
    if (whole === undefined || !isTheirs(actor, whole)) throw notFound('upload');
    return { received: whole.bytes, declared: whole.bytes, expiresAt: null };
  }

  /** Takes what `source` gives from `offset` on, until it ends or breaks off; gives how much has come in all. The last byte gives it its place. */
  async append(actor: Actor, id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<Position> {
    const upload = await this.own(actor, id);
    checkOffset(upload.received, offset);
    const part = `${String(offset).padStart(15, '0')}-${randomUUID()}`;
    const bytes = await this.files.write(keyOfPart(id, part), upTo(upload.declared - offset, source));
    faultPoint('upload.after-part');
    const received = offset + bytes;
    if (received === upload.declared) {
      await this.finish(actor, upload, part);
      return { received, declared: upload.declared, expiresAt: null };
    }
    const counted = bytes > 0 && (await this.transactions.run((tx) => this.uploads.addPart(tx, id, offset, bytes, part)));
    if (!counted) await this.drop(id, [part]);
    return this.position(actor, id);
  }

  /** Gives a file up. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const upload = await this.own(actor, id);
    await this.forget(upload);
  }

  private async own(actor: Actor, id: string): Promise<Upload> {
    const upload = await this.uploads.find(id);
    if (upload === undefined || !isTheirs(actor, upload)) throw notFound('upload');
    return upload;
  }

  private async finish(actor: Actor, upload: Upload, last: string): Promise<void> {
    const parts = [...upload.parts, last];
    try {
      await withTemporaryFile(this.whole(upload.id, parts), async (file) => {
        const kind = await inspectFile(file.path, upload.name);
        if (!(await this.transactions.run((tx) => this.uploads.claim(tx, upload.id, file.sha256)))) throw unavailable('files.busy');
        await this.files.write(keyOfFile(file.sha256), createReadStream(file.path));
        faultPoint('upload.after-file');
        await this.attach(actor, upload, file, kind);
      });
    } catch (error) {
      // What the file is does not change by sending it again: the upload ends here. What may pass leaves it, but for the last part.
      if (error instanceof DomainError && error.kind !== 'unavailable') await this.forget({ id: upload.id, parts });
      else await this.drop(upload.id, [last]);
      throw error;
    }
    await this.drop(upload.id, parts);
  }

  private async attach(actor: Actor, upload: Upload, { sha256, bytes }: TemporaryFile, kind: FileKind): Promise<void> {
    const at = await this.uploads.now();
    const file: WholeFile = { name: nameOfKind(upload.name, kind), sha256, bytes, kind, scan: this.antivirus.isPresent ? 'pending' : 'unscanned' };
    await this.transactions.run((tx) => (upload.callId === null ? this.attachments.attach(tx, actor, upload, file, at) : this.documents.attach(tx, actor, upload, file, at)));
  }

  private async *whole(id: string, parts: readonly string[]): AsyncIterable<Uint8Array> {
    for (const part of parts) yield* this.files.read(keyOfPart(id, part));
  }

  private async forget({ id, parts }: Pick<Upload, 'id' | 'parts'>): Promise<void> {
    await this.transactions.run((tx) => this.uploads.remove(tx, id));
    await this.drop(id, parts);
  }

  /** Parts that nothing names any more: one that cannot be removed now only takes room. */
  private async drop(id: string, parts: readonly string[]): Promise<void> {
    for (const part of parts) await this.files.remove(keyOfPart(id, part)).catch(() => undefined);
  }
}
