import { Injectable } from '@nestjs/common';
import { attachedIn, checkAttached, fileFields } from '#domain/applications/attached.rules.js';
import { checkTitle, checkVersion, coverPart, membersPart } from '#domain/applications/application.rules.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import { checkAnswers } from '#domain/calls/answer.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { conflict, DomainError, invalid, notFound } from '#domain/shared/error.js';
import { cleanJson } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import type { Application } from '../application.entity.js';
import type { Answers } from '../application.repository.js';
import { ApplicationService } from '../application.service.js';
import { DraftRepository } from './draft.repository.js';

export interface SavedSection {
  sectionVersion: number;
  applicationVersion: number;
  /** Paths of answers from which characters that cannot be stored were taken out. */
  cleaned: string[];
}

/** What a pole writes, part by part, before it submits: a draft, a dossier that it reopened, or what a correction opened. */
@Injectable()
export class DraftService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: ApplicationService,
    private readonly drafts: DraftRepository,
    private readonly events: EventLog,
  ) {}

  /** What stands on the cover. */
  async describe(actor: Actor, id: string, version: number, cover: { projectTitle: string; prerequisiteDeclared: boolean }, at: Date): Promise<void> {
    checkTitle(cover.projectTitle);
    await this.write(actor, id, coverPart, at, async (tx, application, late) => {
      if (late !== undefined) return late;
      checkVersion(application.version, version);
      await this.drafts.describe(tx, id, cover);
      await this.events.append(tx, { name: 'application.described', actor, subject: { type: 'application', id }, payload: { applicationId: id }, occurredAt: at });
      return undefined;
    });
  }

  /** Saves the answers of one section. A save that is stale or late is refused, and what was typed is in the section's history all the same. */
  async saveSection(actor: Actor, id: string, key: string, answers: Answers, version: number, at: Date): Promise<SavedSection> {
    const { value, changed: cleaned } = cleanJson(answers);
    return this.write(actor, id, key, at, async (tx, application, late): Promise<SavedSection | DomainError> => {
      const section = (await this.dossiers.formOf(tx, application)).sections.find((one) => one.key === key);
      if (section === undefined) throw notFound('application');
      const problems = checkAnswers(section, value as Answers);
      if (problems.length > 0) throw invalid('application.answers-malformed', { problems: problems.map((one) => `${one.path}: ${one.code}`) });
      if (late !== undefined) {
        await this.drafts.keep(tx, id, key, value as Answers, version, false, actor.userId);
        return late;
      }
      const attached = attachedIn(section, value as Answers);
      const takesFiles = fileFields(section).length > 0;
      if (takesFiles) checkAttached(attached, await this.drafts.filesOf(tx, id, key));
      const sectionVersion = await this.drafts.saveSection(tx, id, key, value as Answers, version, actor.userId);
      if (sectionVersion === undefined) return conflict('application.section-stale', { key });
      if (takesFiles) await this.drafts.useFiles(tx, id, key, attached.flatMap(({ ids }) => ids));
      await this.events.append(tx, { name: 'application.section-saved', actor, subject: { type: 'application', id }, payload: { applicationId: id, key, version: sectionVersion }, occurredAt: at });
      return { sectionVersion, applicationVersion: application.version + 1, cleaned };
    });
  }

  async declareMembers(actor: Actor, id: string, version: number, members: readonly Member[], at: Date): Promise<void> {
    const clean = cleanJson(members).value as Member[];
    await this.write(actor, id, membersPart, at, async (tx, application, late) => {
      if (late !== undefined) return late;
      checkVersion(application.version, version);
      await this.drafts.replaceMembers(tx, id, clean);
      await this.events.append(tx, { name: 'application.members-declared', actor, subject: { type: 'application', id }, payload: { applicationId: id, count: clean.length }, occurredAt: at });
      return undefined;
    });
  }

  /** Locks a dossier, lets `change` write `part` and counts its version up, unless `change` gives an error, thrown after the commit. */
  private async write<T>(actor: Actor, id: string, part: string, at: Date, change: (tx: Tx, application: Application, late: DomainError | undefined) => Promise<T | DomainError>): Promise<T> {
    const outcome = await this.transactions.run(async (tx) => {
      const application = await this.dossiers.lockSeen(tx, actor, id);
      const late = await this.dossiers.checkWriting(tx, actor, application, part, at);
      const result = await change(tx, application, late);
      if (result instanceof DomainError) return result;
      if (!(await this.drafts.touch(tx, id, part, at))) throw conflict('application.part-not-opened');
      return result;
    });
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }
}
