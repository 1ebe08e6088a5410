import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, dayAndTime, lastMinute } from '../../language/format.js';
import { callMoments, callStates, instruments } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { momentOf } from './moment.js';
import { callsQuery } from './queries.js';

/** Every call that was published, the newest first. */
export function CallsPage(): ReactNode {
  const list = useSuspenseInfiniteQuery(callsQuery);
  const now = useNow();
  const calls = itemsOf(list.data);
  const open = calls.filter((call) => call.state !== 'draft' && momentOf(call, now) === 'open').length;
  return (
    <>
      <PageHead title="Appels" trail={[{ label: 'Accueil', to: '/' }]} lead={open === 0 ? 'Aucun appel n’est ouvert aujourd’hui.' : `${counted(open, 'appel est ouvert', 'appels sont ouverts')} aujourd’hui.`} />
      <div className="es-page es-end">
        {calls.length === 0 ? (
          <EmptyState dots="none" level={2} title="Aucun appel publié" text="Le premier paraîtra ici." />
        ) : (
          <ul className="es-plain-list es-calls">
            {calls.map((call) => (
              <li key={call.id} className="es-callcard">
                <div>
                  <p className="es-overline">{instruments[call.instrument]}</p>
                  <h2 className="fr-h3">
                    <Link to="/appels/$id" params={{ id: call.id }}>
                      {call.title}
                    </Link>
                  </h2>
                  <p className="es-muted">{call.summary}</p>
                </div>
                <p className="es-callcard__left">
                  <StateBadge of={call.state === 'draft' ? callStates.draft : callMoments[momentOf(call, now)]} />
                  {call.closesAt === null ? null : <small>jusqu’au {dayAndTime(lastMinute(call.closesAt))}</small>}
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
