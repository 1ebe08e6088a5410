import { Injectable } from '@nestjs/common';
import type { ScanState } from '#domain/shared/file-scan.js';
import type { ScanVerdict } from '#platform/files/antivirus.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** What an infected file puts in quarantine. */
export interface Quarantined {
  attachments: { attachmentId: string; applicationId: string }[];
  documents: { documentId: string; callId: string }[];
}

@Injectable()
export class ScanRepository {
  constructor(private readonly database: Database) {}

  /** Files that nobody was asked to scan, the oldest first. */
  async earlier(limit: number): Promise<string[]> {
    const found = await rows<{ sha256: string }>(this.database, `select encode(sha256, 'hex') as sha256 from received_files where scan = 'unscanned' order by received_at limit $1`, [limit]);
    return found.map(({ sha256 }) => sha256);
  }

  /** The file of which an event speaks; undefined once nothing names it any more. */
  async ofEvent(tx: Tx, eventId: string): Promise<{ sha256: string; scan: ScanState } | undefined> {
    const [row] = await rows<{ sha256: string; scan: ScanState }>(
      tx,
      `select encode(f.sha256, 'hex') as sha256, f.scan from events e join received_files f on f.sha256 = decode(e.payload->>'sha256', 'hex') where e.id = $1`,
      [eventId],
    );
    return row;
  }

  /** Writes down what the antivirus said, unless it is known; gives the attachments and the documents that this puts in quarantine. */
  async record(tx: Tx, sha256: string, verdict: ScanVerdict): Promise<Quarantined> {
    const [scan, signature] = verdict.clean ? ['clean', null] : ['infected', verdict.signature];
    const [row] = await rows<Quarantined>(
      tx,
      `with said as (
         update received_files set scan = $2, signature = $3, scanned_at = clock_timestamp() where sha256 = decode($1, 'hex') and scan in ('unscanned', 'pending') returning sha256, scan
       )
       select (select coalesce(jsonb_agg(jsonb_build_object('attachmentId', t.id, 'applicationId', t.application_id) order by t.application_id, t.id), '[]') from said s join attachments t on t.sha256 = s.sha256 where s.scan = 'infected') as attachments,
         (select coalesce(jsonb_agg(jsonb_build_object('documentId', d.id, 'callId', d.call_id) order by d.call_id, d.id), '[]') from said s join call_documents d on d.sha256 = s.sha256 where s.scan = 'infected') as documents`,
      [sha256, scan, signature],
    );
    return row!;
  }
}
