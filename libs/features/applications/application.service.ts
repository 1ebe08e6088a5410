import { Injectable } from '@nestjs/common';
import { applicationLifecycle, stateShownToApplicant, type ApplicationAction } from '#domain/applications/application.lifecycle.js';
import { canDiscard, canEdit, canReopen, canSeeApplication, conflictMatters, canStart, canSubmit, canWithdraw } from '#domain/applications/application.policy.js';
import { answersCorrection, checkTitle, checkWritable, reopenApplication, submitApplication, tooLate } from '#domain/applications/application.rules.js';
import { sealedCertification } from '#domain/applications/certification.rules.js';
import { isOpen, requireAward } from '#domain/calls/call.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { chosenTrack, requireTrackAward } from '#domain/calls/track.rules.js';
import { requireSigned } from '#domain/charters/assessment.rules.js';
import { system, type Actor } from '#domain/identity/actor.js';
import { parisDay } from '#domain/shared/day.js';
import { conflict, DomainError, forbidden, notFound, ruleViolated } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { CallService } from '../calls/call.service.js';
import { SignatureService } from '../charters/signature.service.js';
import type { Application } from './application.entity.js';
import { ApplicationFactsQueries } from './application-facts.queries.js';
import { ApplicationRepository, type Submission } from './application.repository.js';
import { CertificationRepository } from './together/certification.repository.js';
import { dossierToSeal } from './sealed-content.js';

export interface NewDraft {
  callId: string;
  poleId: string;
  /** null where the call has no tracks. */
  trackKey: string | null;
  projectTitle: string;
  prerequisiteDeclared: boolean;
}

@Injectable()
export class ApplicationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly applications: ApplicationRepository,
    private readonly facts: ApplicationFactsQueries,
    private readonly calls: CallService,
    private readonly signatures: SignatureService,
    private readonly certifications: CertificationRepository,
    private readonly events: EventLog,
  ) {}

  /** Starts a dossier of a pole in the phase that is open at `at`. */
  async start(actor: Actor, draft: NewDraft, at: Date): Promise<string> {
    checkTitle(draft.projectTitle);
    return this.transactions.run(async (tx) => {
      const call = await this.calls.termsOf(tx, draft.callId);
      if (!canStart(actor, draft.poleId)) throw forbidden('application.start-not-yours');
      const closings = await this.applications.closings(tx, call.id, draft.poleId);
      const phase = call.phases.find((one) => isOpen({ opensAt: one.opensAt, closesAt: closings.get(one.id)! }, at));
      const closed = ruleViolated('application.call-closed', { closedAt: closings.get(call.phases.at(-1)?.id ?? '')?.toISOString() ?? '' });
      if (phase === undefined) throw closed;
      const required = call.phases[(phase.requiresPhase ?? 0) - 1];
      const needsAward = call.prerequisiteCallId !== null || required !== undefined;
      requireAward(needsAward, needsAward && (await this.facts.holdsAwards(tx, draft.poleId, call.prerequisiteCallId, required?.id ?? null)));
      const track = chosenTrack(await this.calls.tracksOf(tx, call.id), draft.trackKey);
      if (track !== null && track.requiresTrack !== null) requireTrackAward(track, await this.facts.holdsTrackAward(tx, draft.poleId, call.id, track.requiresTrack));
      const form = await this.calls.formOf(tx, call.id);
      const id = await this.applications.add(tx, { ...draft, phaseId: phase.id, formVersionId: form.id, startedBy: actor.userId }, at);
      if (id === undefined) throw closed;
      await this.append(tx, 'application.started', actor, id, { applicationId: id, callId: call.id, poleId: draft.poleId }, at);
      return id;
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
      const { terms } = content;
      const correction = answersCorrection(application, terms) ? terms.correction! : undefined;
      const { content: toSeal, files, missing, infected } = dossierToSeal(call.code, application, content, correction?.parts);
      const decided = submitApplication(application, version, terms, missing, receivedAt);
      if (decided.changes !== undefined && infected.length > 0) throw ruleViolated('application.file-infected', { fields: infected });
      const certified = decided.changes !== undefined && call.certification ? sealedCertification(await this.certifications.of(tx, id, version), actor.userId) : undefined;
      const certification = certified && { by: certified.name, quality: certified.quality, at: certified.certifiedAt.toISOString(), version };
      const standing = decided.changes !== undefined && call.charterRequired && correction === undefined ? await this.signatures.standing(tx, application.poleId, receivedAt) : undefined;
      const charter = standing === undefined ? {} : { charter: requireSigned(standing) };
      const { projectTitle, prerequisiteDeclared } = toSeal;
      const text = JSON.stringify({ ...toSeal, ...charter, ...(files.length === 0 ? {} : { attachments: files }), ...(certification === undefined ? {} : { certification }) });
      const sealed = { text, projectTitle, prerequisiteDeclared, fileIds: files.map((file) => file.id), charterId: standing?.id ?? null, ...(correction === undefined ? {} : { correction: correction.id }) };
      const submission = decided.changes && (await this.applications.seal(tx, application, decided.changes, sealed, actor.userId));
      if (submission === undefined) {
        // A newer version of the charter was published meanwhile: that is no late arrival.
        if (standing !== undefined) requireSigned(await this.signatures.standing(tx, application.poleId, receivedAt));
        await this.append(tx, 'application.refused-late', actor, id, { applicationId: id, callId, version }, receivedAt);
        return decided.refused ?? tooLate(terms, correction !== undefined);
      }
      if (correction === undefined) await this.append(tx, 'application.submitted', actor, id, { applicationId: id, callId, submissionId: submission.id }, receivedAt);
      else await this.append(tx, 'application.corrected', actor, id, { applicationId: id, callId, submissionId: submission.id, correctionId: correction.id }, receivedAt);
      return submission;
    });
    faultPoint('command.after-commit');
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  /** Gives a draft up: it stays readable, and the pole may begin another one. */
  async discard(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const application = await this.lockSeen(tx, actor, id);
      if (!canDiscard(actor, application)) throw forbidden('application.discard-not-yours');
      await this.move(tx, application, 'discard');
      await this.append(tx, 'application.discarded', actor, id, { applicationId: id, callId: application.callId }, at);
    });
  }

  /** Reopens a submitted dossier until the deadline. What was submitted stays in force until the pole submits again. */
  async reopen(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const application = await this.lockSeen(tx, actor, id);
      if (!canReopen(actor, application)) throw forbidden('application.reopen-not-yours');
      Object.assign(application, reopenApplication(application, await this.applications.termsOf(tx, id), at));
      application.version += 1;
      await this.applications.save(tx, application);
      await this.append(tx, 'application.reopened', actor, id, { applicationId: id, callId: application.callId }, at);
    });
  }

  /** Withdraws a dossier, before its decision is confirmed: from then on money may be committed to it. */
  async withdraw(actor: Actor, id: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const application = await this.lockSeen(tx, actor, id);
      if (!canWithdraw(actor, application)) throw forbidden('application.withdraw-not-yours');
      const decided = await this.facts.decided(tx, id);
      if (decided !== undefined) throw conflict('application.cannot-withdraw', { state: stateShownToApplicant(application.state, decided === 'released') });
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
    const conflicted = conflictMatters(actor, application) && (await this.facts.isConflicted(tx, application.id, actor.userId));
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

  /** May `actor` write `part` of a locked dossier at `at`? Throws when not; the refusal of what comes too late is given back, since it may have to leave a trace. */
  async checkWriting(tx: Tx, actor: Actor, application: Application, part: string, at: Date): Promise<DomainError | undefined> {
    if (!canEdit(actor, application)) throw forbidden('application.edit-not-yours');
    return checkWritable(application, await this.applications.termsOf(tx, application.id), part, at);
  }

  /** Moves a locked dossier along its lifecycle; the caller appends the event. */
  async move(tx: Tx, application: Application, action: ApplicationAction): Promise<void> {
    application.state = applicationLifecycle.next(action, application.state);
    await this.applications.save(tx, application);
  }

  /** Says, once per dossier, that its silence date has come; no state changes. Gives how many it said. */
  async passSilence(at: Date): Promise<number> {
    let said = 0;
    const day = parisDay(at);
    for (const id of await this.transactions.run((tx) => this.applications.silentBy(tx, day, 200))) if (await this.passSilenceOf(id, day, at)) said += 1;
    return said;
  }

  private passSilenceOf(id: string, day: string, at: Date): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const application = await this.lock(tx, id);
      if (application.silenceOn === null || !(await this.applications.isSilent(tx, id, day))) return false;
      application.silenceNotedAt = at;
      await this.applications.save(tx, application);
      await this.append(tx, 'application.silence-passed', system, id, { applicationId: id, silenceOn: application.silenceOn }, at);
      return true;
    });
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, id: string, payload: EventMap[N], occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject: { type: 'application', id }, payload, occurredAt });
  }
}
