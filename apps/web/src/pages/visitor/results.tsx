import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { counted, day, wholeEuros } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { TakeAway } from '../../lists/take-away.js';
import { PageHead } from '../../shell/page.js';
import { resultCallsQuery } from './queries.js';

/** The calls whose laureates are known. */
export function ResultsPage(): ReactNode {
  const list = useSuspenseInfiniteQuery(resultCallsQuery);
  const results = itemsOf(list.data);
  return (
    <>
      <PageHead
        title="Résultats"
        trail={[{ label: 'Accueil', to: '/' }]}
        lead="Les lauréats de chaque appel, une fois leurs lettres parties."
        actions={results.length === 0 ? undefined : <TakeAway address="/api/laureates/export" what="Les lauréats de tous les appels" />}
      />
      <div className="es-page es-end">
        {results.length === 0 ? (
          <EmptyState dots="none" level={2} title="Aucun résultat publié" text="Les lauréats paraissent ici le jour de leur notification.">
            <Link className="fr-btn fr-btn--secondary" to="/appels">
              Voir les appels
            </Link>
          </EmptyState>
        ) : (
          <ul className="es-plain-list es-calls">
            {results.map(({ callId, code, title, laureates, totalCents, publishedAt }) => (
              <li key={callId} className="es-callcard">
                <div>
                  <p className="es-overline">{code}</p>
                  <h2 className="fr-h3">
                    <Link to="/resultats/$id" params={{ id: callId }}>
                      {title}
                    </Link>
                  </h2>
                </div>
                <p className="es-callcard__left">
                  <span className="es-figure">{counted(laureates, 'lauréat')}</span>
                  <small>
                    {wholeEuros(totalCents)} en tout, le {day(publishedAt)}
                  </small>
                </p>
              </li>
            ))}
          </ul>
        )}
        <MoreButton more={moreOf(list)} look="secondary" />
      </div>
    </>
  );
}
