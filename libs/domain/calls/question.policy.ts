import { holds, type Actor } from '../identity/actor.js';
import { seesDrafts } from './call.policy.js';

/** What was answered for all is everybody's; the rest is for who asked, and for the ministry. */
export const canSeeQuestion = (actor: Actor | undefined, question: { isPublic: boolean; askedBy: string }): boolean =>
  question.isPublic || seesEveryQuestion(actor) || actor?.userId === question.askedBy;
export const seesEveryQuestion = (actor: Actor | undefined): boolean => seesDrafts(actor);
export const canAnswerQuestion = (actor: Actor, question: { callId: string }): boolean => holds(actor, 'officer', { callId: question.callId });
