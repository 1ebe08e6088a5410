import { Injectable } from '@nestjs/common';
import type { Member } from '#domain/applications/eligibility.rules.js';
import { coverPart, type SubmissionChanges, type WritingTerms } from '#domain/applications/application.rules.js';
import type { HeldFile } from '#domain/applications/attached.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { conflict, ruleViolated } from '#domain/shared/error.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
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

/** Everything that a submission seals, as it stands, and what bounds it. */
export interface DraftContent {
  isSubmitted: boolean;
  form: FormDefinition;
  sections: Record<string, Answers>;
  members: Member[];
  files: DraftFile[];
  /** null: its call has none. */
  track: { key: string; title: string } | null;
  pole: { name: string; siren: string; legalCategory: string; regionCode: string; addressLine: string; postalCode: string; city: string };
  /** The text of the submission in force. */
  sealed: string | null;
  terms: WritingTerms;
}

export interface NewApplication {
  callId: string;
  phaseId: string;
  poleId: string;
  trackKey: string | null;
  formVersionId: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  startedBy: string;
}

/** What a submission puts in force. */
export interface Sealed {
  text: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  /** Ids of its files, in the order of the content. */
  fileIds: readonly string[];
  /** The version of the charter that the text names as signed; null where the call asks for none. */
  charterId: string | null;
  /** The correction that it answers. */
  correction?: string;
}

interface RawTerms {
  opensAt: Date;
  closesAt: Date;
  correction: { id: string; parts: string[]; dueAt: string } | null;
}

const writingTerms = `p.opens_at as "opensAt", closes_for(a.phase_id, a.pole_id) as "closesAt",
         (select jsonb_build_object('id', r.id, 'parts', r.parts, 'dueAt', r.due_at) from correction_requests r
          where r.application_id = a.id and r.answer_id is null and r.lapsed_at is null) as correction`;

const termsFrom = ({ opensAt, closesAt, correction }: RawTerms): WritingTerms => ({
  phase: { opensAt, closesAt },
  correction: correction && { ...correction, dueAt: new Date(correction.dueAt) },
});

const submission = `s.id, s.number, s.ordinal, s.received_at as "receivedAt", encode(s.content_sha256, 'hex') as sha256, a.silence_on as "silenceOn"`;

/** Dossiers whose silence date has come by $1, a day, and of which that was not said. */
const silent = `silence_on <= $1 and silence_on is not null and silence_noted_at is null and state in ('submitted', 'eligible', 'ineligible', 'under-review')
  and not exists (select from decisions d where d.application_id = applications.id and d.state = 'released')`;

@Injectable()
export class ApplicationRepository {
  /** Begins a dossier, in one statement that repeats the deadline; undefined when the phase does not take any from this pole at `at`. */
  async add(tx: Tx, draft: NewApplication, at: Date): Promise<string | undefined> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into applications (call_id, phase_id, pole_id, form_version_id, project_title, prerequisite_declared, started_by, track_key)
         select $1::uuid, p.id, $3::uuid, $4::uuid, $5::text, $6::boolean, $7::uuid, $9::text from call_phases p where p.id = $2 and p.opens_at <= $8 and $8 < closes_for(p.id, $3::uuid) returning id`,
        [draft.callId, draft.phaseId, draft.poleId, draft.formVersionId, draft.projectTitle, draft.prerequisiteDeclared, draft.startedBy, at, draft.trackKey],
      );
      return row?.id;
    } catch (error) {
      if (brokenConstraint(error) === 'applications_one_per_pole') throw conflict('application.already-started');
      if (brokenConstraint(error) === 'applications_prerequisite_held') throw ruleViolated('application.prerequisite-not-held');
      if (brokenConstraint(error) === 'applications_track_held') throw ruleViolated('application.track-not-held');
      throw error;
    }
  }

  /** When each phase of a call closes for a pole, by phase. */
  async closings(tx: Tx, callId: string, poleId: string): Promise<Map<string, Date>> {
    const found = await rows<{ id: string; closesAt: Date }>(tx, `select id, closes_for(id, $2) as "closesAt" from call_phases where call_id = $1`, [callId, poleId]);
    return new Map(found.map(({ id, closesAt }) => [id, closesAt]));
  }

  /** The call of a dossier, read without a lock: it never changes. */
  async callOf(tx: Tx, id: string): Promise<string | undefined> {
    return (await rows<{ call_id: string }>(tx, `select call_id from applications where id = $1`, [id]))[0]?.call_id;
  }

  /** Every command on a dossier begins here: prepared SQL, which costs half of what the query builder does. */
  async lock(tx: Tx, id: string): Promise<Application | null> {
    const [row] = await rows<Application>(
      tx,
      `select id, call_id as "callId", phase_id as "phaseId", pole_id as "poleId", track_key as "trackKey", form_version_id as "formVersionId", project_title as "projectTitle", state, version, number,
         prerequisite_declared as "prerequisiteDeclared", prerequisite_validated as "prerequisiteValidated", submitted_at as "submittedAt", silence_on as "silenceOn",
         silence_noted_at as "silenceNotedAt", reopened_at as "reopenedAt", draft_title as "draftTitle", draft_prerequisite as "draftPrerequisite"
       from applications where id = $1 for update`,
      [id],
    );
    return row ?? null;
  }

  /** Saves what commands change; the keys of a dossier never do. */
  async save(tx: Tx, application: Application): Promise<void> {
    const { id, state, version, projectTitle, prerequisiteDeclared, prerequisiteValidated, silenceNotedAt, reopenedAt } = application;
    await tx.update(Application, id, { state, version, projectTitle, prerequisiteDeclared, prerequisiteValidated, silenceNotedAt, reopenedAt });
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
    const [row] = await rows<Omit<DraftContent, 'terms'> & RawTerms>(
      tx,
      `select exists (select from submissions where application_id = a.id and draft_version = $2) as "isSubmitted",
         (select definition from form_versions where id = a.form_version_id) as form,
         coalesce((select jsonb_object_agg(key, answers order by key) from application_sections where application_id = a.id), '{}') as sections,
         coalesce((select jsonb_agg(jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'slots', slots, 'evidence', evidence) order by position)
                   from application_members where application_id = a.id), '[]') as members,
         coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'section', t.section_key, 'field', t.field_key, 'name', t.name, 'kind', f.kind, 'bytes', f.bytes,
                     'sha256', encode(t.sha256, 'hex'), 'infected', f.scan = 'infected'))
                   from attachments t join received_files f on f.sha256 = t.sha256 where t.application_id = a.id), '[]') as files,
         (select jsonb_build_object('key', key, 'title', title) from call_tracks where call_id = a.call_id and key = a.track_key) as track,
         (select jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'regionCode', region_code,
                   'addressLine', address_line, 'postalCode', postal_code, 'city', city) from poles where id = a.pole_id) as pole,
         (select content from submissions where application_id = a.id order by ordinal desc limit 1) as sealed, ${writingTerms}
       from applications a join call_phases p on p.id = a.phase_id where a.id = $1`,
      [id, version],
    );
    const { opensAt, closesAt, correction, ...content } = row!;
    return { ...content, terms: termsFrom({ opensAt, closesAt, correction }) };
  }

  /** What bounds the writing of a dossier. */
  async termsOf(tx: Tx, id: string): Promise<WritingTerms> {
    const [row] = await rows<RawTerms>(tx, `select ${writingTerms} from applications a join call_phases p on p.id = a.phase_id where a.id = $1`, [id]);
    return termsFrom(row!);
  }

  /**
   * Numbers the dossier, moves it and seals its content, in one statement that repeats the deadline: no row when the phase takes no dossier of
   * this pole at the instant of receipt, or asks for a charter that the pole has not signed. An answer to a correction is bound by that correction,
   * which it ends.
   */
  async seal(tx: Tx, application: Application, changes: SubmissionChanges, sealed: Sealed, submittedBy: string): Promise<Submission | undefined> {
    const { correction } = sealed;
    const bound = correction === undefined
      ? {
          from: 'call_phases p join calls c on c.id = p.call_id',
          where: `p.id = a.phase_id and p.opens_at <= $3 and $3 < closes_for(p.id, a.pole_id) and case when c.charter_required
            then charter_in_force($3) = $10::uuid and exists (select from charter_signatures g where g.pole_id = a.pole_id and g.charter_id = $10::uuid) else $10::uuid is null end`,
          rewritten: 'true',
        }
      : { from: 'correction_requests r', where: 'r.id = $10 and r.application_id = a.id and r.answer_id is null and r.lapsed_at is null and $3 < r.due_at', rewritten: `'${coverPart}' = any (r.parts)` };
    const sealing = rows<Submission>(
      tx,
      `with moved as (
         update applications a
         set state = $2, submitted_at = $3, silence_on = $4, number = coalesce(a.number, next_number(extract(year from $3::timestamptz at time zone 'Europe/Paris')::integer)),
           silence_noted_at = null, reopened_at = null, project_title = $7, prerequisite_declared = $8,
           draft_title = case when not ${bound.rewritten} then a.draft_title end, draft_prerequisite = case when not ${bound.rewritten} then a.draft_prerequisite end
         from ${bound.from}
         where a.id = $1 and ${bound.where}
         returning a.id, a.number, a.version, a.silence_on
       ), sealed as (
         insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
         select m.id, (select count(*) + 1 from submissions where application_id = m.id), m.version, m.number, $3, $5, sha256(convert_to($5, 'UTF8')), $6 from moved m
         returning *
       ), attached as (
         insert into submission_attachments (submission_id, application_id, position, attachment_id)
         select s.id, s.application_id, position, file from sealed s, unnest($9::uuid[]) with ordinality as list (file, position)
       )${correction === undefined ? '' : `, answered as (update correction_requests set answer_id = sealed.id from sealed where correction_requests.id = $10)`}
       select ${submission} from sealed s join moved a on a.id = s.application_id`,
      [application.id, changes.state, changes.submittedAt, changes.silenceOn, sealed.text, submittedBy, sealed.projectTitle, sealed.prerequisiteDeclared, sealed.fileIds, correction ?? sealed.charterId],
    );
    try {
      return (await sealing)[0];
    } catch (error) {
      if (brokenConstraint(error) === 'submissions_certified') throw ruleViolated('application.not-certified');
      throw error;
    }
  }

  /** The form of a dossier, as it was when it was begun. */
  async formOf(tx: Tx, formVersionId: string): Promise<FormDefinition> {
    return (await rows<{ definition: FormDefinition }>(tx, `select definition from form_versions where id = $1`, [formVersionId]))[0]!.definition;
  }

  /** Dossiers whose silence date has come by `day` and that no event says yet. */
  async silentBy(tx: Tx, day: string, limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `select id from applications where ${silent} order by silence_on, id limit $2`,
      [day, limit],
    );
    return found.map((row) => row.id);
  }

  /** Is a dossier still one of those? */
  async isSilent(tx: Tx, id: string, day: string): Promise<boolean> {
    return (await rows(tx, `select from applications where ${silent} and id = $2`, [day, id])).length > 0;
  }
}
