import { Inject, Injectable } from '@nestjs/common';
import { attachmentField, attachmentName, checkKind, checkSize } from '#domain/attachments/attachment.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound, ruleViolated } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationService } from '../applications/application.service.js';
import { UploadRepository, type FieldUpload, type WholeFile } from './upload.repository.js';

export interface NewFile {
  fieldKey: string;
  /** as the person's machine calls it */
  name: string;
  bytes: number;
}

/** Files that go to a field of a dossier. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly applications: ApplicationService,
    private readonly events: EventLog,
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

  /** Makes a file that has come whole an attachment, if its part may still be written: joins the caller's transaction. */
  async attach(tx: Tx, actor: Actor, upload: FieldUpload, file: WholeFile, at: Date): Promise<void> {
    const application = await this.applications.lockSeen(tx, actor, upload.applicationId);
    const late = await this.applications.checkWriting(tx, actor, application, upload.sectionKey, at);
    if (late !== undefined) throw late;
    checkKind(attachmentField(await this.applications.formOf(tx, application), upload.fieldKey).field, file.kind);
    const known = await this.uploads.finish(tx, upload.id, file, actor.userId, at);
    if (known === 'gone') throw notFound('upload');
    if (known === 'closed') throw ruleViolated('application.call-closed');
    if (known === 'infected') throw ruleViolated('file.infected');
    const payload = { attachmentId: upload.id, applicationId: upload.applicationId, sha256: file.sha256 };
    await this.events.append(tx, { name: 'attachment.added', actor, subject: { type: 'application', id: upload.applicationId }, payload, occurredAt: at });
  }
}
