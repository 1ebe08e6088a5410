import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../client/client.js';

/** Every version that one may see, the last first. */
export const chartersQuery = queryOptions({ queryKey: ['charters'], queryFn: () => ask(api.GET('/api/charters')) });

export const charterQuery = (id: string) => queryOptions({ queryKey: ['charters', id], queryFn: () => ask(api.GET('/api/charters/{id}', { params: { path: { id } } })) });

/** What a pole signed, the last first. */
export const poleCharterQuery = (poleId: string) => queryOptions({ queryKey: ['pole-charter', poleId], queryFn: () => ask(api.GET('/api/poles/{id}/charter', { params: { path: { id: poleId } } })) });
