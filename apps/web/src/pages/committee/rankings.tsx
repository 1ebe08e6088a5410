import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted } from '../../language/format.js';
import { callMoments } from '../../language/words.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { callsQuery } from './queries.js';

/** The calls that have a ranking, or will have one. */
export function RankingsPage(): ReactNode {
  const calls = useSuspenseQuery(callsQuery).data.filter(({ state }) => state !== 'draft');
  const now = useNow();
  return (
    <>
      <PageHead title="Classements" lead={calls.length === 0 ? 'Aucun appel n’est publié.' : `${counted(calls.length, 'appel')}, chacun avec le classement que font ses évaluations.`} />
      <div className="es-page es-end">
        {calls.length === 0 ? (
          <EmptyState dots="first" level={2} title="Rien à classer" text="Un classement commence avec les évaluations d’un appel publié." />
        ) : (
          <ul className="es-plain-list es-doors">
            {calls.map(({ id, title, code, closesAt }) => (
              <li key={id}>
                <div>
                  <h2>
                    <Link to="/comite/classements/$id" params={{ id }}>
                      {title}
                    </Link>
                  </h2>
                  <small className="es-muted">{code}</small>
                </div>
                <StateBadge of={callMoments[closesAt !== null && now >= new Date(closesAt) ? 'over' : 'open']} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
