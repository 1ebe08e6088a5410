import { Injectable } from '@nestjs/common';
import type { AmendedDocument, DocumentChange } from '#domain/calls/addendum.rules.js';
import { documentState, type DocumentWords } from '#domain/calls/document.rules.js';
import type { ScanState } from '#domain/shared/file-scan.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** A file that has come for a call, whose bytes are kept already. */
export interface NewDocument extends DocumentWords {
  id: string;
  callId: string;
  name: string;
  /** hexadecimal */
  sha256: string;
  addedBy: string;
}

export interface HeldDocument extends DocumentWords {
  id: string;
  callId: string;
  name: string;
  sha256: string;
  position: number;
  addendum: number | null;
  isReplaced: boolean;
  scan: ScanState;
  /** An addendum that waits for its publication will bring it. */
  isPromised: boolean;
}

const promised = `exists (select from addenda a, jsonb_array_elements(a.after->'documents') x where a.call_id = d.call_id and a.state = 'proposed' and (x->>'documentId')::uuid = d.id)`;
const held = `d.id, d.call_id as "callId", d.kind, d.title, d.name, encode(d.sha256, 'hex') as sha256, d.position, d.addendum, f.scan, ${promised} as "isPromised",
  exists (select from call_documents n where n.replaces = d.id) as "isReplaced"`;

/** Every statement wants the call to be locked by its caller. */
@Injectable()
export class DocumentRepository {
  async of(tx: Tx, callId: string): Promise<HeldDocument[]> {
    return rows<HeldDocument>(tx, `select ${held} from call_documents d join received_files f on f.sha256 = d.sha256 where d.call_id = $1 order by d.position, d.added_at, d.id`, [callId]);
  }

  /** As an addendum sees them. */
  async amended(tx: Tx, callId: string): Promise<AmendedDocument[]> {
    return (await this.of(tx, callId)).map((one) => ({ id: one.id, kind: one.kind, title: one.title, name: one.name, state: documentState(one), isInfected: one.scan === 'infected' }));
  }

  /** The call of a document, read without a lock: it never changes. */
  async callOf(tx: Tx, id: string): Promise<string | undefined> {
    return (await rows<{ call_id: string }>(tx, `select call_id from call_documents where id = $1`, [id]))[0]?.call_id;
  }

  /** Adds one, behind the others or at `position`: published with a draft, waiting for an addendum otherwise. */
  async add(tx: Tx, one: NewDocument, isDraft: boolean, position: number | null, at: Date): Promise<void> {
    await execute(
      tx,
      `insert into call_documents (id, call_id, kind, title, name, sha256, position, addendum, added_by, added_at)
       select $1, $2::uuid, $3, $4, $5, decode($6, 'hex'), coalesce($7::integer, (select max(position) from call_documents where call_id = $2::uuid) + 1, 1), $8::integer, $9, $10`,
      [one.id, one.callId, one.kind, one.title, one.name, one.sha256, position, isDraft ? 0 : null, one.addedBy, at],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await execute(tx, `delete from call_documents where id = $1`, [id]);
  }

  /** Names and orders the documents of a draft. */
  async arrange(tx: Tx, documents: readonly (DocumentWords & { id: string })[]): Promise<void> {
    await execute(
      tx,
      `update call_documents d set kind = x.kind, title = x.title, position = x.position
       from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as x (id, kind, title, position) where d.id = x.id`,
      [documents.map(({ id }) => id), documents.map(({ kind }) => kind), documents.map(({ title }) => title)],
    );
  }

  /** What the addendum `ordinal` of a call brings; each takes the place of what it replaces. */
  async bring(tx: Tx, documents: readonly DocumentChange[], ordinal: number): Promise<void> {
    await execute(
      tx,
      `update call_documents d set addendum = $3, replaces = x.replaces, position = coalesce((select was.position from call_documents was where was.id = x.replaces), d.position)
       from unnest($1::uuid[], $2::uuid[]) as x (id, replaces) where d.id = x.id`,
      [documents.map(({ documentId }) => documentId), documents.map(({ replaces }) => replaces), ordinal],
    );
  }

  /** Gives a draft the documents that are in force in another call, but for those that are kept apart. */
  async copy(tx: Tx, fromCallId: string, toCallId: string, by: string, at: Date): Promise<void> {
    await execute(
      tx,
      `insert into call_documents (id, call_id, kind, title, name, sha256, position, addendum, added_by, added_at)
       select essaim_uuid(), $2, d.kind, d.title, d.name, d.sha256, d.position, 0, $3, $4 from call_documents d join received_files f on f.sha256 = d.sha256
       where d.call_id = $1 and d.addendum is not null and f.scan <> 'infected' and not exists (select from call_documents n where n.replaces = d.id)`,
      [fromCallId, toCallId, by, at],
    );
  }
}

