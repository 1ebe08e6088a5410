import { lifecycle } from '../shared/lifecycle.js';

export type ReviewState = 'draft' | 'final';
export type ReviewAction = 'save-marks' | 'send';

/** What was sent stays as it is: a revision is another review of the same assignment. */
export const reviewLifecycle = lifecycle<ReviewState, ReviewAction>('review', 'draft', {
  'save-marks': { from: ['draft'], to: 'draft' },
  send: { from: ['draft'], to: 'final' },
});
