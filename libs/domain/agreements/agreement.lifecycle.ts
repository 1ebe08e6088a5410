import { lifecycle } from '../shared/lifecycle.js';

export type AgreementState = 'draft' | 'half-signed' | 'signed';
export type AgreementAction = 'sign-as-pole' | 'sign-as-authority';

/** The pole signs first: the authority binds itself to what the pole has accepted. */
export const agreementLifecycle = lifecycle<AgreementState, AgreementAction>('agreement', 'draft', {
  'sign-as-pole': { from: ['draft'], to: 'half-signed' },
  'sign-as-authority': { from: ['half-signed'], to: 'signed' },
});
