import { Injectable } from '@nestjs/common';
import { canSeeCall } from '#domain/calls/call.policy.js';
import { canAnswerQuestion, canSeeQuestion } from '#domain/calls/question.policy.js';
import { answerQuestion, askQuestion } from '#domain/calls/question.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { CallRepository } from './call.repository.js';
import { QuestionRepository } from './question.repository.js';

/** Questions about a call: anybody signed in asks, an officer answers, for all or for the one who asked. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly questions: QuestionRepository,
    private readonly calls: CallRepository,
    private readonly events: EventLog,
  ) {}

  async ask(actor: Actor, callId: string, question: string, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const call = await this.calls.hold(tx, callId);
      if (call === undefined || !canSeeCall(actor, call)) throw notFound('call');
      askQuestion(call, await this.questions.waiting(tx, callId, actor.userId));
      const id = await this.questions.add(tx, callId, question, actor.userId, at);
      await this.events.append(tx, { name: 'question.asked', actor, subject: { type: 'call', id: callId }, payload: { callId, questionId: id }, occurredAt: at });
      return id;
    });
  }

  async answer(actor: Actor, id: string, { answer, isPublic }: { answer: string; isPublic: boolean }, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const question = await this.questions.lock(tx, id);
      if (question === undefined || !canSeeQuestion(actor, question)) throw notFound('question');
      if (!canAnswerQuestion(actor, question)) throw forbidden('question.answer-not-yours');
      await this.questions.answer(tx, id, answer, answerQuestion(question, actor.userId, isPublic, at));
      const { callId } = question;
      await this.events.append(tx, { name: 'question.answered', actor, subject: { type: 'call', id: callId }, payload: { callId, questionId: id, isPublic }, occurredAt: at });
    });
  }
}
