import { Injectable } from '@nestjs/common';
import { presenceSeconds } from '#domain/applications/presence.rules.js';
import { Database, execute, rows } from '#platform/database/sql.js';

export interface Present {
  name: string;
  part: string;
  seenAt: Date;
}

const recent = (alias: string): string => `${alias}.seen_at > clock_timestamp() - ${presenceSeconds} * interval '1 second'`;

/** Who is at a dossier, at real time, outside of any transaction: an unlogged table that forgets. */
@Injectable()
export class PresenceRepository {
  constructor(private readonly database: Database) {}

  /** Notes where a person is, and forgets who has gone. */
  async note(applicationId: string, userId: string, part: string): Promise<void> {
    await execute(
      this.database,
      `with gone as (delete from presences p where p.application_id = $1 and p.user_id <> $2 and not ${recent('p')})
       insert into presences (application_id, user_id, part) values ($1, $2, $3)
       on conflict (application_id, user_id) do update set part = excluded.part, seen_at = clock_timestamp()`,
      [applicationId, userId, part],
    );
  }

  /** The others, by name. */
  async others(applicationId: string, userId: string): Promise<Present[]> {
    return rows<Present>(
      this.database,
      `select u.full_name as name, p.part, p.seen_at as "seenAt" from presences p join users u on u.id = p.user_id
       where p.application_id = $1 and p.user_id <> $2 and ${recent('p')} order by u.full_name collate "fr-x-icu", u.id`,
      [applicationId, userId],
    );
  }

  /** Notes that a person opened a dossier at `at`, the domain's instant. */
  async visit(applicationId: string, userId: string, at: Date): Promise<void> {
    await execute(
      this.database,
      `insert into application_visits (application_id, user_id, visited_at) values ($1, $2, $3)
       on conflict (application_id, user_id) do update set visited_at = greatest(application_visits.visited_at, excluded.visited_at)`,
      [applicationId, userId, at],
    );
  }
}
