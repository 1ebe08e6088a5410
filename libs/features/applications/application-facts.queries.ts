import { Injectable } from '@nestjs/common';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** What commands on dossiers ask other areas' tables, inside their transaction. */
@Injectable()
export class ApplicationFactsQueries {
  async isConflicted(tx: Tx, id: string, userId: string): Promise<boolean> {
    return (await rows(tx, `select from conflicts where application_id = $1 and person_id::text = $2`, [id, userId])).length > 0;
  }

  /** How far the decision in force on this dossier is, once a signatory has confirmed one. */
  async decided(tx: Tx, id: string): Promise<'confirmed' | 'released' | undefined> {
    return (await rows<{ state: 'confirmed' | 'released' }>(tx, `select state from decisions where application_id = $1 and superseded_at is null and state <> 'proposed'`, [id]))[0]?.state;
  }

  /** Does a pole hold a released award of the call, and of the phase, that are asked for? null asks for none. */
  async holdsAwards(tx: Tx, poleId: string, callId: string | null, phaseId: string | null): Promise<boolean> {
    const [row] = await rows<{ holds: boolean }>(
      tx,
      `select ($2::uuid is null or holds_award($1, $2, null)) and ($3::uuid is null or holds_award($1, null, $3)) as holds`,
      [poleId, callId, phaseId],
    );
    return row!.holds;
  }

  /** Does a pole hold a released award in a track of a call? */
  async holdsTrackAward(tx: Tx, poleId: string, callId: string, track: string): Promise<boolean> {
    return (await rows<{ holds: boolean }>(tx, `select holds_track_award($1, $2, $3) as holds`, [poleId, callId, track]))[0]!.holds;
  }
}
