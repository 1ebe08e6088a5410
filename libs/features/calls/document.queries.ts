import { Inject, Injectable } from '@nestjs/common';
import { canSeeCall, canSeeDocument } from '#domain/calls/call.policy.js';
import type { DocumentKind } from '#domain/calls/document.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound, ruleViolated } from '#domain/shared/error.js';
import { fileKinds, type FileKind } from '#domain/shared/file-kind.js';
import { isGivenToAll, type ScanState } from '#domain/shared/file-scan.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Database, rows } from '#platform/database/sql.js';

export interface DocumentView {
  id: string;
  kind: DocumentKind;
  title: string;
  name: string;
  fileKind: FileKind;
  bytes: number;
  /** hexadecimal */
  sha256: string;
  scan: ScanState;
  /** Is it given to who asks? Not before the antivirus has found it clean. */
  isGiven: boolean;
  addedAt: Date;
  /** When it came into force; null while its call, or its addendum, is not published. */
  publishedAt: Date | null;
  replacedAt: Date | null;
  /** The document that it took the place of. */
  replaces: string | null;
}

interface Row extends Omit<DocumentView, 'isGiven'> {
  callState: string;
  addendum: number | null;
}

/** A document to be given out. */
export interface GivenDocument {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  isPublic: boolean;
}

/** When the document `d` came into force: with its call `c`, or with the addendum that brought it. */
const since = (document: string): string =>
  `case when ${document}.addendum = 0 then c.published_at else (select published_at from addenda where call_id = c.id and ordinal = ${document}.addendum) end`;

const columns = `d.id, d.kind, d.title, d.name, f.kind as "fileKind", f.bytes, encode(d.sha256, 'hex') as sha256, f.scan, d.added_at as "addedAt", d.addendum, d.replaces,
  c.state as "callState", ${since('d')} as "publishedAt", ${since('n')} as "replacedAt"`;
const tables = `call_documents d join calls c on c.id = d.call_id join received_files f on f.sha256 = d.sha256 left join call_documents n on n.replaces = d.id`;

@Injectable()
export class DocumentQueries {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'demonstration'>,
  ) {}

  /** The documents of a call in their order, each followed by those that it replaced: some tens at most, so no pages. */
  async ofCall(actor: Actor | undefined, callId: string): Promise<DocumentView[]> {
    const [call] = await rows<{ id: string; state: string }>(this.database, `select id, state from calls where id = $1`, [callId]);
    if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
    const found = await rows<Row>(this.database, `select ${columns} from ${tables} where d.call_id = $1 order by d.position, d.addendum desc nulls last, d.added_at, d.id`, [callId]);
    return found.filter((one) => canSeeDocument(actor, one)).map(({ callState: _state, addendum: _addendum, ...one }) => ({ ...one, isGiven: isGivenToAll(one.scan, this.config.demonstration) }));
  }

  /** The document of this hash and name that `actor` may read, in whatever call: throws `rule-violated` `file.infected`, `document.not-scanned`. */
  async given(actor: Actor | undefined, sha256: string, name: string): Promise<GivenDocument> {
    const found = (await rows<Row>(this.database, `select ${columns} from ${tables} where d.sha256 = decode($1, 'hex') and d.name = $2`, [sha256, name])).filter((one) => canSeeDocument(actor, one));
    const [one] = found;
    if (one === undefined) throw notFound('document');
    if (one.scan === 'infected') throw ruleViolated('file.infected');
    if (!isGivenToAll(one.scan, this.config.demonstration)) throw ruleViolated('document.not-scanned');
    return { name: one.name, mediaType: fileKinds[one.fileKind].mediaType, bytes: one.bytes, sha256: one.sha256, isPublic: found.some((each) => canSeeDocument(undefined, each)) };
  }
}
