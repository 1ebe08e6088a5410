import { Injectable } from '@nestjs/common';
import { uploadDays } from '#domain/attachments/upload.rules.js';
import type { ScanState } from '#domain/attachments/attachment.rules.js';
import type { FileKind } from '#domain/shared/file-kind.js';
import { Database, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewUpload {
  applicationId: string;
  sectionKey: string;
  fieldKey: string;
  name: string;
  bytes: number;
  startedBy: string;
}

export interface Upload {
  id: string;
  applicationId: string;
  poleId: string;
  sectionKey: string;
  fieldKey: string;
  name: string;
  declared: number;
  received: number;
  parts: string[];
  expiresAt: Date;
}

/** A file that has come whole, as it was found to be. */
export interface WholeFile {
  id: string;
  name: string;
  sha256: string;
  bytes: number;
  kind: FileKind;
  scan: ScanState;
  addedBy: string;
}

const inDays = `clock_timestamp() + ${uploadDays} * interval '1 day'`;

/** A part of a dossier takes files as long as it may be written: repeated by each statement that writes one. */
const open = (application: string, section: string, at: string): string => `${at} < writable_until(${application}, ${section})`;

const upload = `u.id, u.application_id as "applicationId", a.pole_id as "poleId", u.section_key as "sectionKey", u.field_key as "fieldKey", u.name,
  u.declared_bytes as declared, u.received_bytes as received, u.parts, u.expires_at as "expiresAt"`;

@Injectable()
export class UploadRepository {
  constructor(private readonly database: Database) {}

  /** The domain instant, as it is now: of a file, once it has come in full. */
  async now(): Promise<Date> {
    return (await rows<{ now: Date }>(this.database, `select essaim_now() as now`))[0]!.now;
  }

  /** Bytes that a dossier holds or awaits; files that its answers have dropped count no more. */
  async held(tx: Tx, applicationId: string): Promise<number> {
    const [row] = await rows<{ bytes: number }>(
      tx,
      `select (coalesce((select sum(f.bytes) from attachments t join received_files f on f.sha256 = t.sha256 where t.application_id = $1 and t.used is distinct from false), 0)
         + coalesce((select sum(declared_bytes) from uploads where application_id = $1), 0))::bigint as bytes`,
      [applicationId],
    );
    return row!.bytes;
  }

  /** Begins one, unless its part is closed at `at`. */
  async add(tx: Tx, one: NewUpload, at: Date): Promise<{ id: string; expiresAt: Date } | undefined> {
    const [row] = await rows<{ id: string; expiresAt: Date }>(
      tx,
      `insert into uploads (application_id, section_key, field_key, name, declared_bytes, started_by, expires_at)
       select $1::uuid, $2::text, $3::text, $4::text, $5::bigint, $6::uuid, ${inDays} where ${open('$1::uuid', '$2::text', '$7::timestamptz')} returning id, expires_at as "expiresAt"`,
      [one.applicationId, one.sectionKey, one.fieldKey, one.name, one.bytes, one.startedBy, at],
    );
    return row;
  }

  async find(id: string): Promise<Upload | undefined> {
    const [row] = await rows<Upload>(
      this.database,
      `select ${upload} from uploads u join applications a on a.id = u.application_id where u.id = $1 and u.expires_at > clock_timestamp()`,
      [id],
    );
    return row;
  }

  /** An upload that has become a file: a client whose last answer was lost asks for it by the same id. */
  async findWhole(id: string): Promise<{ poleId: string; bytes: number } | undefined> {
    const [row] = await rows<{ poleId: string; bytes: number }>(
      this.database,
      `select a.pole_id as "poleId", f.bytes from attachments t join applications a on a.id = t.application_id join received_files f on f.sha256 = t.sha256 where t.id = $1`,
      [id],
    );
    return row;
  }

  /** Counts a part that begins where the last one ended; false when another one did meanwhile. */
  async addPart(tx: Tx, id: string, offset: number, bytes: number, part: string): Promise<boolean> {
    const touched = await execute(
      tx,
      `update uploads set received_bytes = received_bytes + $3, parts = parts || $4::text, expires_at = ${inDays} where id = $1 and received_bytes = $2`,
      [id, offset, bytes, part],
    );
    return touched === 1;
  }

  /** Turns an upload into a file of its dossier, and says what is known of these bytes already; 'gone': somebody else did; 'closed': its part is closed at `at`. */
  async finish(tx: Tx, file: WholeFile, at: Date): Promise<ScanState | 'gone' | 'closed'> {
    await execute(tx, `insert into received_files (sha256, bytes, kind, scan) values (decode($1, 'hex'), $2, $3, $4) on conflict (sha256) do nothing`, [file.sha256, file.bytes, file.kind, file.scan]);
    const [row] = await rows<{ scan: ScanState | null; there: boolean }>(
      tx,
      `with done as (
         delete from uploads u where u.id = $1::uuid and ${open('u.application_id', 'u.section_key', '$4::timestamptz')} returning u.*
       ), added as (
         insert into attachments (id, application_id, section_key, field_key, name, sha256, added_by, added_at)
         select id, application_id, section_key, field_key, $2::text, decode($3, 'hex'), $5::uuid, $4::timestamptz from done
       )
       select exists (select from uploads where id = $1::uuid) as there, (select f.scan from done, received_files f where f.sha256 = decode($3, 'hex')) as scan`,
      [file.id, file.name, file.sha256, at, file.addedBy],
    );
    return row!.scan ?? (row!.there ? 'closed' : 'gone');
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await execute(tx, `delete from uploads where id = $1`, [id]);
  }

  /** Forgets uploads that are too old; gives their parts. */
  async takeExpired(tx: Tx, limit: number): Promise<Pick<Upload, 'id' | 'parts'>[]> {
    return rows(
      tx,
      `delete from uploads where id in (select id from uploads where expires_at < clock_timestamp() order by expires_at limit $1 for update skip locked) returning id, parts`,
      [limit],
    );
  }
}
