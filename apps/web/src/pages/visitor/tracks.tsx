import type { ReactNode } from 'react';
import { loanRepayments, postPayments, type Track } from '#domain/calls/track.rules.js';
import { scheduleOf } from '#domain/decisions/award.rules.js';
import { toCents } from '#domain/shared/money.js';
import type { Schemas } from '../../client/client.js';
import { counted, percent, wholeEuros } from '../../language/format.js';
import { instalmentTriggers, supportNames } from '../../language/words.js';

type TrackDto = Schemas['TrackDto'];

/** The api's track as the rules take it. */
export const trackOf = ({ minCents, maxCents, envelopeId = null, laureatesExpected = null, repaidOverMonths = null, requiresTrack = null, ...track }: TrackDto): Track => ({
  ...track,
  minCents: toCents(minCents),
  maxCents: toCents(maxCents),
  envelopeId,
  laureatesExpected,
  repaidOverMonths,
  requiresTrack,
});

const range = ({ minCents, maxCents }: Track): string => (minCents === maxCents ? wholeEuros(maxCents) : `${wholeEuros(minCents)} à ${wholeEuros(maxCents)}`);

/** What one laureate gets, and how, in one sentence. */
export function sentenceOf(track: Track): string {
  const over = `sur ${counted(track.durationMonths, 'mois', 'mois')}`;
  switch (track.support) {
    case 'services':
      return track.maxCents === 0 ? `Un accompagnement ${over}.` : `Un accompagnement ${over}, d’une valeur de ${range(track)}.`;
    case 'cash':
      return `${range(track)} ${over}.`;
    case 'post': {
      const dues = postPayments(track, '2000-01-01');
      return `${wholeEuros(track.maxCents)} par an et par poste ${over}, en ${counted(dues.length, 'versement')} de ${wholeEuros(dues[0]?.amountCents ?? 0)}, au début de chaque trimestre.`;
    }
    case 'loan': {
      const months = track.repaidOverMonths ?? 1;
      const monthly = loanRepayments(track.maxCents, months, '2000-01-01')[0]!.amountCents;
      return `Un prêt sans intérêt de ${range(track)}, remboursé en ${counted(months, 'mensualité')}, de ${wholeEuros(monthly)} au plus.`;
    }
  }
}

/** When what a laureate of the track gets is paid: a post and a loan by their own schedule, the others as the call shares its instalments. */
export function paidHow(track: Track, { instalments, ...terms }: Schemas['AwardTermsDto']): string {
  if (track.maxCents === 0) return '';
  if (track.support === 'post' || track.support === 'loan') {
    const [first] = scheduleOf(track.maxCents, { ...terms, minCents: toCents(terms.minCents), maxCents: toCents(terms.maxCents), instalments }, track, '2000-01-01');
    if (first === undefined || first.paymentDays === null) return '';
    const under = `sous ${counted(first.paymentDays, 'jour')}`;
    return track.support === 'post' ? `Chacun est payé ${under}.` : `Il est versé en une fois, ${instalmentTriggers[first.trigger]}, ${under}.`;
  }
  const shares = instalments.map(({ sharePercent, trigger, paymentDays }) => `${instalments.length === 1 ? '' : `${percent(sharePercent, 100).replace(',0', '')} `}${instalmentTriggers[trigger]}, sous ${counted(paymentDays, 'jour')}`);
  return shares.length === 1 ? `Versé en une fois, ${shares[0]}.` : `Versé en ${shares.length} fois : ${shares.join(' ; ')}.`;
}

/** The kinds of support of a call, each with its own schedule. */
export function Tracks({ call: { tracks, awardTerms } }: { call: Pick<Schemas['CallDto'], 'tracks' | 'awardTerms'> }): ReactNode {
  const titleOf = (key: string): string => tracks.find((track) => track.key === key)?.title ?? key;
  return (
    <section className="es-gap-t-lg" aria-labelledby="volets">
      <h2 id="volets">Les aides, volet par volet</h2>
      <dl className="es-facts">
        {tracks.map(trackOf).map((track) => (
          <div key={track.key}>
            <dt>
              {track.title}
              {track.title.toLowerCase().startsWith(supportNames[track.support].toLowerCase()) ? '' : `, ${supportNames[track.support].toLowerCase()}`}
            </dt>
            <dd>
              {[sentenceOf(track), paidHow(track, awardTerms)].join(' ').trim()}
              {track.laureatesExpected === null ? '' : ` ${counted(track.laureatesExpected, 'lauréat attendu', 'lauréats attendus')}.`}
              {track.requiresTrack === null ? '' : ` Réservé aux lauréats du volet « ${titleOf(track.requiresTrack)} ».`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
