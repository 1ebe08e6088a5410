import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { keyset } from '../../lists/keyset.js';

export type Dossier = Schemas['DossierDto'];
export type Application = Schemas['ApplicationDto'];
export type Call = Schemas['CallSummaryDto'];

/** Every call that the desk may work on, the newest first; more than a hundred is years of calls. */
export const deskCallsQuery = queryOptions({ queryKey: ['calls', 'desk'], queryFn: async () => (await ask(api.GET('/api/calls', { params: { query: { limit: 100 } } }))).items });

/** The call that an address names, else the newest one that is published. */
export const currentCall = (calls: readonly Call[], wanted: string | undefined): Call | undefined => calls.find(({ id, state }) => id === wanted && state !== 'draft') ?? calls.find(({ state }) => state !== 'draft');

export const progressQuery = (callId: string) => queryOptions({ queryKey: ['progress', callId], queryFn: () => ask(api.GET('/api/calls/{id}/progress', { params: { path: { id: callId } } })) });

export interface DossierFilter {
  state?: Dossier['state'];
  regionCode?: string;
  late?: boolean;
  pending?: boolean;
  fewerReviewersThan?: number;
  search?: string;
  sort?: 'number' | '-number' | 'pole' | '-pole' | 'silence' | '-silence';
}

export const dossiersQuery = (callId: string, filter: DossierFilter, limit = 100) =>
  keyset(['dossiers', callId, filter, limit], (after) => ask(api.GET('/api/calls/{id}/dossiers', { params: { path: { id: callId }, query: { ...filter, limit, ...(after === undefined ? {} : { after }) } } })));

/** What must be seen to first: the dossiers whose silence comes soonest, of those that are not decided. */
export const nearestQuery = (callId: string) => dossiersQuery(callId, { pending: true, sort: 'silence' }, 8);

export const applicationQuery = (id: string) => queryOptions({ queryKey: ['applications', id], queryFn: () => ask(api.GET('/api/applications/{id}', { params: { path: { id } } })) });
export const timelineQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'timeline'], queryFn: () => ask(api.GET('/api/applications/{id}/timeline', { params: { path: { id } } })) });
export const messagesQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'messages'], queryFn: () => ask(api.GET('/api/applications/{id}/messages', { params: { path: { id } } })) });
/** Drafts of a call that nobody submitted. */
export const draftsQuery = (callId: string) => keyset(['calls', callId, 'drafts'], (after) => ask(api.GET('/api/calls/{id}/drafts', { params: { path: { id: callId }, query: { limit: 100, ...(after === undefined ? {} : { after }) } } })));
export const lateExceptionsQuery = (callId: string) => queryOptions({ queryKey: ['calls', callId, 'late-exceptions'], queryFn: () => ask(api.GET('/api/calls/{id}/late-exceptions', { params: { path: { id: callId } } })) });
export const polesFoundQuery = (search: string) => queryOptions({ queryKey: ['poles', 'found', search], queryFn: () => ask(api.GET('/api/poles', { params: { query: { search, limit: 20 } } })) });

export const poleQuery = (id: string) => queryOptions({ queryKey: ['poles', id], queryFn: () => ask(api.GET('/api/poles/{id}', { params: { path: { id } } })) });

export const decisionsOfQuery = (applicationId: string) =>
  queryOptions({ queryKey: ['decisions', 'of', applicationId], queryFn: async () => (await ask(api.GET('/api/decisions', { params: { query: { applicationId, limit: 20 } } }))).items });

/** Agreements are searched by the number of their dossier. */
export const agreementsOfQuery = ({ id, callId, number }: Pick<Application, 'id' | 'callId' | 'number'>) =>
  queryOptions({
    queryKey: ['agreements', 'of', id],
    queryFn: async () => (number === null ? [] : (await ask(api.GET('/api/agreements', { params: { query: { callId, search: number, limit: 20 } } }))).items.filter(({ applicationId }) => applicationId === id)),
  });

/** The reviews of one dossier, with those of the call's reviewers beside. */
export const assignmentsOfQuery = (callId: string, applicationId: string) =>
  queryOptions({ queryKey: ['assignments', 'of', applicationId], queryFn: async () => (await ask(api.GET('/api/assignments', { params: { query: { callId, applicationId, limit: 100 } } }))).items });

export const loadsQuery = (callId: string) => queryOptions({ queryKey: ['assignments', 'loads', callId], queryFn: async () => (await ask(api.GET('/api/assignments', { params: { query: { callId, limit: 1 } } }))).loads });

export const envelopesQuery = (state: 'proposed' | 'open') => queryOptions({ queryKey: ['envelopes', state], queryFn: () => ask(api.GET('/api/envelopes', { params: { query: { state, limit: 50 } } })) });

/** What the register said of the numbers of a dossier. */
export const companyChecksQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'company-checks'], queryFn: () => ask(api.GET('/api/applications/{id}/company-checks', { params: { path: { id } } })) });

/** The files that were submitted with a dossier. */
export const attachmentsQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'attachments'], queryFn: () => ask(api.GET('/api/applications/{id}/attachments', { params: { path: { id } } })) });
