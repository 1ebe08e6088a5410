import { Injectable } from '@nestjs/common';
import { canRequestCorrection } from '#domain/applications/application.policy.js';
import { requestCorrection } from '#domain/applications/correction.rules.js';
import { system, type Actor } from '#domain/identity/actor.js';
import { forbidden } from '#domain/shared/error.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ApplicationRepository } from '../application.repository.js';
import { ApplicationService } from '../application.service.js';
import { CorrectionRepository, type NewCorrection } from './correction.repository.js';

/** What an officer asks a pole to correct after the deadline, part by part. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: ApplicationService,
    private readonly applications: ApplicationRepository,
    private readonly corrections: CorrectionRepository,
    private readonly events: EventLog,
  ) {}

  async request(actor: Actor, id: string, asked: NewCorrection, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const application = await this.dossiers.lockSeen(tx, actor, id);
      if (!canRequestCorrection(actor, application)) throw forbidden('application.request-correction-not-yours');
      requestCorrection(application, await this.applications.termsOf(tx, id), await this.dossiers.formOf(tx, application), asked, at);
      const correctionId = await this.corrections.add(tx, id, asked, actor.userId, at);
      application.version += 1;
      await this.applications.save(tx, application);
      await this.events.append(tx, { name: 'application.correction-requested', actor, subject: { type: 'application', id }, payload: { applicationId: id, correctionId, parts: [...asked.parts] }, occurredAt: at });
      return correctionId;
    });
  }

  /** Says, once per request, that its date has passed without an answer: the dossier stays as it was. Gives how many it said. */
  async lapse(at: Date): Promise<number> {
    let said = 0;
    for (const due of await this.transactions.run((tx) => this.corrections.dueBy(tx, at, 200))) if (await this.lapseOf(due, at)) said += 1;
    return said;
  }

  private lapseOf({ id: correctionId, applicationId }: { id: string; applicationId: string }, at: Date): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const application = await this.dossiers.lock(tx, applicationId);
      if (!(await this.corrections.lapse(tx, correctionId, at))) return false;
      if (application.state === 'submitted') {
        await this.events.append(tx, { name: 'application.correction-lapsed', actor: system, subject: { type: 'application', id: applicationId }, payload: { applicationId, correctionId }, occurredAt: at });
      }
      return true;
    });
  }
}
