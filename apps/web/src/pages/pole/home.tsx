import { queryOptions, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { remaining } from '../../components/countdown.js';
import { EmptyState } from '../../components/empty-state.js';
import { TodoSection, type Task } from '../../components/todo.js';
import { calendarDay, counted, day } from '../../language/format.js';
import { applicationStates } from '../../language/words.js';
import { itemsOf, keyset } from '../../lists/keyset.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { openCallsQuery } from '../visitor/queries.js';

export const applicationsQuery = keyset(['applications', 'mine'], (after) => ask(api.GET('/api/applications', { params: { query: { limit: 100, ...(after === undefined ? {} : { after }) } } })));
const polesQuery = queryOptions({ queryKey: ['poles', 'mine'], queryFn: () => ask(api.GET('/api/poles', { params: { query: { limit: 100 } } })) });

const noteOf = ({ state, callCode, submittedAt, silenceOn }: Schemas['ApplicationSummaryDto'], isOpen: boolean): string => {
  if (state === 'draft' && !isOpen) return `${callCode} : le dépôt est clos. Votre brouillon reste lisible.`;
  if (state === 'draft') return `${callCode} : à compléter, puis à déposer.`;
  if (submittedAt === null) return `${callCode}.`;
  const received = `${callCode} : déposé le ${day(submittedAt)}`;
  return silenceOn === null || ['awarded', 'reserve', 'refused', 'ineligible', 'withdrawn'].includes(state) ? `${received}.` : `${received}, réponse attendue avant le ${calendarDay(silenceOn)}.`;
};

const taskOf = (one: Schemas['ApplicationSummaryDto'], isOpen: boolean): Task => ({ key: one.id, title: one.projectTitle, note: noteOf(one, isOpen), state: applicationStates[one.state] });

/** What the pole has to do: dossiers to finish first, then those that follow their course. */
export function PoleHome(): ReactNode {
  const { data, hasNextPage } = useSuspenseInfiniteQuery(applicationsQuery);
  const poles = useSuspenseQuery(polesQuery).data.items;
  const calls = useSuspenseQuery(openCallsQuery).data.items;
  const now = useNow();
  const dossiers = itemsOf(data);
  const isOpen = ({ callId }: { callId: string }): boolean => calls.some(({ id }) => id === callId);
  const drafts = dossiers.filter((one) => one.state === 'draft' && isOpen(one));
  const others = dossiers.filter((one) => !drafts.includes(one));
  return (
    <>
      <PageHead title="À faire" lead={drafts.length === 0 ? (dossiers.length === 0 ? 'Aucun dossier pour l’instant.' : 'Rien à faire aujourd’hui : vos dossiers suivent leur cours.') : `${counted(drafts.length, 'dossier est à compléter', 'dossiers sont à compléter')}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        {dossiers.length === 0 ? (
          <EmptyState dots="first" level={2} title="Votre premier dossier commence ici" text={calls.length === 0 ? 'Aucun appel n’est ouvert aujourd’hui. Les suivants paraîtront sur la page des appels.' : `${counted(calls.length, 'appel est ouvert', 'appels sont ouverts')}. Vous pouvez vous arrêter et reprendre, seul ou à plusieurs.`}>
            <Link className="fr-btn" to="/appels">
              Lire les appels
            </Link>
          </EmptyState>
        ) : (
          <>
            <TodoSection title="Dossiers à compléter" none="Aucun brouillon en cours." tasks={drafts.map((one) => taskOf(one, true))} goesOn={hasNextPage} />
            <TodoSection title="Autres dossiers" none="Aucun autre dossier." tasks={others.map((one) => taskOf(one, isOpen(one)))} goesOn={hasNextPage} />
          </>
        )}
        <TodoSection title="Appels ouverts" what={['appel', 'appels']} none="Aucun appel n’est ouvert aujourd’hui." tasks={calls.map(({ id, title, closesAt }) => ({ key: id, title, note: closesAt === null ? '' : `${remaining(now, closesAt)} pour déposer.`, to: '/appels/$id', params: { id } }))} />
        <TodoSection title="Mes pôles" what={['pôle', 'pôles']} none="Aucun pôle n’est encore inscrit à votre nom." tasks={poles.map(({ id, name, siren, city }) => ({ key: id, title: name, note: `SIREN ${siren}, ${city}.` }))} />
      </div>
    </>
  );
}
