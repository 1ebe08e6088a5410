import { Injectable } from '@nestjs/common';
import { canReadHistory, canSeeApplication, type SeenApplication } from '#domain/applications/application.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import type { Answers } from '../application.repository.js';
import { seenColumns } from '../reader.js';

/** A section as it is now, and who saved it last. */
export interface SectionNow {
  key: string;
  version: number;
  answers: Answers;
  savedAt: Date | null;
  savedBy: string | null;
  /** was it the person who asks? */
  isOwn: boolean;
}

export interface Revision {
  id: string;
  savedAt: Date;
  savedBy: string;
  /** False: it came too late or over a text that it had not seen, and lives here only. */
  kept: boolean;
}


/** What a pole's people read of the sections that they write together. */
@Injectable()
export class SectionQueries {
  constructor(private readonly database: Database) {}

  async now(actor: Actor, id: string, key: string): Promise<SectionNow> {
    await this.checkReader(actor, id);
    const [found] = await rows<SectionNow>(
      this.database,
      `select f.section as key, coalesce(s.version, 0) as version, coalesce(s.answers, '{}') as answers, r.saved_at as "savedAt", u.full_name as "savedBy", coalesce(r.saved_by = $3::uuid, false) as "isOwn"
       from applications a
       join form_versions v on v.id = a.form_version_id
       join lateral (select section->>'key' as section from jsonb_array_elements(v.definition->'sections') section where section->>'key' = $2) f on true
       left join application_sections s on s.application_id = a.id and s.key = f.section
       left join lateral (select saved_at, saved_by from section_revisions where application_id = a.id and key = f.section and kept order by saved_at desc, id desc limit 1) r on true
       left join users u on u.id = r.saved_by
       where a.id = $1`,
      [id, key, actor.userId],
    );
    if (found === undefined) throw notFound('application');
    return found;
  }

  /** Everything that was sent for a section, newest first. */
  async revisions(actor: Actor, id: string, key: string, filter: { limit: number; after?: string }): Promise<Page<Revision>> {
    await this.checkReader(actor, id);
    const where = new Where();
    where.and(`r.application_id = ${where.value(id)}::uuid and r.key = ${where.value(key)}`);
    if (filter.after !== undefined) {
      const [since, before] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(r.saved_at, r.id) < (${where.value(since)}::timestamptz, ${where.value(before)}::uuid)`);
    }
    const found = await rows<Revision & { cursor: string }>(
      this.database,
      `select r.id, r.saved_at as "savedAt", u.full_name as "savedBy", r.kept, r.saved_at::text as cursor
       from section_revisions r join users u on u.id = r.saved_by where ${where.sql} order by r.saved_at desc, r.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  async revision(actor: Actor, id: string): Promise<Revision & { applicationId: string; key: string; answers: Answers }> {
    const [found] = await rows<Revision & SeenApplication & { applicationId: string; key: string; answers: Answers }>(
      this.database,
      `select ${seenColumns}, r.id, r.application_id as "applicationId", r.key, r.answers, r.saved_at as "savedAt", u.full_name as "savedBy", r.kept
       from section_revisions r join users u on u.id = r.saved_by join applications a on a.id = r.application_id where r.id = $2`,
      [actor.userId, id],
    );
    if (found === undefined || !canSeeApplication(actor, { ...found, id: found.applicationId })) throw notFound('section-revision');
    if (!canReadHistory(actor, { ...found, id: found.applicationId })) throw forbidden('application.history-not-yours');
    const { callId: _call, poleId: _pole, state: _state, conflicted: _conflicted, reviewedBlind: _blind, ...revision } = found;
    return revision;
  }

  private async checkReader(actor: Actor, id: string): Promise<void> {
    const [found] = await rows<SeenApplication>(this.database, `select ${seenColumns} from applications a where a.id = $2`, [actor.userId, id]);
    if (found === undefined || !canSeeApplication(actor, found)) throw notFound('application');
    if (!canReadHistory(actor, found)) throw forbidden('application.history-not-yours');
  }
}
