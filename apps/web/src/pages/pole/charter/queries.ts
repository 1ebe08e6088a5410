import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../../client/client.js';

/** What a pole prepares to sign: the version in force, and what is saved of its self-assessment. */
export const assessmentQuery = (poleId: string) => queryOptions({ queryKey: ['charters', 'assessment', poleId], queryFn: () => ask(api.GET('/api/poles/{id}/charter-assessment', { params: { path: { id: poleId } } })) });
