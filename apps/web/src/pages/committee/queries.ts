import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { everything } from '../../lists/everything.js';
import { keyset } from '../../lists/keyset.js';

export type Ranking = Schemas['RankingDto'];
export type Decision = Schemas['DecisionSummaryDto'];

const page = (after: string | undefined) => (after === undefined ? {} : { after });

export const callsQuery = queryOptions({ queryKey: ['calls', 'every'], queryFn: () => everything((after) => ask(api.GET('/api/calls', { params: { query: { limit: 100, ...page(after) } } }))) });

export const callQuery = (id: string) => queryOptions({ queryKey: ['calls', id], queryFn: () => ask(api.GET('/api/calls/{id}', { params: { path: { id } } })) });

/** The ranking of those who compete for one envelope; without it, for the first of the call. */
export const rankingQuery = (id: string, envelopeId?: string) =>
  queryOptions({ queryKey: ['ranking', id, envelopeId ?? 'first'], queryFn: () => ask(api.GET('/api/calls/{id}/ranking', { params: { path: { id }, query: envelopeId === undefined ? {} : { envelopeId } } })) });

/** What is decided or proposed on the dossiers of a call, by dossier: the decisions in force. */
export const decisionsOfCallQuery = (callId: string) =>
  queryOptions({
    queryKey: ['decisions', 'of-call', callId],
    queryFn: async () => {
      const decisions = await everything((after) => ask(api.GET('/api/decisions', { params: { query: { callId, limit: 100, ...page(after) } } })));
      return decisions.filter(({ supersededAt }) => supersededAt === null);
    },
  });

export interface DecisionFilter {
  etat?: Decision['state'] | undefined;
  nature?: Decision['kind'] | undefined;
  appel?: string | undefined;
  recherche?: string | undefined;
}

export const decisionsQuery = ({ etat, nature, appel, recherche }: DecisionFilter) =>
  keyset(['decisions', 'list', etat, nature, appel, recherche], (after) =>
    ask(api.GET('/api/decisions', { params: { query: { limit: 100, ...(etat === undefined ? {} : { state: etat }), ...(nature === undefined ? {} : { kind: nature }), ...(appel === undefined ? {} : { callId: appel }), ...(recherche === undefined ? {} : { search: recherche }), ...page(after) } } })),
  );

export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['decisions', id],
    queryFn: () => ask(api.GET('/api/decisions/{id}', { params: { path: { id } } })),
    // The letter is made some seconds after the confirmation.
    refetchInterval: ({ state: { data } }) => (data?.state === 'confirmed' && data.letter === null ? 2_000 : false),
  });
