import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { canEdit } from '#domain/applications/application.policy.js';
import { attachmentField, attachmentName, checkKind, checkSize, nameOfKind } from '#domain/attachments/attachment.rules.js';
import { checkOffset } from '#domain/attachments/upload.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { DomainError, invalid, notFound, ruleViolated } from '#domain/shared/error.js';
import type { FileKind } from '#domain/shared/file-kind.js';
import { Antivirus } from '#platform/files/antivirus.js';
import { FILE_STORE, keyOfFile, keyOfPart, type FileStore } from '#platform/files/file-store.js';
import { inspectFile } from '#platform/files/inspect.js';
import { withTemporaryFile, type TemporaryFile } from '#platform/files/temporary-file.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import { UploadRepository, type Upload } from './upload.repository.js';

export interface NewFile {
  fieldKey: string;
  /** as the person's machine calls it */
  name: string;
  bytes: number;
}

export interface Position {
  received: number;
  declared: number;
  /** null once it is a file of the dossier */
  expiresAt: Date | null;
}

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
 * Files on their way to a dossier, part by part. A part is stored before it is counted, and the last one is counted by the transaction that makes
 * the file an attachment: whatever breaks off, what was counted is there, and what was not is sent again.
 */
@Injectable()
export class UploadService {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly applications: ApplicationService,
    private readonly events: EventLog,
    private readonly antivirus: Antivirus,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'attachments'>,
  ) {}

  /** Begins a file for a field of a part that may be written. */
  async begin(actor: Actor, applicationId: string, file: NewFile, at: Date): Promise<{ id: string; expiresAt: Date }> {
    return this.transactions.run(async (tx) => {
      const application = await this.applications.lockSeen(tx, actor, applicationId);
      const { section, field } = attachmentField(await this.applications.formOf(tx, application), file.fieldKey);
      const late = await this.applications.checkWriting(tx, actor, application, section, at);
      if (late !== undefined) throw late;
      checkSize(field, file.bytes, await this.uploads.held(tx, applicationId), this.config.attachments);
      const begun = await this.uploads.add(tx, { applicationId, sectionKey: section, fieldKey: file.fieldKey, name: attachmentName(file.name), bytes: file.bytes, startedBy: actor.userId }, at);
      if (begun === undefined) throw ruleViolated('application.call-closed');
      return begun;
    });
  }

  /** How much of a file has come. */
  async position(actor: Actor, id: string): Promise<Position> {
    const upload = await this.uploads.find(id);
    if (upload !== undefined && canEdit(actor, upload)) return upload;
    const whole = upload === undefined ? await this.uploads.findWhole(id) : undefined;
    if (whole === undefined || !canEdit(actor, whole)) throw notFound('upload');
    return { received: whole.bytes, declared: whole.bytes, expiresAt: null };
  }

  /** Takes what `source` gives from `offset` on, until it ends or breaks off; gives how much has come in all. The last byte makes it a file of the dossier. */
  async append(actor: Actor, id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<Position> {
    const upload = await this.own(actor, id);
    checkOffset(upload.received, offset);
    const part = `${String(offset).padStart(15, '0')}-${randomUUID()}`;
    const bytes = await this.files.write(keyOfPart(id, part), upTo(upload.declared - offset, source));
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

  /** Forgets files that were begun too long ago; gives how many. */
  async expire(): Promise<number> {
    const old = await this.transactions.run((tx) => this.uploads.takeExpired(tx, 100));
    for (const { id, parts } of old) await this.drop(id, parts);
    return old.length;
  }

  private async own(actor: Actor, id: string): Promise<Upload> {
    const upload = await this.uploads.find(id);
    if (upload === undefined || !canEdit(actor, upload)) throw notFound('upload');
    return upload;
  }

  private async finish(actor: Actor, upload: Upload, last: string): Promise<void> {
    const parts = [...upload.parts, last];
    try {
      await withTemporaryFile(this.whole(upload.id, parts), async (file) => {
        const kind = await inspectFile(file.path, upload.name);
        await this.files.write(keyOfFile(file.sha256), createReadStream(file.path));
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
    await this.transactions.run(async (tx) => {
      const application = await this.applications.lockSeen(tx, actor, upload.applicationId);
      const late = await this.applications.checkWriting(tx, actor, application, upload.sectionKey, at);
      if (late !== undefined) throw late;
      checkKind(attachmentField(await this.applications.formOf(tx, application), upload.fieldKey).field, kind);
      const scan = this.antivirus.isPresent ? 'pending' : 'unscanned';
      const known = await this.uploads.finish(tx, { id: upload.id, name: nameOfKind(upload.name, kind), sha256, bytes, kind, scan, addedBy: actor.userId }, at);
      if (known === 'gone') throw notFound('upload');
      if (known === 'closed') throw ruleViolated('application.call-closed');
      if (known === 'infected') throw ruleViolated('file.infected');
      const payload = { attachmentId: upload.id, applicationId: upload.applicationId, sha256 };
      await this.events.append(tx, { name: 'attachment.added', actor, subject: { type: 'application', id: upload.applicationId }, payload, occurredAt: at });
    });
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
