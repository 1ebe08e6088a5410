import { Injectable } from '@nestjs/common';
import type { RoadmapLine } from '#domain/programmes/roadmap.rules.js';
import type { Day } from '#domain/shared/day.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewRoadmap {
  title: string;
  announcedOn: Day;
  themes?: readonly string[];
  lines: readonly RoadmapLine[];
}

@Injectable()
export class RoadmapRepository {
  async add(tx: Tx, roadmap: NewRoadmap, createdBy: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into roadmaps (title, announced_on, created_by, created_at, themes) values ($1, $2, $3, $4, $5) returning id`,
      [roadmap.title, roadmap.announcedOn, createdBy, at, roadmap.themes ?? []],
    );
    await execute(
      tx,
      `with wanted as (
         select l.position, l.value from jsonb_array_elements($2::jsonb) with ordinality l(value, position)
       ), lines as (
         insert into roadmap_lines (roadmap_id, position, label) select $1, w.position, w.value->>'label' from wanted w returning id, position
       )
       insert into roadmap_amounts (line_id, year, amount_cents)
       select lines.id, a.year, a."amountCents" from lines join wanted w using (position),
         jsonb_to_recordset(w.value->'amounts') a(year smallint, "amountCents" bigint)`,
      [row!.id, JSON.stringify(roadmap.lines)],
    );
    return row!.id;
  }
}
