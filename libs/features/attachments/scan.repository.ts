import { Injectable } from '@nestjs/common';
import type { ScanState } from '#domain/attachments/attachment.rules.js';
import type { ScanVerdict } from '#platform/files/antivirus.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class ScanRepository {
  constructor(private readonly database: Database) {}

  /** Files that nobody was asked to scan, the oldest first. */
  async earlier(limit: number): Promise<string[]> {
    const found = await rows<{ sha256: string }>(this.database, `select encode(sha256, 'hex') as sha256 from received_files where scan = 'unscanned' order by received_at limit $1`, [limit]);
    return found.map(({ sha256 }) => sha256);
  }

  /** The file of which an event speaks. */
  async ofEvent(tx: Tx, eventId: string): Promise<{ sha256: string; scan: ScanState }> {
    const [row] = await rows<{ sha256: string; scan: ScanState }>(
      tx,
      `select encode(f.sha256, 'hex') as sha256, f.scan from events e join received_files f on f.sha256 = decode(e.payload->>'sha256', 'hex') where e.id = $1`,
      [eventId],
    );
    return row!;
  }

  /** Writes down what the antivirus said, unless it is known; gives the files of dossiers that this puts in quarantine. */
  async record(tx: Tx, sha256: string, verdict: ScanVerdict): Promise<{ attachmentId: string; applicationId: string }[]> {
    const [scan, signature] = verdict.clean ? ['clean', null] : ['infected', verdict.signature];
    return rows(
      tx,
      `with said as (
         update received_files set scan = $2, signature = $3, scanned_at = clock_timestamp() where sha256 = decode($1, 'hex') and scan in ('unscanned', 'pending') returning sha256, scan
       )
       select t.id as "attachmentId", t.application_id as "applicationId" from said s join attachments t on t.sha256 = s.sha256 where s.scan = 'infected' order by t.application_id, t.id`,
      [sha256, scan, signature],
    );
  }
}
