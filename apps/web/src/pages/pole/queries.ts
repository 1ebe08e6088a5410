import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { keyset } from '../../lists/keyset.js';

const limit = 100;

export const applicationsQuery = keyset(['applications', 'mine'], (after) => ask(api.GET('/api/applications', { params: { query: { limit, ...(after === undefined ? {} : { after }) } } })));

export const applicationQuery = (id: string) => queryOptions({ queryKey: ['applications', id], queryFn: () => ask(api.GET('/api/applications/{id}', { params: { path: { id } } })) });

export const timelineQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'timeline'], queryFn: () => ask(api.GET('/api/applications/{id}/timeline', { params: { path: { id } } })) });

/** A section as it is now, and who saved it last. */
export const sectionQuery = (id: string, key: string) => queryOptions({ queryKey: ['applications', id, 'sections', key], queryFn: () => ask(api.GET('/api/applications/{id}/sections/{key}', { params: { path: { id, key } } })) });

export const revisionsQuery = (id: string, key: string) =>
  keyset(['applications', id, 'sections', key, 'revisions'], (after) => ask(api.GET('/api/applications/{id}/sections/{key}/revisions', { params: { path: { id, key }, query: { limit: 50, ...(after === undefined ? {} : { after }) } } })));

export const revisionQuery = (id: string) => queryOptions({ queryKey: ['section-revisions', id], queryFn: () => ask(api.GET('/api/section-revisions/{id}', { params: { path: { id } } })) });

export const messagesQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'messages'], queryFn: () => ask(api.GET('/api/applications/{id}/messages', { params: { path: { id } } })) });

export const polesQuery = queryOptions({ queryKey: ['poles', 'mine'], queryFn: () => ask(api.GET('/api/poles', { params: { query: { limit } } })) });

/** What a pole says of itself in the directory. */
export const profileQuery = (id: string) => queryOptions({ queryKey: ['poles', id, 'profile'], queryFn: () => ask(api.GET('/api/poles/{id}/profile', { params: { path: { id } } })) });

export const teamQuery = (poleId: string) => queryOptions({ queryKey: ['poles', poleId, 'team'], queryFn: () => ask(api.GET('/api/poles/{id}/team', { params: { path: { id: poleId } } })) });

/** Invitations that wait for the person who is signed in. */
export const invitationsQuery = queryOptions({ queryKey: ['invitations', 'mine'], queryFn: () => ask(api.GET('/api/invitations')) });

/** What was released to one's poles, letters included. */
export const decisionsQuery = (applicationId: string) => queryOptions({ queryKey: ['decisions', 'of', applicationId], queryFn: () => ask(api.GET('/api/decisions', { params: { query: { applicationId, state: 'released', limit } } })) });

export const decisionQuery = (id: string) => queryOptions({ queryKey: ['decisions', id], queryFn: () => ask(api.GET('/api/decisions/{id}', { params: { path: { id } } })) });

/** One's agreements, the last drafted first; those of one dossier by its number. */
export const agreementsQuery = (number?: string) =>
  queryOptions({ queryKey: ['agreements', 'mine', number ?? 'all'], queryFn: () => ask(api.GET('/api/agreements', { params: { query: { limit, ...(number === undefined ? {} : { search: number }) } } })) });

export const agreementQuery = (id: string) => queryOptions({ queryKey: ['agreements', id], queryFn: () => ask(api.GET('/api/agreements/{id}', { params: { path: { id } } })) });

export const instalmentsQuery = (agreementId?: string) =>
  queryOptions({ queryKey: ['instalments', 'mine', agreementId ?? 'all'], queryFn: () => ask(api.GET('/api/instalments', { params: { query: { limit, ...(agreementId === undefined ? {} : { agreementId }) } } })) });

export const loansQuery = (applicationId: string) => queryOptions({ queryKey: ['loans', 'of', applicationId], queryFn: () => ask(api.GET('/api/loans', { params: { query: { applicationId, limit } } })) });

export const loanQuery = (id: string) => queryOptions({ queryKey: ['loans', id], queryFn: () => ask(api.GET('/api/loans/{id}', { params: { path: { id } } })) });

export const accountsQuery = (poleId?: string) =>
  queryOptions({ queryKey: ['bank-accounts', 'mine', poleId ?? 'all'], queryFn: () => ask(api.GET('/api/bank-accounts', { params: { query: { limit, ...(poleId === undefined ? {} : { poleId }) } } })) });

/** The dossier as the server has it now, shown to every page that has read it. */
export const readAgain = (queryClient: QueryClient, id: string): Promise<Schemas['ApplicationDto']> => queryClient.fetchQuery({ ...applicationQuery(id), staleTime: 0, retry: false });
