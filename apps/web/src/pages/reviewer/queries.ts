import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { keyset } from '../../lists/keyset.js';

export type Assignment = Schemas['AssignmentDto'];

/** Of a read that a person may repeat: everything that is theirs, the newest first. */
export const assignmentsQuery = keyset(['assignments', 'mine'], (after) => ask(api.GET('/api/assignments', { params: { query: { limit: 100, ...(after === undefined ? {} : { after }) } } })));

export const reviewQuery = (id: string) => queryOptions({ queryKey: ['reviews', id], queryFn: () => ask(api.GET('/api/reviews/{id}', { params: { path: { id } } })) });

export const reviewFilesQuery = (id: string) => queryOptions({ queryKey: ['reviews', id, 'attachments'], queryFn: () => ask(api.GET('/api/reviews/{id}/attachments', { params: { path: { id } } })) });

/** One's own place in a dossier: which call it is of, which evaluation. */
export const ownAssignmentQuery = (applicationId: string) =>
  queryOptions({ queryKey: ['assignments', 'mine', applicationId], queryFn: async () => (await ask(api.GET('/api/assignments', { params: { query: { applicationId, limit: 1 } } }))).items[0] });
