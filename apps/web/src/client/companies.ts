import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from './client.js';

export type Company = Schemas['CompanyDto'];

/** What the company search says of a text or a number. It is no reason to wait or to fail: an answer that does not come is `down`. */
export const companiesQuery = (search: string) =>
  queryOptions({
    queryKey: ['companies', search],
    queryFn: async (): Promise<Schemas['LookUpDto']> => ask(api.GET('/api/companies', { params: { query: { search } } })).catch(() => ({ outcome: 'down' as const, companies: [] })),
    staleTime: (query) => (query.state.data?.outcome === 'answered' ? 600_000 : 0),
    retry: false,
  });
