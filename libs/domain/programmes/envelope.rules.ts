import { conflict, forbidden, invalid } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';
import { toCents } from '../shared/money.js';
import type { MoneyLine } from './ledger.rules.js';

export type EnvelopeState = 'proposed' | 'open';
export const envelopeLifecycle = lifecycle<EnvelopeState, 'confirm'>('envelope', 'proposed', { confirm: { from: ['proposed'], to: 'open' } });

/** A movement opens an envelope or tops it up; no money moves before it is confirmed. */
export type MovementState = 'proposed' | 'confirmed';
export const topUpLifecycle = lifecycle<MovementState, 'confirm'>('top-up', 'proposed', { confirm: { from: ['proposed'], to: 'confirmed' } });

export interface Proposed<State> {
  readonly state: State;
  readonly proposedBy: string;
}

export interface Confirmed<State> {
  readonly state: State;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
}

/** Opens the envelope; whoever proposed it cannot: throws `forbidden` `envelope.second-person-required`. */
export function confirmEnvelope(envelope: Proposed<EnvelopeState>, personId: string, at: Date): Confirmed<EnvelopeState> {
  if (envelope.proposedBy === personId) throw forbidden('envelope.second-person-required');
  return { state: envelopeLifecycle.next('confirm', envelope.state), confirmedBy: personId, confirmedAt: at };
}

/** As `confirmEnvelope`, with `top-up.second-person-required`. */
export function confirmTopUp(topUp: Proposed<MovementState>, personId: string, at: Date): Confirmed<MovementState> {
  if (topUp.proposedBy === personId) throw forbidden('top-up.second-person-required');
  return { state: topUpLifecycle.next('confirm', topUp.state), confirmedBy: personId, confirmedAt: at };
}

/** Only an open envelope takes a top-up, or anything else that moves its money: throws `conflict` `envelope.not-open`. */
export function requireOpen(envelope: { readonly state: EnvelopeState }): void {
  if (envelope.state !== 'open') throw conflict('envelope.not-open', { state: envelope.state });
}

/** The lines of a movement: one at least, each nature, year and funder once, amounts above zero. Throws `invalid-input`. */
export function checkLines(lines: readonly MoneyLine[]): void {
  if (lines.length === 0) throw invalid('envelope.no-lines');
  const seen = new Set<string>();
  for (const { nature, year, amountCents, funder = '' } of lines) {
    checkYear(year);
    if (toCents(amountCents) <= 0) throw invalid('envelope.amount-not-positive', { nature, year });
    const key = `${nature} ${year} ${funder}`;
    if (seen.has(key)) throw invalid('envelope.line-twice', { nature, year });
    seen.add(key);
  }
}

/** Budget years that the platform knows: 2000 to 2100. Throws `invalid-input` `year.out-of-range`. */
export function checkYear(year: number): void {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw invalid('year.out-of-range', { year });
}
