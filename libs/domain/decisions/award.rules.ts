import type { AwardTerms } from '../calls/call.rules.js';
import { postPayments, type AwardTrack } from '../calls/track.rules.js';
import type { Day } from '../shared/day.js';
import { ordinal } from '../shared/french.js';
import type { Cents } from '../shared/money.js';
import { planInstalments, type PlannedInstalment } from './instalment.rules.js';

/** Days to pay once an instalment is due: a quarter in its first month, a loan as any subsidy (loi 2000-321 art. 10: sixty). */
const quarterDays = 30;
const loanDays = 60;

/**
 * The instalments of an award of `amount` decided on `decidedOn`, exact to the cent. A post is paid quarter by quarter, from the first one that
 * begins on that day or later; a loan at once; what carries no money not at all; the others as the terms of the call share them. Throws
 * `invalid-input` `instalment.…`.
 */
export function scheduleOf(amount: Cents, terms: AwardTerms, track: AwardTrack | null, decidedOn: Day): PlannedInstalment[] {
  if (track?.support === 'services' && amount === 0) return [];
  if (track?.support === 'post') {
    return postPayments(track, decidedOn).map(({ on, amountCents }, index) => ({
      position: index + 1,
      key: `quarter-${index + 1}`,
      label: `${ordinal(index + 1)} trimestre`,
      amountCents,
      trigger: 'quarter',
      year: Number(on.slice(0, 4)),
      paymentDays: quarterDays,
      startsOn: on,
    }));
  }
  if (track?.support === 'loan') return planInstalments(amount, [{ key: 'loan', label: 'Versement du prêt', sharePercent: 100, trigger: 'signature', paymentDays: loanDays, yearOffset: 0 }], decidedOn);
  return planInstalments(amount, terms.instalments, decidedOn);
}
