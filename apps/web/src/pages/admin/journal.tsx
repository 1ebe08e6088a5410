import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { EmptyState } from '../../components/empty-state.js';
import { counted, dayAndTime, number } from '../../language/format.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { breakNames, eventNames, pageOf, subjectNames } from './events.js';
import { eventsQuery, type Happening, type JournalFilter } from './queries.js';

/** What happened, for ever: all of it, or that of one thing, each line linked to it; and the proof that nothing was altered. */
export function JournalPage(): ReactNode {
  const filter = useSearch({ from: '/administration/journal' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(eventsQuery(filter));
  const rows = itemsOf(list.data);
  const set = (search: JournalFilter): void => void navigate({ to: '/administration/journal', search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)), replace: true });
  const verify = useCommand<void, Schemas['ChainDto']>({
    act: () => ask(api.GET('/api/audit/chain')),
    done: ({ events, breaks }) => (breaks.length === 0 ? `${number(events)} événements vérifiés : aucun n’a été modifié, retiré ni ajouté.` : `${number(events)} événements vérifiés : ${counted(breaks.length, 'rupture')}. ${breaks.slice(0, 5).map(({ subjectType, subjectId, seq, reason }) => `${subjectNames[subjectType] ?? subjectType} ${subjectId}, n° ${seq} : ${breakNames[reason]}`).join(' ; ')}.`),
  });
  const subject = filter.sujet === undefined ? undefined : (subjectNames[filter.sujet] ?? filter.sujet);
  return (
    <>
      <PageHead
        title="Journal"
        trail={[{ label: 'À faire', to: '/administration' }]}
        lead={filter.numero === undefined ? 'Tout ce qui est arrivé, le plus récent d’abord. Rien ne s’y efface.' : `Ce qui est arrivé à : ${subject ?? 'objet'} ${filter.numero}.`}
        actions={
          <CommandButton command={verify} input={undefined} kind="secondary">
            Vérifier la chaîne
          </CommandButton>
        }
      />
      <div className="es-page es-end es-stack--lg">
        <CommandOutcome command={verify} />
        <section className="es-panel es-panel--flush" aria-label="Événements">
          <div className="es-filters es-gap-t">
            <select className="fr-select es-auto" aria-label="Objet" value={filter.sujet ?? ''} onChange={({ target }) => set({ sujet: target.value || undefined })}>
              <option value="">Tous les objets</option>
              {Object.entries(subjectNames).map(([type, name]) => (
                <option key={type} value={type}>
                  {name}
                </option>
              ))}
            </select>
            {filter.numero === undefined ? null : (
              <button type="button" className="es-chip" aria-pressed="true" onClick={() => set({ sujet: filter.sujet })}>
                {filter.numero.slice(0, 8)}… : tout revoir
              </button>
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title="Aucun événement ici" text="Changez l’objet, ou revenez au journal entier." />
          ) : (
            <DataTable
              caption="Événements, le plus récent d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['événement', 'événements']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'what',
                  head: 'Événement',
                  cell: ({ name, seq }) => (
                    <>
                      {eventNames[name as keyof typeof eventNames] ?? name}
                      <span className="sub">
                        {name}, n° {seq}
                      </span>
                    </>
                  ),
                },
                { key: 'at', head: 'Date', cell: ({ occurredAt }) => dayAndTime(occurredAt) },
                { key: 'of', head: 'Objet', cell: (event) => <Subject event={event} /> },
                { key: 'who', head: 'Par', cell: ({ actor, actorName }) =>
                    actorName === null ? (
                      'le service'
                    ) : (
                      <Link to="/administration/personnes/$id" params={{ id: actor }}>
                        {actorName}
                      </Link>
                    ),
                 },
                { key: 'more', head: 'Détail', cell: (event) => <Details event={event} /> },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}

/** The page of the thing where this person may open it, and its own events. */
function Subject({ event: { subjectType, subjectId, payload } }: { event: Happening }): ReactNode {
  const session = useSession();
  const page = session === null ? undefined : pageOf(subjectType, subjectId, payload, session);
  const name = subjectNames[subjectType] ?? subjectType;
  return (
    <span className="es-history">
      {page === undefined ? name : <Link to={page.to} params={page.params as never}>{name}</Link>}
      <span className="sub">
        <Link to="/administration/journal" search={{ sujet: subjectType, numero: subjectId }}>
          Son histoire<span className="es-vh"> : {name} {subjectId}</span>
        </Link>
      </span>
    </span>
  );
}

const Details = ({ event: { payload, hash } }: { event: Happening }): ReactNode => (
  <details className="es-data es-m0">
    <summary>Lire</summary>
    <ul className="es-plain-list es-xs es-break">
      {Object.entries(payload).map(([key, value]) => (
        <li key={key}>
          {key} : {String(value)}
        </li>
      ))}
      <li>empreinte {hash}</li>
    </ul>
  </details>
);
