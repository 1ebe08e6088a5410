import { Injectable } from '@nestjs/common';
import { leftoverDays } from '#domain/attachments/upload.rules.js';
import { execute, rows, sqlState } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** Where a look through the store goes on, and the instant before which something must have been stored to be taken out. */
export interface Turn {
  position: string;
  before: Date;
}

/** How long a worker has to take out a file that it claimed, ms; a claim that is older is another's to finish. */
export const removalMs = 10 * 60_000;

const old = (instant: string): string => `${instant} < clock_timestamp() - ${leftoverDays} * interval '1 day'`;

/** Known bytes that no dossier and no call names, and that the antivirus has nothing to say of. */
const forgotten = `${old('f.received_at')} and f.scan in ('clean', 'unscanned')
  and not exists (select from attachments t where t.sha256 = f.sha256) and not exists (select from call_documents d where d.sha256 = f.sha256)`;

/** Did a table that names files refuse their removal? */
export const isNamed = (error: unknown): boolean => sqlState(error) === '23503' || sqlState(error) === '23001';

@Injectable()
export class LeftoverRepository {
  /** Forgets uploads that are too old; gives their parts. */
  async takeExpired(tx: Tx, limit: number): Promise<{ id: string; parts: string[] }[]> {
    return rows(
      tx,
      `delete from uploads where id in (select id from uploads where expires_at < clock_timestamp() order by expires_at limit $1 for update skip locked) returning id, parts`,
      [limit],
    );
  }

  /** The next look through the store, when one is due: nobody else has it for ten minutes. */
  async begin(tx: Tx): Promise<Turn | undefined> {
    const [turn] = await rows<Turn>(
      tx,
      `update store_sweep set due_at = clock_timestamp() + interval '10 minutes' where due_at <= clock_timestamp()
       returning position, clock_timestamp() - ${leftoverDays} * interval '1 day' as before`,
    );
    return turn;
  }

  /** Ends a look: the next one goes on from `position` in a minute; from the beginning, in an hour. */
  async end(tx: Tx, position: string): Promise<void> {
    await execute(tx, `update store_sweep set position = $1, due_at = clock_timestamp() + case when $1 = '' then interval '1 hour' else interval '1 minute' end`, [position]);
  }

  /** Which of these parts an upload counts. */
  async counted(tx: Tx, parts: readonly { uploadId: string; part: string }[]): Promise<Set<string>> {
    const found = await rows<{ part: string }>(
      tx,
      `select u.id || '/' || x.part as part from unnest($1::uuid[], $2::text[]) as x (upload_id, part) join uploads u on u.id = x.upload_id and x.part = any (u.parts)`,
      [parts.map(({ uploadId }) => uploadId), parts.map(({ part }) => part)],
    );
    return new Set(found.map(({ part }) => part));
  }

  /** Which of these files nothing names; each is asked again, alone, before it is taken out. */
  async unnamed(tx: Tx, files: readonly string[]): Promise<string[]> {
    const found = await rows<{ sha256: string }>(
      tx,
      `select x.sha256 from unnest($1::text[]) as x (sha256)
       where not exists (select from received_files f where f.sha256 = decode(x.sha256, 'hex') and not (${forgotten}))
         and not exists (select from uploads u where u.sha256 = decode(x.sha256, 'hex'))`,
      [files],
    );
    return found.map(({ sha256 }) => sha256);
  }

  /**
   * Claims the removal of a file that nothing names, and forgets what was known of its bytes; false when something names it, or somebody else
   * removes it. From the commit on, an upload of the same bytes waits until `done` (`UploadRepository.claim` has the other half).
   */
  async claim(tx: Tx, sha256: string, holder: string): Promise<boolean> {
    await execute(tx, `select pg_advisory_xact_lock(hashtextextended($1, 27))`, [sha256]);
    await execute(tx, `delete from received_files f where f.sha256 = decode($1, 'hex') and ${forgotten} and not exists (select from uploads u where u.sha256 = f.sha256)`, [sha256]);
    const claimed = await execute(
      tx,
      `insert into file_removals (sha256, holder) select decode($1, 'hex'), $2
       where not exists (select from received_files where sha256 = decode($1, 'hex')) and not exists (select from uploads where sha256 = decode($1, 'hex')) on conflict (sha256) do nothing`,
      [sha256, holder],
    );
    return claimed === 1;
  }

  /** Takes over removals whose worker died: what it did is done again. */
  async takeOver(tx: Tx, holder: string, limit: number): Promise<string[]> {
    const found = await rows<{ sha256: string }>(
      tx,
      `update file_removals set holder = $1, since = clock_timestamp() where sha256 in
         (select sha256 from file_removals where since < clock_timestamp() - $2 * interval '1 millisecond' order by since limit $3 for update skip locked) returning encode(sha256, 'hex') as sha256`,
      [holder, removalMs, limit],
    );
    return found.map(({ sha256 }) => sha256);
  }

  async done(tx: Tx, sha256: string, holder: string): Promise<void> {
    await execute(tx, `delete from file_removals where sha256 = decode($1, 'hex') and holder = $2`, [sha256, holder]);
  }
}
