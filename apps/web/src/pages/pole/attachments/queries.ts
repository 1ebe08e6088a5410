import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../../client/client.js';

/** The files of a dossier, those that no answer names yet too. */
export const attachmentsQuery = (applicationId: string) => queryOptions({ queryKey: ['applications', applicationId, 'attachments'], queryFn: () => ask(api.GET('/api/applications/{id}/attachments', { params: { path: { id: applicationId } } })) });
