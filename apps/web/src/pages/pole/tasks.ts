import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { remaining } from '../../components/countdown.js';
import type { Task } from '../../components/todo.js';
import { day } from '../../language/format.js';

/** What waits for the person who is signed in, beside the next step of each dossier. */
export const poleTasksQuery = queryOptions({ queryKey: ['tasks', 'pole'], queryFn: () => ask(api.GET('/api/tasks/pole')), staleTime: 0 });

/** A task with when it is due: the list is in that order. */
export type Due = Task & { dueAt: string | null };

export const byDue = (one: Due, other: Due): number => (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9');

export function taskOf({ kind, applicationId: id, projectTitle, callCode, since, dueAt }: Schemas['PoleTaskDto'], now: Date): Due {
  const base = { key: `${kind}-${id}`, title: projectTitle, params: { id }, dueAt };
  const left = dueAt === null ? '' : `, ${remaining(now, dueAt)} pour déposer`;
  if (kind === 'message') return { ...base, note: `${callCode} : l’administration vous a écrit le ${day(since)}, sans réponse.`, to: '/pole/dossiers/$id/messages' };
  if (kind === 'certification') return { ...base, note: `${callCode} : votre certification est demandée depuis le ${day(since)}${left}.`, to: '/pole/dossiers/$id/relire' };
  return { ...base, note: `${callCode} : un additif du ${day(since)} a changé l’appel depuis votre dernière visite${left}.`, to: '/pole/dossiers/$id' };
}

/** Says once in a while that one of the pole's people has opened a dossier: what its call changed is then known to them. */
export function useVisit(id: string): void {
  useQuery({
    queryKey: ['visit', id],
    queryFn: async () => {
      await ask(api.PUT('/api/applications/{id}/visit', { params: { path: { id } } }));
      return null;
    },
    staleTime: 60_000,
    retry: false,
  });
}
