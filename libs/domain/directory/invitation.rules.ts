import type { PoleRole } from '../identity/pole-people.js';
import { conflict, invalid, ruleViolated } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';

/** Mails of invitations, those sent again included, that one pole, or one person for several, may ask for in 24 hours. */
export const sendingsPerDay = 20;

export type InvitationState = 'pending' | 'accepted' | 'revoked' | 'expired';

/** Expired: its days were over when the same address was invited again. */
export const invitationLifecycle = lifecycle<InvitationState, 'accept' | 'revoke' | 'expire'>('invitation', 'pending', {
  accept: { from: ['pending'], to: 'accepted' },
  revoke: { from: ['pending'], to: 'revoked' },
  expire: { from: ['pending'], to: 'expired' },
});

export interface Invited {
  readonly role: PoleRole;
  /** A partner's dossier; null for everybody else. */
  readonly applicationId: string | null;
}

/** A partner is invited to one dossier, everybody else to the pole. Throws `invalid-input` `invitation.partner-needs-dossier`. */
export function checkInvited({ role, applicationId }: Invited): void {
  if ((role === 'partner') !== (applicationId !== null)) throw invalid('invitation.partner-needs-dossier');
}

/** `sent`: mails of the last 24 hours. Throws `rule-violated` `invitation.too-many-today`. */
export function checkSendings(sent: number): void {
  if (sent >= sendingsPerDay) throw ruleViolated('invitation.too-many-today', { most: sendingsPerDay });
}

/** Throws `conflict` `invitation.not-usable` unless an invitation still waits and its days (real time) are not over. */
export function checkUsable({ state, isOver }: { state: InvitationState; isOver: boolean }): void {
  if (state !== 'pending' || isOver) throw conflict('invitation.not-usable', { state: state === 'pending' ? 'expired' : state });
}
