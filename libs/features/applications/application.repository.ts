import { Injectable } from '@nestjs/common';
import type { Member } from '#domain/applications/eligibility.rules.js';
import type { SubmissionChanges } from '#domain/applications/application.rules.js';
import type { FormDefinition } from '#domain/calls/form.rules.js';
import type { HeldFile } from '#domain/applications/attached.rules.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Application } from './application.entity.js';

export type Answers = Record<string, unknown>;

export interface Submission {
  id: string;
  number: string;
  ordinal: number;
  receivedAt: Date;
  sha256: string;
  silenceOn: string;
}

/** A file that a draft holds, as its submission seals it. */
export interface DraftFile extends HeldFile {
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
  infected: boolean;
}

/** Everything that a submission seals, as it stands. */
export interface DraftContent {
  isSubmitted: boolean;
  form: FormDefinition;
  sections: Record<string, Answers>;
  members: Member[];
  files: DraftFile[];
  pole: { name: string; siren: string; legalCategory: string; regionCode: string; addressLine: string; postalCode: string; city: string };
}

export interface NewApplication {
  callId: string;
  phaseId: string;
  poleId: string;
  formVersionId: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  startedBy: string;
}

const submission = `s.id, s.number, s.ordinal, s.received_at as "receivedAt", encode(s.content_sha256, 'hex') as sha256, a.silence_on as "silenceOn"`;

@Injectable()
export class ApplicationRepository {
  async add(tx: Tx, draft: NewApplication): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into applications (call_id, phase_id, pole_id, form_version_id, project_title, prerequisite_declared, started_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [draft.callId, draft.phaseId, draft.poleId, draft.formVersionId, draft.projectTitle, draft.prerequisiteDeclared, draft.startedBy],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'applications_one_per_pole') throw conflict('application.already-started');
      throw error;
    }
  }

  /** The call of a dossier, read without a lock: it never changes. */
  async callOf(tx: Tx, id: string): Promise<string | undefined> {
    return (await rows<{ call_id: string }>(tx, `select call_id from applications where id = $1`, [id]))[0]?.call_id;
  }

  /** Every command on a dossier begins here: prepared SQL, which costs half of what the query builder does. */
  async lock(tx: Tx, id: string): Promise<Application | null> {
    const [row] = await rows<Application>(
      tx,
      `select id, call_id as "callId", phase_id as "phaseId", pole_id as "poleId", form_version_id as "formVersionId", project_title as "projectTitle", state, version, number,
         prerequisite_declared as "prerequisiteDeclared", prerequisite_validated as "prerequisiteValidated", submitted_at as "submittedAt", silence_on as "silenceOn",
         silence_noted_at as "silenceNotedAt"
       from applications where id = $1 for update`,
      [id],
    );
    return row ?? null;
  }

  /** Saves what commands change; the keys of a dossier never do. */
  async save(tx: Tx, application: Application): Promise<void> {
    const { id, state, version, projectTitle, prerequisiteDeclared, prerequisiteValidated, silenceNotedAt } = application;
    await tx.update(Application, id, { state, version, projectTitle, prerequisiteDeclared, prerequisiteValidated, silenceNotedAt });
  }

  async submissionAt(tx: Tx, id: string, draftVersion: number): Promise<Submission> {
    return (
      await rows<Submission>(
        tx,
        `select ${submission} from submissions s join applications a on a.id = s.application_id where s.application_id = $1 and s.draft_version = $2`,
        [id, draftVersion],
      )
    )[0]!;
  }

  /** What a submission of `version` would seal, and whether that version was submitted already. */
  async content(tx: Tx, id: string, version: number): Promise<DraftContent> {
    const [row] = await rows<DraftContent>(
      tx,
      `select exists (select from submissions where application_id = a.id and draft_version = $2) as "isSubmitted",
         (select definition from form_versions where id = a.form_version_id) as form,
         coalesce((select jsonb_object_agg(key, answers order by key) from application_sections where application_id = a.id), '{}') as sections,
         coalesce((select jsonb_agg(jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'slots', slots, 'evidence', evidence) order by position)
                   from application_members where application_id = a.id), '[]') as members,
         coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'section', t.section_key, 'field', t.field_key, 'name', t.name, 'kind', f.kind, 'bytes', f.bytes,
                     'sha256', encode(t.sha256, 'hex'), 'infected', f.scan = 'infected'))
                   from attachments t join received_files f on f.sha256 = t.sha256 where t.application_id = a.id), '[]') as files,
         (select jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'regionCode', region_code,
                   'addressLine', address_line, 'postalCode', postal_code, 'city', city) from poles where id = a.pole_id) as pole
       from applications a where a.id = $1`,
      [id, version],
    );
    return row!;
  }

  /**
   * Numbers the dossier, moves it and seals its content, in one statement that repeats the deadline: no row when the phase
   * does not take applications at the instant of receipt.
   */
  async seal(tx: Tx, application: Application, changes: SubmissionChanges, content: string, fileIds: readonly string[], submittedBy: string): Promise<Submission | undefined> {
    const [row] = await rows<Submission>(
      tx,
      `with moved as (
         update applications a
         set state = $2, submitted_at = $3, silence_on = $4, number = coalesce(a.number, next_number(extract(year from $3::timestamptz at time zone 'Europe/Paris')::integer))
         from call_phases p
         where a.id = $1 and p.id = a.phase_id and p.opens_at <= $3 and $3 < p.closes_at
         returning a.id, a.number, a.version, a.silence_on
       ), sealed as (
         insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
         select m.id, (select count(*) + 1 from submissions where application_id = m.id), m.version, m.number, $3, $5, sha256(convert_to($5, 'UTF8')), $6 from moved m
         returning *
       ), attached as (
         insert into submission_attachments (submission_id, application_id, position, attachment_id)
         select s.id, s.application_id, position, file from sealed s, unnest($7::uuid[]) with ordinality as list (file, position)
       )
       select ${submission} from sealed s join moved a on a.id = s.application_id`,
      [application.id, changes.state, changes.submittedAt, changes.silenceOn, content, submittedBy, fileIds],
    );
    return row;
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
    await execute(
      tx,
      `insert into section_revisions (application_id, key, answers, based_on, kept, saved_by) values ($1, $2, $3, $4, $5, $6)`,
      [id, key, json, version, saved !== undefined, savedBy],
    );
    return saved?.version;
  }

  /** The files that were sent to a section. */
  async filesOf(tx: Tx, id: string, key: string): Promise<HeldFile[]> {
    return rows<HeldFile>(tx, `select id, section_key as section, field_key as field from attachments where application_id = $1 and section_key = $2`, [id, key]);
  }

  /** Notes which files of a section its saved answers name. */
  async useFiles(tx: Tx, id: string, key: string, ids: readonly string[]): Promise<void> {
    await execute(tx, `update attachments set used = (id = any($3::uuid[])) where application_id = $1 and section_key = $2`, [id, key, ids]);
  }

  async formOf(tx: Tx, formVersionId: string): Promise<FormDefinition> {
    return (await rows<{ definition: FormDefinition }>(tx, `select definition from form_versions where id = $1`, [formVersionId]))[0]!.definition;
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

  /** Dossiers whose silence date has come by `day` and that no event says yet. */
  async silentBy(tx: Tx, day: string, limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `select id from applications where silence_on <= $1 and silence_on is not null and silence_noted_at is null
         and state in ('submitted', 'eligible', 'ineligible', 'under-review')
         and not exists (select from decisions d where d.application_id = applications.id and d.state = 'released') order by silence_on, id limit $2`,
      [day, limit],
    );
    return found.map((row) => row.id);
  }
}
