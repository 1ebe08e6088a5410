import { Injectable } from '@nestjs/common';
import { mayAct } from '#domain/applications/application.actions.js';
import { applicationLifecycle, stateShownToApplicant, type ApplicationAction, type ApplicationState } from '#domain/applications/application.lifecycle.js';
import { canRuleEligibility, canSeeApplication, canSubmit, deskRoles, isOwn, type SeenApplication } from '#domain/applications/application.policy.js';
import { coverPart, isBeingRewritten, membersPart, writableUntil, type WritingTerms } from '#domain/applications/application.rules.js';
import type { Consequence } from '#domain/applications/correction.rules.js';
import type { Condition, FindingKey, Member } from '#domain/applications/eligibility.rules.js';
import { partnerDossiersOf, polesOf } from '#domain/identity/pole-people.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { SealedCharter } from '#domain/charters/assessment.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { conflictedWith, reviewedBlindBy, seenColumns } from './reader.js';
import { readSealed } from './sealed-content.js';

export type ShownState = ApplicationState | 'under-examination';

export interface ApplicationSummary {
  id: string;
  number: string | null;
  projectTitle: string;
  state: ShownState;
  callId: string;
  callCode: string;
  poleId: string;
  poleName: string;
  regionCode: string;
  submittedAt: Date | null;
  silenceOn: string | null;
  /** The track of its call that it asks for; null where the call has none. */
  track: { key: string; title: string } | null;
  /** When its phase closes for its pole, exclusively. */
  closesAt: Date;
  /** Since when the pole rewrites what it submitted last; null: it does not. */
  reopenedAt: Date | null;
  /** Until when, exclusively, a correction is awaited. */
  correctionDueAt: Date | null;
  /** Does it wait for its pole to sign the charter in force? */
  charterToSign: boolean;
}

export interface ApplicationView extends ApplicationSummary {
  version: number;
  prerequisiteDeclared: boolean;
  prerequisiteValidated: boolean | null;
  /** The form that it was started with. */
  form: FormDefinition;
  /** The domain instant at which it was started. */
  startedAt: Date;
  sections: { key: string; version: number; answers: Record<string, unknown> }[];
  members: Member[];
  findings: { condition: FindingKey; met: boolean; reason: string }[];
  verdict: { outcome: 'eligible' | 'ineligible'; conditions: Condition[] } | null;
  submissions: { id: string; ordinal: number; number: string; receivedAt: string; sha256: string; hasReceipt: boolean; certification: { by: string; quality: string; at: string } | null }[];
  /** The charter that the last submission names. */
  charter: SealedCharter | null;
  /** Where the call asks for it, for the pole's people: who certified the version that stands, who may, who may submit, when it was asked. */
  certification: CertificationView | null;
  /** Who has a message to answer. */
  answerDueFrom: 'pole' | 'desk' | null;
  /** What puts its closing off for this pole alone. */
  lateException: { until: string; reason: string; givenBy: string } | null;
  /** What the pole may write now, and until when; null: nothing. */
  writing: { why: 'draft' | 'reopened' | 'correction'; parts: string[] | null; until: Date } | null;
  corrections: CorrectionView[];
  actions: ApplicationAction[];
}

export interface CertificationView {
  certifiedBy: { id: string; name: string; quality: string; at: string }[];
  representatives: { id: string; name: string }[];
  applicants: { id: string; name: string }[];
  asked: { by: string; at: string } | null;
}

export interface CorrectionView {
  id: string;
  parts: string[];
  reason: string;
  consequence: Consequence;
  dueAt: string;
  requestedAt: string;
  requestedBy: string;
  answeredAt: string | null;
  lapsedAt: string | null;
}

export interface TimelineEntry {
  seq: number;
  name: string;
  occurredAt: Date;
}

/** What `one` reads beside what it shows. */
interface RawView {
  reviewedBlind: boolean;
  now: Date;
  opensAt: Date;
  sealed: string | null;
  draftTitle: string | null;
  draftPrerequisite: boolean | null;
}

interface Raw extends ApplicationSummary {
  conflicted: boolean;
  state: ApplicationState;
  released: boolean;
}

const conflicted = conflictedWith('$1::uuid');

/** States that a pole reads of its own dossiers before their decision is released, and so may filter by. */
const shownStates: readonly ApplicationState[] = ['draft', 'submitted', 'withdrawn', 'discarded'];

const summary = `a.id, a.number, a.project_title as "projectTitle", a.state, a.call_id as "callId", c.code as "callCode", a.pole_id as "poleId",
  p.name as "poleName", p.region_code as "regionCode",
  (select jsonb_build_object('key', t.key, 'title', t.title) from call_tracks t where t.call_id = a.call_id and t.key = a.track_key) as track,
  a.submitted_at as "submittedAt", a.silence_on as "silenceOn",
  closes_for(a.phase_id, a.pole_id) as "closesAt", a.reopened_at as "reopenedAt",
  (select due_at from correction_requests where application_id = a.id and answer_id is null and lapsed_at is null) as "correctionDueAt",
  c.charter_required and (a.state = 'draft' or a.state = 'submitted' and a.reopened_at is not null)
    and not exists (select from charter_signatures g where g.pole_id = a.pole_id and g.charter_id = charter_in_force(essaim_now())) as "charterToSign",
  exists (select from decisions d where d.application_id = a.id and d.state = 'released' and d.superseded_at is null) as released, ${conflicted} as conflicted`;

const tables = `applications a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id`;

/** The certification that a submission sealed, by the rule of `sealedCertification`. */
const sealedBy = `(select jsonb_build_object('by', u.full_name, 'quality', x.quality, 'at', x.certified_at) from certifications x join users u on u.id = x.certified_by
  where x.application_id = submissions.application_id and x.version = submissions.draft_version and x.certified_by <> submissions.submitted_by order by x.certified_at, x.certified_by limit 1)`;

/** The people of the dossier's pole in one role. */
const peopleIn = (role: 'applicant' | 'representative'): string => `coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.full_name) order by u.full_name, u.id)
  from role_grants g join users u on u.id = g.user_id where g.role = '${role}' and g.scope @> jsonb_build_object('poleId', a.pole_id)
    and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())), '[]')`;

/** Events that a pole reads in its own timeline; the rest is the administration's deliberation. */
const shownToApplicant = [
  'application.started',
  'application.discarded',
  'application.submitted',
  'application.refused-late',
  'application.reopened',
  'application.correction-requested',
  'application.corrected',
  'application.correction-lapsed',
  'application.draft-reminded',
  'application.message-sent',
  'application.certification-asked',
  'application.certified',
  'application.withdrawn',
  'application.silence-passed',
  'attachment.quarantined',
];

type Content = Pick<ApplicationView, 'projectTitle' | 'prerequisiteDeclared' | 'sections' | 'members'>;

/**
 * What a reader is shown of a dossier: of one that was submitted, what was submitted, but for the parts that its pole is writing, which it alone is
 * shown as they are now (`writer`: the instant at which one of its people reads).
 */
function shownContent(dossier: Content & Raw & { reopenedAt: Date | null; sealed: string | null; draftTitle: string | null; draftPrerequisite: boolean | null }, terms: WritingTerms, writer: Date | undefined): Content {
  const { projectTitle, prerequisiteDeclared, sections, members, draftTitle, draftPrerequisite, sealed } = dossier;
  if (sealed === null) return { projectTitle, prerequisiteDeclared, sections, members };
  const received = readSealed(sealed);
  const isWritten = (part: string): boolean => {
    const until = writer === undefined ? null : writableUntil(dossier, terms, part);
    return until !== null && writer! < until;
  };
  const versions = new Map(sections.map((one) => [one.key, one]));
  return {
    ...(isWritten(coverPart) ? { projectTitle: draftTitle ?? projectTitle, prerequisiteDeclared: draftPrerequisite ?? prerequisiteDeclared } : { projectTitle, prerequisiteDeclared }),
    sections: received.sections.map(({ key, answers }) => {
      const now = versions.get(key);
      return now !== undefined && isWritten(key) ? now : { key, version: now?.version ?? 0, answers };
    }),
    members: isWritten(membersPart) ? members : [...received.members],
  };
}

function writingOf(dossier: { state: ApplicationState; reopenedAt: Date | null }, terms: WritingTerms, now: Date): ApplicationView['writing'] {
  const { phase, correction } = terms;
  if (dossier.state === 'draft') return now < phase.closesAt ? { why: 'draft', parts: null, until: phase.closesAt } : null;
  if (!isBeingRewritten(dossier, terms, now)) return null;
  return correction !== null && now < correction.dueAt ? { why: 'correction', parts: [...correction.parts], until: correction.dueAt } : { why: 'reopened', parts: null, until: phase.closesAt };
}

@Injectable()
export class ApplicationQueries {
  constructor(private readonly database: Database) {}

  private shown<T extends Raw>(actor: Actor, { released, conflicted: _, ...row }: T): Omit<T, 'released' | 'conflicted'> & { state: ShownState } {
    const isDesk = !isOwn(actor, row);
    return { ...row, state: isDesk ? row.state : stateShownToApplicant(row.state, released) };
  }

  /** Dossiers, newest first: one's poles' own, and those of the calls that one's desk covers once they were submitted. */
  async list(
    actor: Actor,
    filter: { callId?: string; track?: string; state?: ApplicationState; regionCode?: string; search?: string; limit: number; after?: string },
  ): Promise<Page<ApplicationSummary>> {
    const desk = actor.grants.filter((grant) => deskRoles.includes(grant.role) && Object.keys(grant.scope).every((field) => field === 'callId'));
    const where = new Where();
    where.value(actor.userId);
    const covered = desk.some((grant) => grant.scope.callId === undefined) ? 'true' : desk.length === 0 ? 'false' : `a.call_id = any(${where.value(desk.map((grant) => grant.scope.callId))}::uuid[])`;
    const seesLinked = actor.grants.some(({ role, scope }) => role === 'auditor' && Object.keys(scope).length === 0);
    const own = polesOf(actor);
    const invited = partnerDossiersOf(actor);
    where.and(
      [
        ...(own.length > 0 ? [`a.pole_id = any(${where.value(own)}::uuid[])`] : []),
        ...(invited.length > 0 ? [`a.id = any(${where.value(invited)}::uuid[])`] : []),
        `${covered} and a.state not in ('draft', 'discarded')${seesLinked ? '' : ` and not ${conflicted}`}`,
      ].join(' or '),
    );
    if (filter.callId !== undefined) where.and(`a.call_id = ${where.value(filter.callId)}::uuid`);
    if (filter.track !== undefined) where.and(`a.track_key = ${where.value(filter.track)}`);
    if (filter.state !== undefined) where.and(`a.state = ${Where.word(filter.state)} and ${shownStates.includes(filter.state) ? 'true' : covered}`);
    if (filter.regionCode !== undefined) where.and(`(select region_code from poles where id = a.pole_id) = ${where.value(filter.regionCode)}`);
    if (filter.search !== undefined) where.and(`a.search like '%' || essaim_fold(${where.value(filter.search)}) || '%'`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(a.created_at, a.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Raw & { createdAt: string }>(
      this.database,
      `select ${summary}, a.created_at::text as "createdAt"
       from (select * from applications a where ${where.sql} order by created_at desc, id desc limit ${fetched(filter.limit)}) a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id
       order by a.created_at desc, a.id desc`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.createdAt, row.id]);
    return { items: items.map(({ createdAt: _, ...row }) => this.shown(actor, row)), next };
  }

  async one(actor: Actor, id: string): Promise<ApplicationView> {
    const [found] = await rows<Raw & RawView & Omit<ApplicationView, keyof Raw | 'actions' | 'writing' | 'charter'>>(
      this.database,
      `select ${summary}, ${reviewedBlindBy('$1::uuid')} as "reviewedBlind", a.version, a.prerequisite_declared as "prerequisiteDeclared", a.prerequisite_validated as "prerequisiteValidated",
         (select definition from form_versions where id = a.form_version_id) as form,
         coalesce((select occurred_at from events where subject_type = 'application' and subject_id = a.id::text and name = 'application.started'), a.created_at) as "startedAt",
         coalesce((select jsonb_agg(jsonb_build_object('key', key, 'version', version, 'answers', answers) order by key) from application_sections where application_id = a.id), '[]') as sections,
         coalesce((select jsonb_agg(jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'slots', slots, 'evidence', evidence) order by position)
                   from application_members where application_id = a.id), '[]') as members,
         coalesce((select jsonb_agg(jsonb_build_object('condition', condition, 'met', met, 'reason', reason) order by condition) from application_findings where application_id = a.id), '[]') as findings,
         (select jsonb_build_object('outcome', outcome, 'conditions', conditions) from application_verdicts where application_id = a.id) as verdict,
         coalesce((select jsonb_agg(jsonb_build_object('id', id, 'ordinal', ordinal, 'number', number, 'receivedAt', received_at, 'sha256', encode(content_sha256, 'hex'),
                     'hasReceipt', exists (select from receipts where submission_id = submissions.id), 'certification', ${sealedBy}) order by ordinal)
                   from submissions where application_id = a.id), '[]') as submissions,
         coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'parts', r.parts, 'reason', r.reason, 'consequence', r.consequence, 'dueAt', r.due_at, 'requestedAt', r.requested_at,
                     'requestedBy', u.full_name, 'answeredAt', b.received_at, 'lapsedAt', r.lapsed_at) order by r.requested_at)
                   from correction_requests r join users u on u.id = r.requested_by left join submissions b on b.id = r.answer_id where r.application_id = a.id), '[]') as corrections,
         (select jsonb_build_object('until', e.until, 'reason', e.reason, 'givenBy', u.full_name) from late_exceptions e join users u on u.id = e.given_by
          where e.phase_id = a.phase_id and e.pole_id = a.pole_id order by e.until desc limit 1) as "lateException",
         case when c.certification then jsonb_build_object(
           'certifiedBy', coalesce((select jsonb_agg(jsonb_build_object('id', x.certified_by, 'name', u.full_name, 'quality', x.quality, 'at', x.certified_at) order by x.certified_at, x.certified_by)
             from certifications x join users u on u.id = x.certified_by where x.application_id = a.id and x.version = a.version), '[]'),
           'representatives', ${peopleIn('representative')}, 'applicants', ${peopleIn('applicant')},
           'asked', (select jsonb_build_object('by', u.full_name, 'at', q.asked_at) from certification_requests q join users u on u.id = q.asked_by where q.application_id = a.id
             and q.asked_at > coalesce((select max(received_at) from submissions where application_id = a.id), '-infinity') order by q.asked_at desc limit 1)) end as certification,
         a.answer_due_from as "answerDueFrom", f.opens_at as "opensAt", essaim_now() as now, a.draft_title as "draftTitle", a.draft_prerequisite as "draftPrerequisite",
         (select content from submissions where application_id = a.id order by ordinal desc limit 1) as sealed
       from ${tables} join call_phases f on f.id = a.phase_id where a.id = $2`,
      [actor.userId, id],
    );
    if (found === undefined || !canSeeApplication(actor, found)) throw notFound('application');
    const { now, opensAt, sealed, draftTitle, draftPrerequisite, reviewedBlind: _, ...dossier } = found;
    const own = isOwn(actor, found);
    const open = dossier.corrections.find(({ answeredAt, lapsedAt }) => answeredAt === null && lapsedAt === null);
    const terms: WritingTerms = { phase: { opensAt, closesAt: found.closesAt }, correction: open === undefined ? null : { ...open, dueAt: new Date(open.dueAt) } };
    const certification = own ? dossier.certification : null;
    const hidden = own && !found.released ? { findings: [], verdict: null, prerequisiteValidated: null } : {};
    return {
      ...this.shown(actor, dossier),
      ...shownContent({ ...dossier, sealed, draftTitle, draftPrerequisite }, terms, own ? now : undefined),
      ...hidden,
      charter: (sealed === null ? undefined : readSealed(sealed).charter) ?? null,
      certification,
      writing: writingOf(found, terms, now),
      actions: applicationLifecycle.actionsFrom(found.state).filter((action) => mayAct(action, found, terms, now, { applicant: canSubmit(actor, found), officer: canRuleEligibility(actor, found) })),
    };
  }

  /** What the policies look at of a dossier that the person may see; throws `application.not-found` otherwise. */
  async seen(actor: Actor, id: string): Promise<SeenApplication & { state: ApplicationState }> {
    const [seen] = await rows<SeenApplication & { state: ApplicationState }>(
      this.database,
      `select ${seenColumns} from applications a where a.id = $2`,
      [actor.userId, id],
    );
    if (seen === undefined || !canSeeApplication(actor, seen)) throw notFound('application');
    return seen;
  }

  async timeline(actor: Actor, id: string): Promise<TimelineEntry[]> {
    const seen = await this.seen(actor, id);
    return rows<TimelineEntry>(
      this.database,
      `select seq, name, occurred_at as "occurredAt" from events
       where subject_type = 'application' and subject_id = $1 and ($2::text[] is null or name = any($2)) order by seq`,
      [id, isOwn(actor, seen) ? shownToApplicant : null],
    );
  }
}
