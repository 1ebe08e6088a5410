import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { calendarDay, counted, tableDay } from '../../language/format.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { PageHead } from '../../shell/page.js';
import { CallBar } from './call-bar.js';
import { numberColumn, poleColumn, regionColumn, silenceColumn } from './dossier-columns.js';
import { NoCall } from './no-call.js';
import { currentCall, deskCallsQuery, dossiersQuery, progressQuery, type Call, type Dossier } from './queries.js';

const columns: Column<Dossier>[] = [
  poleColumn('/instruction/recevabilite/$id', ({ projectTitle }) => projectTitle),
  numberColumn,
  regionColumn,
  { key: 'received', head: 'Reçu', cell: ({ submittedAt }) => <span className="es-nowrap">{tableDay(submittedAt)}</span> },
  silenceColumn,
];

/** What waits for a ruling on its eligibility, the nearest implicit refusal first. */
export function ToRulePage(): ReactNode {
  const { appel } = useSearch({ from: '/instruction/recevabilite' });
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const call = currentCall(calls, appel);
  return call === undefined ? <NoCall title="Recevabilité" /> : <ToRule calls={calls} call={call} />;
}

function ToRule({ calls, call }: { calls: readonly Call[]; call: Call }): ReactNode {
  const { states } = useSuspenseQuery(progressQuery(call.id)).data;
  const list = useSuspenseInfiniteQuery(dossiersQuery(call.id, { state: 'submitted', sort: 'silence' }));
  const rows = itemsOf(list.data);
  const waiting = states.find(({ state }) => state === 'submitted');
  const first = rows[0];
  return (
    <>
      <CallBar calls={calls} call={call} />
      <PageHead
        title="Recevabilité"
        lead={waiting === undefined ? 'Rien à vérifier : chaque dossier reçu est jugé.' : `${counted(waiting.count, 'dossier est', 'dossiers sont')} à vérifier${waiting.late > 0 ? `, dont ${waiting.late} en retard` : waiting.nextSilenceOn === null ? '' : ` avant le ${calendarDay(waiting.nextSilenceOn)}`}.`}
        actions={
          first === undefined ? undefined : (
            <Link className="fr-btn" to="/instruction/recevabilite/$id" params={{ id: first.id }}>
              Vérifier le premier
            </Link>
          )
        }
      />
      <div className="es-page es-end">
        {rows.length === 0 ? (
          <EmptyState dots="done" level={2} title="Tout est vérifié" text="Les prochains dossiers paraîtront ici dès leur dépôt." />
        ) : (
          <section className="es-panel es-panel--flush" aria-label="Dossiers à vérifier">
            <DataTable caption="Dossiers à vérifier" columns={columns} rows={rows} rowKey={({ id }) => id} what={['dossier', 'dossiers']} more={moreOf(list)} />
          </section>
        )}
      </div>
    </>
  );
}
