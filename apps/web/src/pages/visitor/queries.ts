import { queryOptions } from '@tanstack/react-query';
import { api, ask, doors } from '../../client/client.js';
import { keyset } from '../../lists/keyset.js';

/** The calls that take applications now: few, so the first page is all of them. */
export const openCallsQuery = queryOptions({ queryKey: ['calls', 'open'], queryFn: () => ask(api.GET('/api/calls', { params: { query: { open: true, limit: 100 } } })) });

export interface CallFilter {
  moment?: 'soon' | 'open' | 'over';
  instrument?: 'AAP' | 'AMI';
  year?: number;
  theme?: string;
  region?: string;
}

export const callsQuery = (filter: CallFilter) => keyset(['calls', 'all', filter], (after) => ask(api.GET('/api/calls', { params: { query: { ...filter, limit: 50, ...(after === undefined ? {} : { after }) } } })));

export const callQuery = (id: string) => queryOptions({ queryKey: ['calls', id], queryFn: () => ask(api.GET('/api/calls/{id}', { params: { path: { id } } })) });

export const addendaQuery = (id: string) => queryOptions({ queryKey: ['addenda', id], queryFn: () => ask(api.GET('/api/calls/{id}/addenda', { params: { path: { id } } })) });

export const documentsQuery = (id: string) => queryOptions({ queryKey: ['documents', id], queryFn: () => ask(api.GET('/api/calls/{id}/documents', { params: { path: { id } } })) });

export const questionsQuery = (id: string) =>
  keyset(['questions', id], (after) => ask(api.GET('/api/calls/{id}/questions', { params: { path: { id }, query: { limit: 50, ...(after === undefined ? {} : { after }) } } })));

export const resultCallsQuery = keyset(['results'], (after) => ask(api.GET('/api/results', { params: { query: { limit: 50, ...(after === undefined ? {} : { after }) } } })));

export const resultsQuery = (id: string) => queryOptions({ queryKey: ['results', id], queryFn: () => ask(api.GET('/api/calls/{id}/results', { params: { path: { id } } })) });

/** What a mailed invitation is about. */
export const invitationQuery = (token: string) => queryOptions({ queryKey: ['invitations', 'link', token], queryFn: () => ask(api.POST('/api/invitation-links', { body: { token } })), retry: false, staleTime: 0 });

export const laureatesQuery = (id: string) =>
  keyset(['results', id, 'laureates'], (after) => ask(api.GET('/api/laureates', { params: { query: { callId: id, limit: 100, ...(after === undefined ? {} : { after }) } } })));

export interface PoleFilter {
  search?: string;
  regionCode?: string;
  departmentCode?: string;
  theme?: string;
  active?: boolean;
}

export const directoryQuery = (filter: PoleFilter) => keyset(['directory', 'list', filter], (after) => ask(api.GET('/api/directory/poles', { params: { query: { ...filter, limit: 50, ...(after === undefined ? {} : { after }) } } })));

export const directoryFiguresQuery = (filter: PoleFilter) => queryOptions({ queryKey: ['directory', 'figures', filter], queryFn: () => ask(api.GET('/api/directory/figures', { params: { query: filter } })) });

export const publicPoleQuery = (id: string) => queryOptions({ queryKey: ['directory', id], queryFn: () => ask(api.GET('/api/directory/poles/{id}', { params: { path: { id } } })) });

export const letterQuery = (code: string) => queryOptions({ queryKey: ['letters', code], queryFn: () => ask(api.GET('/api/letters/{code}', { params: { path: { code } } })), retry: false });

export const accountsQuery = queryOptions({ queryKey: ['demonstration', 'accounts'], queryFn: () => ask(doors.GET('/api/demonstration/accounts', { params: { query: {} as never } })) });

export const mailboxQuery = (page: number) => queryOptions({ queryKey: ['demonstration', 'mailbox', page], queryFn: () => ask(doors.GET('/api/demonstration/mailbox', { params: { query: { page } } })), staleTime: 0 });

export const mailQuery = (id: string) => queryOptions({ queryKey: ['demonstration', 'mail', id], queryFn: () => ask(doors.GET('/api/demonstration/mails/{id}', { params: { path: { id } } })) });
