import { lifecycle } from '#domain/shared/lifecycle.js';

export type DecisionState = 'proposed' | 'confirmed' | 'released';

/**
 * A decision is proposed by the committee, confirmed by a signatory (the amount is committed, the letter made) and released on its day
 * (the letter is seen and mailed). A later decision on the same dossier supersedes it without touching its state.
 */
export const decisionLifecycle = lifecycle<DecisionState, 'confirm' | 'release'>('decision', 'proposed', {
  confirm: { from: ['proposed'], to: 'confirmed' },
  release: { from: ['confirmed'], to: 'released' },
});
