import { lifecycle } from '../shared/lifecycle.js';

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'eligible'
  | 'ineligible'
  | 'under-review'
  | 'awarded'
  | 'reserve'
  | 'refused'
  | 'withdrawn'
  | 'discarded';

export type ApplicationAction =
  | 'submit'
  | 'discard'
  | 'reopen'
  | 'resubmit'
  | 'request-correction'
  | 'withdraw'
  | 'find-eligible'
  | 'find-ineligible'
  | 'start-review'
  | 'award'
  | 'put-in-reserve'
  | 'refuse';

/** What the pole is told before a decision is released: that its dossier is being examined, and no more. */
export const stateShownToApplicant = (state: ApplicationState, decisionReleased: boolean): ApplicationState | 'under-examination' => {
  if (decisionReleased) return state;
  return state === 'eligible' || state === 'ineligible' || state === 'under-review' ? 'under-examination' : state;
};

/**
 * What a refusal says of a dossier's state, whoever asks: no more than its pole may know before a decision is released. Every refusal that a pole's
 * people can get takes it from here.
 */
export const stateTold = (state: ApplicationState): string => stateShownToApplicant(state, false);

/**
 * Reopening and corrections leave a dossier where it is: its last submission stays in force until another replaces it.
 * What is ruled and not told makes no difference to its pole: it withdraws from each of these states, or from none.
 */
export const applicationLifecycle = lifecycle<ApplicationState, ApplicationAction>('application', 'draft', {
  submit: { from: ['draft'], to: 'submitted' },
  discard: { from: ['draft'], to: 'discarded' },
  reopen: { from: ['submitted'], to: 'submitted' },
  resubmit: { from: ['submitted'], to: 'submitted' },
  'request-correction': { from: ['submitted'], to: 'submitted' },
  withdraw: { from: ['submitted', 'eligible', 'ineligible', 'under-review'], to: 'withdrawn' },
  'find-eligible': { from: ['submitted'], to: 'eligible' },
  'find-ineligible': { from: ['submitted'], to: 'ineligible' },
  'start-review': { from: ['eligible', 'under-review'], to: 'under-review' },
  award: { from: ['under-review', 'reserve'], to: 'awarded' },
  'put-in-reserve': { from: ['under-review'], to: 'reserve' },
  refuse: { from: ['under-review', 'reserve'], to: 'refused' },
}, stateTold);
