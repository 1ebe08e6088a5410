import { Injectable } from '@nestjs/common';
import { applicationLifecycle, type ApplicationAction } from '#domain/applications/application.lifecycle.js';
import { canEdit, canSeeApplication, conflictMatters, canStart, canSubmit, canWithdraw } from '#domain/applications/application.policy.js';
import { attachedIn, checkAttached } from '#domain/applications/attached.rules.js';
import { checkDraft, checkVersion, submitApplication } from '#domain/applications/application.rules.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import { isOpen } from '#domain/calls/call.rules.js';
import { checkAnswers, missingAnswers, type FormDefinition } from '#domain/calls/form.rules.js';
import { system, type Actor } from '#domain/identity/actor.js';
import { parisDay } from '#domain/shared/day.js';
import { conflict, DomainError, forbidden, invalid, notFound, ruleViolated } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { cleanJson } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { CallService } from '../calls/call.service.js';
import type { Application } from './application.entity.js';
import { ApplicationQueries } from './application.queries.js';
import { ApplicationRepository, type Answers, type Submission } from './application.repository.js';
import { sealedContent, sealedFiles } from './sealed-content.js';

export interface NewDraft {
  callId: string;
  poleId: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
}

export interface SavedSection {
  sectionVersion: number;
  applicationVersion: number;
  /** Paths of answers from which characters that cannot be stored were taken out. */
  cleaned: string[];
}

@Injectable()
export class ApplicationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly applications: ApplicationRepository,
    private readonly queries: ApplicationQueries,
    private readonly calls: CallService,
    private readonly events: EventLog,
  ) {}

  /** Starts a dossier of a pole in the phase that is open at `at`. */
  async start(actor: Actor, draft: NewDraft, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const call = await this.calls.termsOf(tx, draft.callId);
      if (!canStart(actor, draft.poleId)) throw forbidden('application.start-not-yours');
      const phase = call.phases.find((one) => isOpen(one, at));
      if (phase === undefined) throw ruleViolated('application.call-closed', { closedAt: call.phases.at(-1)?.closesAt.toISOString() ?? '' });
      const form = await this.calls.formOf(tx, call.id);
      const id = await this.applications.add(tx, { ...draft, phaseId: phase.id, formVersionId: form.id, startedBy: actor.userId });
      await this.append(tx, 'application.started', actor, id, { applicationId: id, callId: call.id, poleId: draft.poleId }, at);
      return id;
    });
  }

  /** What stands on the cover of a draft. */
  async describe(actor: Actor, id: string, version: number, cover: { projectTitle: string; prerequisiteDeclared: boolean }, at: Date): Promise<void> {
    await this.editDraft(actor, id, async (tx, application) => {
      checkVersion(application.version, version);
      application.projectTitle = cover.projectTitle;
      application.prerequisiteDeclared = cover.prerequisiteDeclared;
      await this.append(tx, 'application.described', actor, id, { applicationId: id }, at);
    });
  }

  /** Saves the answers of one section. A stale save is refused, but what was typed is kept in the section's revisions. */
  async saveSection(actor: Actor, id: string, key: string, answers: Answers, version: number, at: Date): Promise<SavedSection> {
    const { value, changed: cleaned } = cleanJson(answers);
    const outcome = await this.editDraft(actor, id, async (tx, application): Promise<SavedSection | DomainError> => {
      const section = (await this.applications.formOf(tx, application.formVersionId)).sections.find((one) => one.key === key);
      if (section === undefined) throw notFound('application');
      const problems = checkAnswers(section, value as Answers);
      if (problems.length > 0) throw invalid('application.answers-malformed', { problems: problems.map((one) => `${one.path}: ${one.code}`) });
      const takesFiles = section.fields.some(({ kind }) => kind === 'attachment');
      const attached = attachedIn(section, value as Answers);
      if (takesFiles) checkAttached(attached, await this.applications.filesOf(tx, id, key));
      const sectionVersion = await this.applications.saveSection(tx, id, key, value as Answers, version, actor.userId);
      if (sectionVersion === undefined) return conflict('application.section-stale', { key });
      if (takesFiles) await this.applications.useFiles(tx, id, key, attached.flatMap(({ ids }) => ids));
      await this.append(tx, 'application.section-saved', actor, id, { applicationId: id, key, version: sectionVersion }, at);
      return { sectionVersion, applicationVersion: application.version + 1, cleaned };
    });
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  async declareMembers(actor: Actor, id: string, version: number, members: readonly Member[], at: Date): Promise<void> {
    const clean = cleanJson(members).value as Member[];
    await this.editDraft(actor, id, async (tx, application) => {
      checkVersion(application.version, version);
      await this.applications.replaceMembers(tx, id, clean);
      await this.append(tx, 'application.members-declared', actor, id, { applicationId: id, count: clean.length }, at);
    });
  }

  /** Locks a draft, lets `change` work on it and counts its version up, unless `change` gives an error to throw after the commit. */
  private async editDraft<T>(actor: Actor, id: string, change: (tx: Tx, application: Application) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      const application = await this.lockSeen(tx, actor, id);
      if (!canEdit(actor, application)) throw forbidden('application.edit-not-yours');
      checkDraft(application);
      const result = await change(tx, application);
      if (result instanceof DomainError) return result;
      application.version += 1;
      await this.applications.save(tx, application);
      return result;
    });
  }

  /**
   * Submits what `version` of the draft holds, received at `receivedAt`. The same version pressed twice gives the same receipt;
   * late leaves an event, no number, and the draft as it was.
   */
  async submit(actor: Actor, id: string, version: number, receivedAt: Date): Promise<Submission> {
    const outcome = await this.transactions.run(async (tx): Promise<Submission | DomainError> => {
      const callId = await this.applications.callOf(tx, id);
      if (callId === undefined) throw notFound('application');
      const call = await this.calls.termsOf(tx, callId);
      const application = await this.lockSeen(tx, actor, id);
      if (!canSubmit(actor, application)) throw forbidden('application.submit-not-yours');
      const content = await this.applications.content(tx, id, version);
      if (content.isSubmitted) return this.applications.submissionAt(tx, id, version);
      const phase = call.phases.find((one) => one.id === application.phaseId)!;
      const missing = missingAnswers(content.form, content.sections).map((one) => one.path);
      if (content.members.length === 0) missing.push('members');
      if (application.projectTitle.trim() === '') missing.push('projectTitle');
      const { files, unknown, infected } = sealedFiles(content);
      missing.push(...unknown);
      const decided = submitApplication(application, version, phase, missing, receivedAt);
      if (decided.changes !== undefined && infected.length > 0) throw ruleViolated('application.file-infected', { fields: infected });
      const sealed = sealedContent(call.code, application, content, files);
      const submission = decided.changes && (await this.applications.seal(tx, application, decided.changes, sealed, files.map((file) => file.id), actor.userId));
      if (submission === undefined) {
        await this.append(tx, 'application.refused-late', actor, id, { applicationId: id, callId, version }, receivedAt);
        return decided.refused ?? ruleViolated('application.call-closed', { closedAt: phase.closesAt.toISOString() });
      }
      await this.append(tx, 'application.submitted', actor, id, { applicationId: id, callId, submissionId: submission.id }, receivedAt);
      return submission;
    });
    faultPoint('command.after-commit');
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  /** Withdraws a dossier, before its decision is confirmed: from then on money may be committed to it. */
  async withdraw(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const application = await this.lockSeen(tx, actor, id);
      if (!canWithdraw(actor, application)) throw forbidden('application.withdraw-not-yours');
      if (await this.queries.isDecided(tx, id)) throw conflict('application.cannot-withdraw', { state: 'under-examination' });
      await this.move(tx, application, 'withdraw');
      await this.append(tx, 'application.withdrawn', actor, id, { applicationId: id, callId: application.callId }, at);
    });
  }

  /** The dossier, locked, as `actor` may see it: joins the caller's transaction. */
  async lockSeen(tx: Tx, actor: Actor, id: string): Promise<Application> {
    const application = await this.applications.lock(tx, id);
    if (application === null || !(await this.isSeen(tx, actor, application))) throw notFound('application');
    return application;
  }

  /** May `actor` see this dossier, links that they declared with it included? */
  async isSeen(tx: Tx, actor: Actor, application: Application): Promise<boolean> {
    const conflicted = conflictMatters(actor, application) && (await this.queries.isConflicted(tx, application.id, actor.userId));
    return canSeeApplication(actor, { ...application, conflicted });
  }

  /** The dossier, locked, whoever asks: for areas that have policies of their own. */
  async lock(tx: Tx, id: string): Promise<Application> {
    const application = await this.applications.lock(tx, id);
    if (application === null) throw notFound('application');
    return application;
  }

  /** The form of a dossier, as it was when it was begun: joins the caller's transaction. */
  formOf(tx: Tx, application: Application): Promise<FormDefinition> {
    return this.applications.formOf(tx, application.formVersionId);
  }

  /** Moves a locked dossier along its lifecycle; the caller appends the event. */
  async move(tx: Tx, application: Application, action: ApplicationAction): Promise<void> {
    application.state = applicationLifecycle.next(action, application.state);
    await this.applications.save(tx, application);
  }

  /** Says, once per dossier, that its silence date has come; no state changes. Gives how many it said. */
  async passSilence(at: Date): Promise<number> {
    return this.transactions.run(async (tx) => {
      let said = 0;
      for (const id of await this.applications.silentBy(tx, parisDay(at), 200)) {
        const application = await this.lock(tx, id);
        if (application.silenceNotedAt !== null || application.silenceOn === null) continue;
        application.silenceNotedAt = at;
        await this.applications.save(tx, application);
        await this.append(tx, 'application.silence-passed', system, id, { applicationId: id, silenceOn: application.silenceOn }, at);
        said += 1;
      }
      return said;
    });
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, id: string, payload: EventMap[N], occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject: { type: 'application', id }, payload, occurredAt });
  }
}
