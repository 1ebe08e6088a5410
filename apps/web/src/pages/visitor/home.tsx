import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { remaining } from '../../components/countdown.js';
import { EmptyState } from '../../components/empty-state.js';
import { Message } from '../../components/message.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, dayAndTime, lastMinute } from '../../language/format.js';
import { callMoments, instruments } from '../../language/words.js';
import { useNow, useSite } from '../../session/site.js';
import { homeOf } from '../../session/spaces.js';
import { Title } from '../../shell/page.js';
import { openCallsQuery } from './queries.js';

const byClosing = (one: Schemas['CallSummaryDto'], other: Schemas['CallSummaryDto']): number => Date.parse(one.closesAt ?? '') - Date.parse(other.closesAt ?? '');

/** The front page: what is open now, the soonest to close first. */
export function HomePage(): ReactNode {
  const { items } = useSuspenseQuery(openCallsQuery).data;
  const { session, demonstration } = useSite();
  const calls = [...items].sort(byClosing);
  return (
    <>
      <Title>Accueil</Title>
      <div className="es-page es-hero es-hero--home">
        <h1>Des appels à projets menés de l’annonce au versement</h1>
        <p className="es-lead">
          {calls.length === 0 ? 'Aucun appel n’est ouvert aujourd’hui.' : calls.length === 1 ? 'Un appel est ouvert.' : `${counted(calls.length, 'appel', 'appels')} sont ouverts.`} Vous déposez votre dossier ici, vous suivez son examen, vous recevez la décision
          et l’aide.
        </p>
        <div className="es-row es-gap-t">
          {session === null ? (
            <Link className="fr-btn" to="/connexion">
              Se connecter
            </Link>
          ) : (
            <Link className="fr-btn" to={homeOf(session).path}>
              Ouvrir mon espace
            </Link>
          )}
          <Link className="fr-btn fr-btn--tertiary-no-outline" to="/aide">
            Comment ça se passe ?
          </Link>
          <Link className="fr-btn fr-btn--tertiary-no-outline" to="/poles">
            Annuaire des pôles
          </Link>
        </div>
      </div>
      <section className="es-page es-end" aria-labelledby="ouverts">
        <h2 id="ouverts">Appels ouverts</h2>
        {calls.length === 0 ? (
          <EmptyState dots="none" title="Aucun appel ouvert" text="Les appels passés restent lisibles, avec leurs critères et leurs résultats.">
            <Link className="fr-btn fr-btn--secondary" to="/appels">
              Voir tous les appels
            </Link>
          </EmptyState>
        ) : (
          <ul className="es-plain-list es-calls">
            {calls.map((call) => (
              <OpenCall key={call.id} call={call} />
            ))}
          </ul>
        )}
        {demonstration ? (
          <Message
            tone="info"
            more={
              <>
                Les personnes, les structures et les comptes bancaires sont fictifs, aucun courriel ne quitte cette machine. <Link to="/comptes">Choisir un compte</Link>, <Link to="/mailbox">lire les courriels</Link>.
              </>
            }
          >
            Ceci est une démonstration.
          </Message>
        ) : null}
      </section>
    </>
  );
}

function OpenCall({ call }: { call: Schemas['CallSummaryDto'] }): ReactNode {
  const now = useNow();
  return (
    <li className="es-callcard">
      <div>
        <p className="es-overline">{instruments[call.instrument]}</p>
        <h3>
          <Link to="/appels/$id" params={{ id: call.id }}>
            {call.title}
          </Link>
        </h3>
        <p className="es-muted">{call.summary}</p>
      </div>
      {call.closesAt === null ? null : (
        <p className="es-callcard__left">
          <StateBadge of={callMoments.open} />
          <span className="es-figure">{remaining(now, call.closesAt)}</span>
          <small>pour déposer, jusqu’au {dayAndTime(lastMinute(call.closesAt))}</small>
        </p>
      )}
    </li>
  );
}
