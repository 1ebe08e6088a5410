import { conflict, ruleViolated } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';

export type QuestionState = 'asked' | 'answered';
export const questionLifecycle = lifecycle<QuestionState, 'answer'>('question', 'asked', { answer: { from: ['asked'], to: 'answered' } });

/** Questions of one person on one call that may wait for an answer at once. */
export const waitingAtMost = 10;

/** Anybody signed in asks about a call that is published: throws `conflict` `question.call-not-published`, `rule-violated` `question.too-many-waiting`. */
export function askQuestion(call: { state: string }, waiting: number): void {
  if (call.state !== 'published') throw conflict('question.call-not-published', { state: call.state });
  if (waiting >= waitingAtMost) throw ruleViolated('question.too-many-waiting', { max: waitingAtMost });
}

/** The answer, once: published for all, or for the person who asked alone. */
export const answerQuestion = (question: { state: QuestionState }, personId: string, isPublic: boolean, at: Date): { state: QuestionState; answeredBy: string; answeredAt: Date; isPublic: boolean } => ({
  state: questionLifecycle.next('answer', question.state),
  answeredBy: personId,
  answeredAt: at,
  isPublic,
});
