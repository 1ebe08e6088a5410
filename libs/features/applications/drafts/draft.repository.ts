import { Injectable } from '@nestjs/common';
import type { HeldFile } from '#domain/applications/attached.rules.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Answers } from '../application.repository.js';

/** What a pole writes before it submits. */
@Injectable()
export class DraftRepository {
  /**
   * Counts the version of a dossier up, in the statement that repeats until when `part` may be written: every change of a part ends with it. False
   * when the part is closed at `at`.
   */
  async touch(tx: Tx, id: string, part: string, at: Date): Promise<boolean> {
    return (await execute(tx, `update applications set version = version + 1 where id = $1 and $3 < writable_until(id, $2)`, [id, part, at])) > 0;
  }

  /** The cover: of a dossier that was submitted, beside what is in force. */
  async describe(tx: Tx, id: string, cover: { projectTitle: string; prerequisiteDeclared: boolean }): Promise<void> {
    await execute(
      tx,
      `update applications set
         project_title = case when state = 'draft' then $2 else project_title end, prerequisite_declared = case when state = 'draft' then $3 else prerequisite_declared end,
         draft_title = case when state <> 'draft' then $2 end, draft_prerequisite = case when state <> 'draft' then $3::boolean end
       where id = $1`,
      [id, cover.projectTitle, cover.prerequisiteDeclared],
    );
  }

  /** Saves a section if nobody saved it since `version` (0: never saved); what was sent is kept in any case. Gives the new version, or undefined when stale. */
  async saveSection(tx: Tx, id: string, key: string, answers: Answers, version: number, savedBy: string): Promise<number | undefined> {
    const json = JSON.stringify(answers);
    const [saved] = await rows<{ version: number }>(
      tx,
      version === 0
        ? `insert into application_sections (application_id, key, answers) values ($1, $2, $3) on conflict do nothing returning version`
        : `update application_sections set answers = $3, version = version + 1 where application_id = $1 and key = $2 and version = $4 returning version`,
      version === 0 ? [id, key, json] : [id, key, json, version],
    );
    await this.keep(tx, id, key, answers, version, saved !== undefined, savedBy);
    return saved?.version;
  }

  /** Keeps what was sent for a section, saved or not: the history of the section has all of it. */
  async keep(tx: Tx, id: string, key: string, answers: Answers, basedOn: number, kept: boolean, savedBy: string): Promise<void> {
    await execute(
      tx,
      `insert into section_revisions (application_id, key, answers, based_on, kept, saved_by) values ($1, $2, $3, $4, $5, $6)`,
      [id, key, JSON.stringify(answers), basedOn, kept, savedBy],
    );
  }

  /** The files that were sent to a section. */
  async filesOf(tx: Tx, id: string, key: string): Promise<HeldFile[]> {
    return rows<HeldFile>(tx, `select id, section_key as section, field_key as field from attachments where application_id = $1 and section_key = $2`, [id, key]);
  }

  /** Notes which files of a section its saved answers name. */
  async useFiles(tx: Tx, id: string, key: string, ids: readonly string[]): Promise<void> {
    await execute(tx, `update attachments set used = (id = any($3::uuid[])) where application_id = $1 and section_key = $2`, [id, key, ids]);
  }

  async replaceMembers(tx: Tx, id: string, members: readonly Member[]): Promise<void> {
    await execute(tx, `delete from application_members where application_id = $1`, [id]);
    await execute(
      tx,
      `insert into application_members (application_id, position, name, siren, legal_category, slots, evidence)
       select $1, ordinality, member->>'name', member->>'siren', member->>'legalCategory',
         array(select jsonb_array_elements_text(member->'slots')), member->>'evidence'
       from jsonb_array_elements($2::jsonb) with ordinality as list (member, ordinality)`,
      [id, JSON.stringify(members)],
    );
  }
}
