import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, dayAndTime, lastMinute, list, opening, wholeEuros } from '../../language/format.js';
import { callStates, instalmentTriggers, instruments } from '../../language/words.js';
import { Places } from '../visitor/call-news.js';
import { Tracks } from '../visitor/tracks.js';

type Call = Schemas['CallDto'];

/** The third place of the décret, as a call reads it. */
export const compositionNames: Record<Call['compositionProfile'], string> = { strict: 'Une personne que la loi nomme, ou qui le prouve', loose: 'Toute autre personne morale' };

/** Where a call may be looked at as others will see it: its public page, its form. */
export const AsOthersSee = ({ call: { id, form, state } }: { call: Call }): ReactNode => (
  <>
    <Link className="fr-btn fr-btn--tertiary-no-outline" to="/appels/$id" params={{ id }}>
      Voir la page publique{state === 'draft' ? ' telle qu’elle sera' : ''}
    </Link>
    {form === null ? null : (
      <Link className="fr-btn fr-btn--tertiary-no-outline" to="/instruction/appels/$id/essai" params={{ id }}>
        Essayer le formulaire
      </Link>
    )}
  </>
);

/** All that a call says, as it is or will be published. */
export const CallFacts = ({ call }: { call: Call }): ReactNode => (
  <>
    <section aria-label="L’appel">
      <p>{call.summary}</p>
      <dl className="es-facts es-gap-t">
        <Fact name="État">
          <StateBadge of={callStates[call.state]} />
        </Fact>
        <Fact name="Référence">{call.code}</Fact>
        <Fact name="Forme">{instruments[call.instrument]}</Fact>
        <Fact name="Autorité">{call.authority}</Fact>
        {call.phases.map(({ id, title, opensAt, closesAt, requiresPhase }) => (
          <Fact key={id} name={title}>
            du {opening(opensAt)} au {dayAndTime(lastMinute(closesAt))}
            {requiresPhase === null ? '' : `, pour les lauréats de « ${call.phases[requiresPhase - 1]?.title ?? ''} »`}
          </Fact>
        ))}
        {call.tracks.length === 0 ? <OwnTerms terms={call.awardTerms} /> : null}
        {call.envelopes.length === 0 ? null : <Fact name={call.envelopes.length === 1 ? 'Enveloppe' : 'Enveloppes'}>{payers(call)}</Fact>}
        <Fact name="Troisième place du décret">{compositionNames[call.compositionProfile]}</Fact>
        <Fact name="Certification">{call.certification ? 'par le représentant légal, autre que la personne qui dépose' : 'non demandée'}</Fact>
        {call.prerequisite === null ? null : <Fact name="Condition préalable">{call.prerequisite}</Fact>}
      </dl>
      <Places call={call} />
    </section>
    {call.tracks.length === 0 ? null : <Tracks call={call} />}
  </>
);

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Which envelope pays the call, and which tracks have another one. */
function payers({ envelopeId, envelopes, tracks }: Call): string {
  return list(
    envelopes.map(({ id, title }) => {
      const paid = tracks.filter((track) => track.envelopeId === id).map((track) => `« ${track.title} »`);
      return id === envelopeId || paid.length === 0 ? title : `${title} (${paid.length === 1 ? 'volet' : 'volets'} ${list(paid)})`;
    }),
  );
}

/** What a laureate of a call without tracks gets, and when. */
const OwnTerms = ({ terms: { minCents, maxCents, durationMonths, laureatesExpected, instalments } }: { terms: Call['awardTerms'] }): ReactNode => (
  <>
    <Fact name="Aide">
      {minCents === maxCents ? wholeEuros(maxCents) : `${wholeEuros(minCents)} à ${wholeEuros(maxCents)}`} sur {counted(durationMonths, 'mois', 'mois')}, {counted(laureatesExpected, 'lauréat attendu', 'lauréats attendus')}
    </Fact>
    <Fact name="Versements">{instalments.map(({ label, sharePercent, trigger, paymentDays }) => `${label}, ${sharePercent} %, ${instalmentTriggers[trigger]}, sous ${counted(paymentDays, 'jour')}`).join(' ; ')}</Fact>
  </>
);
