import { Injectable } from '@nestjs/common';
import { uploadDays } from '#domain/attachments/upload.rules.js';
import type { DocumentWords } from '#domain/calls/document.rules.js';
import type { FileKind } from '#domain/shared/file-kind.js';
import type { ScanState } from '#domain/shared/file-scan.js';
import { Database, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewUpload {
  name: string;
  bytes: number;
  startedBy: string;
}

/** A field of a dossier. */
export interface FieldPlace {
  applicationId: string;
  sectionKey: string;
  fieldKey: string;
}

/** The documents of a call. */
export interface DocumentPlace extends DocumentWords {
  callId: string;
  /** The document of a draft whose place it takes. */
  replaces: string | null;
}

interface OnItsWay {
  id: string;
  name: string;
  declared: number;
  received: number;
  parts: string[];
  expiresAt: Date;
}

/** A file on its way, and where it goes. */
export type Upload = OnItsWay & ((FieldPlace & { poleId: string; callId: null }) | (DocumentPlace & { applicationId: null }));
export type FieldUpload = Extract<Upload, { callId: null }>;
export type DocumentUpload = Extract<Upload, { applicationId: null }>;

/** Whose a file on its way is: of a pole's dossier, or of a call. */
export type Owner = { applicationId: string; poleId: string; callId: null } | { applicationId: null; poleId: null; callId: string };

/** A file that has come whole, as it was found to be. */
export interface WholeFile {
  name: string;
  sha256: string;
  bytes: number;
  kind: FileKind;
  scan: ScanState;
}

const inDays = `clock_timestamp() + ${uploadDays} * interval '1 day'`;

/** A part of a dossier takes files as long as it may be written: repeated by each statement that writes one. */
const open = (application: string, section: string, at: string): string => `${at} < writable_until(${application}, ${section})`;

const upload = `u.id, u.application_id as "applicationId", a.pole_id as "poleId", u.section_key as "sectionKey", u.field_key as "fieldKey",
  u.call_id as "callId", u.document_kind as kind, u.document_title as title, u.replaces, u.name,
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

  /** Bytes that the documents of a call hold or await; those that were replaced are still there to read. */
  async heldByCall(tx: Tx, callId: string): Promise<number> {
    const [row] = await rows<{ bytes: number }>(
      tx,
      `select (coalesce((select sum(f.bytes) from call_documents d join received_files f on f.sha256 = d.sha256 where d.call_id = $1), 0)
         + coalesce((select sum(declared_bytes) from uploads where call_id = $1), 0))::bigint as bytes`,
      [callId],
    );
    return row!.bytes;
  }

  /** Begins one for a dossier, unless its part is closed at `at`. */
  async add(tx: Tx, one: NewUpload & FieldPlace, at: Date): Promise<{ id: string; expiresAt: Date } | undefined> {
    const [row] = await rows<{ id: string; expiresAt: Date }>(
      tx,
      `insert into uploads (application_id, section_key, field_key, name, declared_bytes, started_by, expires_at)
       select $1::uuid, $2::text, $3::text, $4::text, $5::bigint, $6::uuid, ${inDays} where ${open('$1::uuid', '$2::text', '$7::timestamptz')} returning id, expires_at as "expiresAt"`,
      [one.applicationId, one.sectionKey, one.fieldKey, one.name, one.bytes, one.startedBy, at],
    );
    return row;
  }

  /** Begins one for a call, which the caller has locked. */
  async addForCall(tx: Tx, one: NewUpload & DocumentPlace): Promise<{ id: string; expiresAt: Date }> {
    const [row] = await rows<{ id: string; expiresAt: Date }>(
      tx,
      `insert into uploads (call_id, document_kind, document_title, replaces, name, declared_bytes, started_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, ${inDays})
       returning id, expires_at as "expiresAt"`,
      [one.callId, one.kind, one.title, one.replaces, one.name, one.bytes, one.startedBy],
    );
    return row!;
  }

  async find(id: string): Promise<Upload | undefined> {
    const [row] = await rows<Upload>(
      this.database,
      `select ${upload} from uploads u left join applications a on a.id = u.application_id where u.id = $1 and u.expires_at > clock_timestamp()`,
      [id],
    );
    return row;
  }

  /** An upload that has become a file: a client whose last answer was lost asks for it by the same id. */
  async findWhole(id: string): Promise<(Owner & { bytes: number }) | undefined> {
    const [row] = await rows<Owner & { bytes: number }>(
      this.database,
      `select a.id as "applicationId", a.pole_id as "poleId", null as "callId", f.bytes from attachments t join applications a on a.id = t.application_id join received_files f on f.sha256 = t.sha256 where t.id = $1
       union all select null, null, d.call_id, f.bytes from call_documents d join received_files f on f.sha256 = d.sha256 where d.id = $1`,
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

  /**
   * Names the hash of a file before it is stored under it; false while it is taken out of the store. Both sides wait for each other here, so that
   * what is named is not taken out, and what is being taken out is not named.
   */
  async claim(tx: Tx, id: string, sha256: string): Promise<boolean> {
    await execute(tx, `select pg_advisory_xact_lock(hashtextextended($1, 27))`, [sha256]);
    if ((await rows(tx, `select from file_removals where sha256 = decode($1, 'hex')`, [sha256])).length > 0) return false;
    await execute(tx, `update uploads set sha256 = decode($2, 'hex') where id = $1`, [id, sha256]);
    return true;
  }

  /** Turns an upload into a file of its dossier, and says what is known of these bytes already; 'gone': somebody else did; 'closed': its part is closed at `at`. */
  async finish(tx: Tx, id: string, file: WholeFile, addedBy: string, at: Date): Promise<ScanState | 'gone' | 'closed'> {
    const scan = await this.keep(tx, file);
    const [row] = await rows<{ done: boolean; there: boolean }>(
      tx,
      `with done as (
         delete from uploads u where u.id = $1::uuid and u.sha256 = decode($3, 'hex') and ${open('u.application_id', 'u.section_key', '$4::timestamptz')} returning u.*
       ), added as (
         insert into attachments (id, application_id, section_key, field_key, name, sha256, added_by, added_at)
         select id, application_id, section_key, field_key, $2::text, decode($3, 'hex'), $5::uuid, $4::timestamptz from done
       )
       select exists (select from uploads where id = $1::uuid and sha256 = decode($3, 'hex')) as there, exists (select from done) as done`,
      [id, file.name, file.sha256, at, addedBy],
    );
    return row!.done ? scan : row!.there ? 'closed' : 'gone';
  }

  /** Ends an upload whose file its call takes; the same, but that a call closes by its own rules. */
  async finishForCall(tx: Tx, id: string, file: WholeFile): Promise<ScanState | 'gone'> {
    const scan = await this.keep(tx, file);
    return (await execute(tx, `delete from uploads where id = $1 and sha256 = decode($2, 'hex')`, [id, file.sha256])) === 1 ? scan : 'gone';
  }

  /** Knows the bytes of a file from now on; says what the antivirus said of the same ones, if they came before. */
  private async keep(tx: Tx, { sha256, bytes, kind, scan }: WholeFile): Promise<ScanState> {
    await execute(tx, `insert into received_files (sha256, bytes, kind, scan) values (decode($1, 'hex'), $2, $3, $4) on conflict (sha256) do nothing`, [sha256, bytes, kind, scan]);
    return (await rows<{ scan: ScanState }>(tx, `select scan from received_files where sha256 = decode($1, 'hex')`, [sha256]))[0]!.scan;
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await execute(tx, `delete from uploads where id = $1`, [id]);
  }
}
