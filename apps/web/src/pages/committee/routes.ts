import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { callQuery, callsQuery, decisionQuery, decisionsOfCallQuery, decisionsQuery, rankingQuery } from './queries.js';
import { space } from './space.js';

const common = { getParentRoute: () => rootRoute, beforeLoad: enters(space) };

const home = createRoute({ ...common, path: '/comite', component: lazyRouteComponent(() => import('./home.js'), 'CommitteeHome') });

const rankings = createRoute({ ...common, path: '/comite/classements', loader: ({ context }) => context.queryClient.ensureQueryData(callsQuery), component: lazyRouteComponent(() => import('./rankings.js'), 'RankingsPage') });

const rankingSearch = search({ enveloppe: text(36) });

const ranking = createRoute({
  ...common,
  path: '/comite/classements/$id',
  validateSearch: rankingSearch,
  loaderDeps: ({ search: { enveloppe } }) => ({ enveloppe }),
  loader: ({ context: { queryClient }, params: { id }, deps: { enveloppe } }) => Promise.all([queryClient.ensureQueryData(callQuery(id)), queryClient.ensureQueryData(rankingQuery(id, enveloppe)), queryClient.ensureQueryData(decisionsOfCallQuery(id))]),
  component: lazyRouteComponent(() => import('./ranking.js'), 'RankingPage'),
});

const proposalSearch = search({ dossier: text(), enveloppe: text(36) });

const proposals = createRoute({
  ...common,
  path: '/comite/classements/$id/propositions',
  validateSearch: proposalSearch,
  loaderDeps: ({ search: { enveloppe } }) => ({ enveloppe }),
  loader: ({ context: { queryClient }, params: { id }, deps: { enveloppe } }) => Promise.all([queryClient.ensureQueryData(callQuery(id)), queryClient.ensureQueryData(rankingQuery(id, enveloppe)), queryClient.ensureQueryData(decisionsOfCallQuery(id))]),
  component: lazyRouteComponent(() => import('./proposals.js'), 'ProposalsPage'),
});

const decisionFilter = search({ etat: oneOf(['proposed', 'confirmed', 'released']), nature: oneOf(['award', 'reserve', 'refusal', 'ineligible']), appel: text(), recherche: text() });

const decisions = createRoute({
  ...common,
  path: '/comite/decisions',
  validateSearch: decisionFilter,
  loaderDeps: ({ search: filter }) => filter,
  loader: ({ context: { queryClient }, deps }) => Promise.all([queryClient.ensureInfiniteQueryData(decisionsQuery(deps)), queryClient.ensureQueryData(callsQuery)]),
  component: lazyRouteComponent(() => import('./decisions.js'), 'DecisionsPage'),
});

const decision = createRoute({
  ...common,
  path: '/comite/decisions/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(decisionQuery(params.id)),
  component: lazyRouteComponent(() => import('./decision.js'), 'DecisionPage'),
});

export const committeeRoutes = [home, rankings, ranking, proposals, decisions, decision] as const;
