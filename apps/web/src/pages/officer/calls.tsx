import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, day, lastMinute } from '../../language/format.js';
import { callMoments, callStates, instruments } from '../../language/words.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { useNow, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { momentOf } from '../visitor/moment.js';
import { deskCallsQuery, type Call } from './queries.js';

/** The calls of the desk, drafts first seen: what is being prepared, what is open, what is over. */
export function DeskCallsPage(): ReactNode {
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const now = useNow();
  const mayWrite = useSession()?.grants.some(({ role }) => role === 'officer') === true;
  const drafts = calls.filter(({ state }) => state === 'draft').length;
  const open = calls.filter((call) => call.state === 'published' && momentOf(call, now) === 'open').length;
  const columns: Column<Call>[] = [
    {
      key: 'title',
      head: 'Appel',
      cell: ({ id, title, instrument }) => (
        <>
          <Link to="/instruction/appels/$id" params={{ id }}>
            {title}
          </Link>
          <span className="sub">{instruments[instrument]}</span>
        </>
      ),
    },
    { key: 'code', head: 'Référence', cell: ({ code }) => code },
    { key: 'state', head: 'État', cell: (call) => <StateBadge of={call.state === 'published' ? callMoments[momentOf(call, now)] : callStates[call.state]} /> },
    { key: 'opens', head: 'Ouverture', cell: ({ opensAt }) => (opensAt === null ? '–' : day(opensAt)) },
    { key: 'closes', head: 'Clôture', cell: ({ closesAt }) => (closesAt === null ? '–' : day(lastMinute(closesAt))) },
  ];
  return (
    <>
      <PageHead
        title="Appels"
        trail={[{ label: 'À faire', to: '/instruction' }]}
        lead={`${open === 0 ? 'Aucun appel n’est ouvert' : counted(open, 'appel est ouvert', 'appels sont ouverts')}, ${drafts === 0 ? 'aucun n’est en préparation' : counted(drafts, 'est en préparation', 'sont en préparation')}.`}
        actions={
          mayWrite ? (
            <Link className="fr-btn" to="/instruction/appels/nouveau">
              Préparer un appel
            </Link>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        {calls.length === 0 ? (
          <EmptyState dots="first" level={2} title="Aucun appel" text="Le premier se prépare ici, puis une autre personne le publie." />
        ) : (
          <section className="es-panel es-panel--flush" aria-label="Appels">
            <DataTable caption="Appels" columns={columns} rows={calls} rowKey={({ id }) => id} what={['appel', 'appels']} />
          </section>
        )}
      </div>
    </>
  );
}
