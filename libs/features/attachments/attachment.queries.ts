import { Inject, Injectable } from '@nestjs/common';
import { isOwn } from '#domain/applications/application.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound, ruleViolated } from '#domain/shared/error.js';
import { fileKinds, type FileKind } from '#domain/shared/file-kind.js';
import type { ScanState } from '#domain/shared/file-scan.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Database, rows } from '#platform/database/sql.js';
import { ApplicationQueries } from '../applications/application.queries.js';
import { fileOf, fileToken, linkMs } from './file-link.js';

export interface AttachmentView {
  id: string;
  section: string;
  field: string;
  name: string;
  kind: FileKind;
  bytes: number;
  /** hexadecimal */
  sha256: string;
  scan: ScanState;
  /** What the antivirus calls what it found. */
  signature: string | null;
  addedAt: Date;
}

/** A file to be given out, once the right to it is checked. */
export interface GivenFile {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

const view = `t.id, t.section_key as section, t.field_key as field, t.name, f.kind, f.bytes, encode(t.sha256, 'hex') as sha256, f.scan, f.signature, t.added_at as "addedAt"`;
const tables = `attachments t join received_files f on f.sha256 = t.sha256`;

/** What the last submission of a dossier sealed. */
const sealed = `exists (select from submission_attachments x where x.attachment_id = t.id and x.submission_id =
  (select id from submissions where application_id = t.application_id order by ordinal desc limit 1))`;

@Injectable()
export class AttachmentQueries {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationQueries,
    @Inject(CONFIG) private readonly config: Pick<Config, 'secret'>,
  ) {}

  /** The files of a dossier: those of its draft too for its own people, those that were submitted for the desks. */
  async of(actor: Actor, applicationId: string): Promise<AttachmentView[]> {
    const seen = await this.applications.seen(actor, applicationId);
    return rows<AttachmentView>(
      this.database,
      `select ${view} from ${tables} where t.application_id = $1 and ${isOwn(actor, seen) ? `(t.used is distinct from false or ${sealed})` : sealed} order by t.added_at, t.id`,
      [applicationId],
    );
  }

  /** The files that one submission sealed, in the order of its content: who asks must have been let in to it. */
  async sealedIn(submissionId: string): Promise<AttachmentView[]> {
    return rows<AttachmentView>(
      this.database,
      `select ${view} from submission_attachments x join attachments t on t.id = x.attachment_id join received_files f on f.sha256 = t.sha256 where x.submission_id = $1 order by x.position`,
      [submissionId],
    );
  }

  /** A link to a file for a few minutes, for the person who asks. */
  async link(actor: Actor, id: string): Promise<string> {
    const [found] = await rows<{ applicationId: string; sealed: boolean }>(this.database, `select t.application_id as "applicationId", ${sealed} as sealed from attachments t where t.id = $1`, [id]);
    if (found === undefined) throw notFound('attachment');
    const seen = await this.applications.seen(actor, found.applicationId).catch((error: unknown) => {
      throw (error as { code?: string }).code === 'application.not-found' ? notFound('attachment') : error;
    });
    if (!isOwn(actor, seen) && !found.sealed) throw notFound('attachment');
    return this.signed(actor, id);
  }

  /** The same for somebody who was let in otherwise. Throws `rule-violated` `file.infected` for what is kept apart. */
  async signed(actor: Actor, id: string): Promise<string> {
    const [found] = await rows<{ scan: ScanState; now: Date }>(this.database, `select f.scan, clock_timestamp() as now from ${tables} where t.id = $1`, [id]);
    if (found === undefined) throw notFound('attachment');
    if (found.scan === 'infected') throw ruleViolated('file.infected');
    return fileToken(this.config.secret, id, actor.userId, found.now.getTime() + linkMs);
  }

  /** The file that a link opens to the person for whom it was made. */
  async opened(actor: Actor, token: string): Promise<GivenFile> {
    const [{ now }] = (await rows<{ now: Date }>(this.database, `select clock_timestamp() as now`)) as [{ now: Date }];
    const id = fileOf(this.config.secret, token, actor.userId, now.getTime());
    const [found] = id === undefined ? [] : await rows<Pick<AttachmentView, 'name' | 'kind' | 'bytes' | 'sha256' | 'scan'>>(this.database, `select ${view} from ${tables} where t.id = $1`, [id]);
    if (found === undefined) throw notFound('file');
    if (found.scan === 'infected') throw ruleViolated('file.infected');
    return { name: found.name, mediaType: fileKinds[found.kind].mediaType, bytes: found.bytes, sha256: found.sha256 };
  }
}
