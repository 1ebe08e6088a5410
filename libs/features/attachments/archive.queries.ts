import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { archiveName, manifestOf, placesOf, readMe, type ArchivedFile, type ArchivedSubmission, type ManifestLine } from '#domain/attachments/archive.rules.js';
import { dossierPage } from '#domain/attachments/dossier.page.js';
import { openContent, openForm } from '#domain/calls/blind.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import { FILE_STORE, hashed, keyOfFile, type FileStore } from '#platform/files/file-store.js';
import { zipLength, zipped, type ZippedFile } from '#platform/files/zip-writer.js';
import { ApplicationQueries } from '../applications/application.queries.js';
import { SubmissionQueries } from '../applications/submission.queries.js';
import { AttachmentQueries } from './attachment.queries.js';

/** An archive that is written while it is read; its length is known before. */
export interface DossierArchive {
  name: string;
  size: number;
  bytes: AsyncIterable<Uint8Array>;
}

interface Found extends ArchivedSubmission {
  id: string;
  sha256: string;
  content: string;
  form: FormDefinition;
  receipt: Buffer | null;
}

type Part = ZippedFile & { readonly size: number; readonly line: ManifestLine };

/** What was received of a dossier as one ZIP: content, readable page, receipt, attachments, and the manifest that proves them. */
@Injectable()
export class ArchiveQueries {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationQueries,
    private readonly attachments: AttachmentQueries,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** Of the submission `ordinal` of a dossier, or of the last one: for those who see the dossier. */
  async ofApplication(actor: Actor, applicationId: string, ordinal?: number): Promise<DossierArchive> {
    await this.applications.seen(actor, applicationId);
    const [submission] = await rows<{ id: string }>(
      this.database,
      `select id from submissions where application_id = $1 and ($2::integer is null or ordinal = $2) order by ordinal desc limit 1`,
      [applicationId, ordinal ?? null],
    );
    if (submission === undefined) throw notFound('submission');
    return this.of(submission.id, { blind: false, withReceipt: true });
  }

  /** Of one submission, for somebody who was let in otherwise; `blind`: without what is hidden from reviewers. */
  async of(submissionId: string, { blind, withReceipt }: { blind: boolean; withReceipt: boolean }): Promise<DossierArchive> {
    const [found] = await rows<Found>(
      this.database,
      `select s.id, s.number, s.ordinal, s.received_at as "receivedAt", encode(s.content_sha256, 'hex') as sha256, s.content, v.definition as form, c.code as "callCode", c.title as "callTitle",
         (select f.content from receipts r join files f on f.sha256 = r.sha256 where r.submission_id = s.id) as receipt
       from submissions s join applications a on a.id = s.application_id join calls c on c.id = a.call_id join form_versions v on v.id = a.form_version_id where s.id = $1`,
      [submissionId],
    );
    const { content: text, form: whole, receipt, ...submission } = found!;
    const form = blind ? openForm(whole) : whole;
    const content = blind ? openContent(form, SubmissionQueries.read(text)) : SubmissionQueries.read(text);
    const open = new Set((content.attachments ?? []).map(({ id }) => id));
    const sealed = (await this.attachments.sealedIn(submissionId)).filter(({ id }) => open.has(id));
    const places = placesOf(sealed);
    const said: ArchivedSubmission = { ...submission, sha256: blind ? null : submission.sha256 };
    const answers = Object.fromEntries(content.sections.map(({ key, answers: given }) => [key, given]));
    const page = dossierPage({ submission: said, projectTitle: content.projectTitle, pole: content.pole, members: content.members, form, answers, files: sealed, places });
    const parts = [
      held('dossier.html', 'lecture', page),
      held('dossier.json', 'contenu', blind ? `${JSON.stringify(content, null, 2)}\n` : text),
      ...(withReceipt && receipt !== null ? [held(`recepisse-${submission.number}.pdf`, 'recepisse', receipt)] : []),
      ...sealed.flatMap((file) => (places.has(file.id) ? [this.kept(places.get(file.id)!, file)] : [])),
    ];
    return written(said, parts, sealed.filter(({ id }) => !places.has(id)));
  }

  /** A file as the store keeps it; bytes that are not those that were sealed are given to nobody as if they were. */
  private kept(name: string, file: ArchivedFile): Part {
    const { sha256, bytes } = file;
    return { name, size: bytes, line: { name, role: 'piece-jointe', bytes, sha256, file }, read: () => hashed(this.files.read(keyOfFile(sha256)), (found) => {
      if (found !== sha256) throw new Error(`the stored file ${sha256} is not what it was`);
    }) };
  }
}

function held(name: string, role: ManifestLine['role'], content: string | Buffer): Part {
  const bytes = Buffer.from(content as string, 'utf8');
  return {
    name,
    size: bytes.length,
    line: { name, role, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    read: async function* () {
      yield bytes;
    },
  };
}

/** What says what the archive is comes first. */
function written(submission: ArchivedSubmission, parts: readonly Part[], apart: readonly ArchivedFile[]): DossierArchive {
  const guide = held('LISEZMOI.txt', 'mode-d-emploi', readMe(submission, parts.map(({ line }) => line), apart));
  const manifest = held('manifeste.json', 'contenu', manifestOf(submission, [guide, ...parts].map(({ line }) => line), apart));
  const all = [guide, manifest, ...parts];
  const at = submission.receivedAt;
  return { name: archiveName(submission), size: zipLength(all, at), bytes: zipped(all, { at, stored: true }) };
}
