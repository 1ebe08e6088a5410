import { Injectable } from '@nestjs/common';
import { canGiveLateException } from '#domain/applications/application.policy.js';
import { giveLateException } from '#domain/applications/late-exception.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallService } from '../../calls/call.service.js';
import { LateExceptionRepository } from './late-exception.repository.js';

export interface NewLateException {
  phaseId: string;
  poleId: string;
  until: Date;
  reason: string;
}

/** Exceptions to a deadline, for one pole each. */
@Injectable()
export class LateExceptionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calls: CallService,
    private readonly exceptions: LateExceptionRepository,
    private readonly events: EventLog,
  ) {}

  async give(actor: Actor, callId: string, exception: NewLateException, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const call = await this.calls.termsOf(tx, callId);
      if (!canGiveLateException(actor, { callId })) throw forbidden('late-exception.give-not-yours');
      const phase = call.phases.find(({ id }) => id === exception.phaseId);
      if (phase === undefined) throw notFound('call');
      if (!(await this.exceptions.hasPole(tx, exception.poleId))) throw notFound('pole');
      giveLateException(phase, exception, at);
      const exceptionId = await this.exceptions.add(tx, exception, actor.userId, at);
      await this.events.append(tx, { name: 'call.late-exception-given', actor, subject: { type: 'call', id: callId }, payload: { callId, exceptionId, poleId: exception.poleId }, occurredAt: at });
      return exceptionId;
    });
  }
}
