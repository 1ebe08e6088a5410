import { calendarDay, wholeEuros } from '../../language/format.js';
import type { Decision } from './queries.js';

type Facts = Pick<Decision, 'state' | 'kind' | 'amountCents' | 'reserveRank' | 'releaseOn' | 'supersededAt'>;

/** The step that a decision in force waits for. */
export const stepOf = ({ state, supersededAt }: Pick<Decision, 'state' | 'supersededAt'>): 'confirm' | 'release' | undefined =>
  supersededAt !== null || state === 'released' ? undefined : state === 'proposed' ? 'confirm' : 'release';

const content = ({ kind, amountCents, reserveRank }: Facts): string =>
  kind === 'award' ? `attribution de ${wholeEuros(amountCents ?? 0)}` : kind === 'reserve' ? `liste complémentaire, rang ${reserveRank ?? ''}` : kind === 'refusal' ? 'rejet' : 'non-recevabilité';

/** What the next step will do, said before. */
export function whatItDoes(decision: Facts): string {
  if (stepOf(decision) === 'confirm') {
    const money = decision.kind === 'award' ? ` ${wholeEuros(decision.amountCents ?? 0)} seront engagés.` : '';
    return `Confirmer : ${content(decision)}.${money} La lettre sera écrite, notifiable à partir du ${calendarDay(decision.releaseOn)}.`;
  }
  return `Notifier : ${content(decision)}. Le pôle recevra sa lettre par courriel et verra la décision.`;
}

/** What the step of a decision that was in this state has done, said after. */
export function afterOf(decision: Facts): string {
  if (stepOf(decision) === 'confirm') return `${content(decision)}, confirmée.${decision.kind === 'award' ? ` ${wholeEuros(decision.amountCents ?? 0)} sont engagés.` : ''} La lettre s’écrit.`;
  return `${content(decision)}, notifiée. Le courriel part au pôle.`;
}
