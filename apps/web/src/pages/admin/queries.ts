import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import type { Role } from '../../language/words.js';
import { everything } from '../../lists/everything.js';
import { keyset } from '../../lists/keyset.js';

export type Person = Schemas['UserDto'];
export type Mail = Schemas['NotificationDto'];
export type Happening = Schemas['EventDto'];

const limit = 100;
const page = (after: string | undefined) => (after === undefined ? {} : { after });

export interface PeopleFilter {
  recherche?: string | undefined;
  role?: Role | undefined;
}
export const peopleQuery = ({ recherche, role }: PeopleFilter) =>
  keyset(['users', recherche, role], (after) => ask(api.GET('/api/users', { params: { query: { limit, ...(recherche === undefined ? {} : { search: recherche }), ...(role === undefined ? {} : { role }), ...page(after) } } })));

/** By id: the search of people takes ids too. */
export const personQuery = (id: string) => queryOptions({ queryKey: ['users', 'one', id], queryFn: async () => (await ask(api.GET('/api/users', { params: { query: { limit: 1, search: id } } }))).items[0] ?? null });

export const callsQuery = queryOptions({ queryKey: ['calls', 'every'], queryFn: () => everything((after) => ask(api.GET('/api/calls', { params: { query: { limit, ...page(after) } } }))) });

export const polesQuery = (search: string) => queryOptions({ queryKey: ['poles', search], enabled: search.trim().length > 1, queryFn: async () => (await ask(api.GET('/api/poles', { params: { query: { limit: 20, search } } }))).items });

export const mailsQuery = (etat: Mail['status'] | undefined) => keyset(['notifications', 'list', etat], (after) => ask(api.GET('/api/notifications', { params: { query: { limit, ...(etat === undefined ? {} : { status: etat }), ...page(after) } } })));

export const failedJobsQuery = queryOptions({ queryKey: ['failed-jobs'], queryFn: () => ask(api.GET('/api/failed-jobs')) });

export interface JournalFilter {
  sujet?: string | undefined;
  numero?: string | undefined;
}
export const eventsQuery = ({ sujet, numero }: JournalFilter) =>
  keyset(['events', sujet, numero], (after) => ask(api.GET('/api/events', { params: { query: { limit, ...(sujet === undefined ? {} : { subjectType: sujet }), ...(numero === undefined ? {} : { subjectId: numero }), ...page(after) } } })));

export const readyQuery = queryOptions({ queryKey: ['health'], queryFn: () => ask(api.GET('/health/ready')), refetchInterval: 10_000 });
export const liveQuery = queryOptions({ queryKey: ['health', 'live'], queryFn: () => ask(api.GET('/health/live')), refetchInterval: 10_000 });
