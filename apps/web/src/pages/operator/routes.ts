import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { accountsQuery, agreementQuery, agreementsQuery, callInPaymentQuery, callQuery, callsQuery, envelopeQuery, envelopesQuery, instalmentsOfAgreementQuery, instalmentsOfCallQuery, loanQuery, loansQuery, ordersOfInstalmentQuery, roadmapQuery, roadmapsQuery } from './queries.js';
import { space } from './space.js';

const common = { getParentRoute: () => rootRoute, beforeLoad: enters(space) };

const home = createRoute({ ...common, path: '/paiement', component: lazyRouteComponent(() => import('./home.js'), 'OperatorHome') });

const scheduleSearch = search({ appel: text(), vue: oneOf(['a-payer', 'bloques', 'en-attente', 'ordonnances', 'payes']) });

const schedule = createRoute({
  ...common,
  path: '/paiement/versements',
  validateSearch: scheduleSearch,
  loaderDeps: ({ search: { appel } }) => ({ appel }),
  loader: async ({ context: { queryClient }, deps: { appel } }) => {
    const callId = appel ?? (await queryClient.ensureQueryData(callInPaymentQuery));
    if (appel !== undefined) await queryClient.ensureQueryData(callInPaymentQuery);
    if (callId !== null) await Promise.all([queryClient.ensureQueryData(instalmentsOfCallQuery(callId)), queryClient.ensureQueryData(callQuery(callId)), queryClient.ensureQueryData(callsQuery)]);
  },
  component: lazyRouteComponent(() => import('./schedule.js'), 'SchedulePage'),
});

const payment = createRoute({
  ...common,
  path: '/paiement/versements/$agreementId/$id',
  loader: ({ context: { queryClient }, params: { agreementId, id } }) => Promise.all([queryClient.ensureQueryData(agreementQuery(agreementId)), queryClient.ensureQueryData(instalmentsOfAgreementQuery(agreementId)), queryClient.ensureQueryData(ordersOfInstalmentQuery(id))]),
  component: lazyRouteComponent(() => import('./payment.js'), 'PaymentPage'),
});

const accountSearch = search({ etat: oneOf(['a-verifier', 'verifies']) });

const accounts = createRoute({
  ...common,
  path: '/paiement/comptes',
  validateSearch: accountSearch,
  loaderDeps: ({ search: { etat } }) => ({ etat }),
  loader: ({ context, deps: { etat } }) => context.queryClient.ensureInfiniteQueryData(accountsQuery(etat === undefined ? undefined : etat === 'verifies')),
  component: lazyRouteComponent(() => import('./accounts.js'), 'AccountsPage'),
});

const agreementSearch = search({ etat: oneOf(['draft', 'half-signed', 'signed']), recherche: text() });

const agreements = createRoute({
  ...common,
  path: '/paiement/conventions',
  validateSearch: agreementSearch,
  loaderDeps: ({ search: filter }) => filter,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(agreementsQuery(deps)),
  component: lazyRouteComponent(() => import('./agreements.js'), 'AgreementsPage'),
});

const agreement = createRoute({
  ...common,
  path: '/paiement/conventions/$id',
  loader: ({ context: { queryClient }, params: { id } }) => Promise.all([queryClient.ensureQueryData(agreementQuery(id)), queryClient.ensureQueryData(instalmentsOfAgreementQuery(id))]),
  component: lazyRouteComponent(() => import('./agreement.js'), 'AgreementPage'),
});

const loanSearch = search({ etat: oneOf(['late', 'running', 'repaid']), appel: text(36) });

const loans = createRoute({
  ...common,
  path: '/paiement/prets',
  validateSearch: loanSearch,
  loaderDeps: ({ search: filter }) => filter,
  loader: ({ context: { queryClient }, deps }) => Promise.all([queryClient.ensureInfiniteQueryData(loansQuery(deps)), queryClient.ensureQueryData(callsQuery)]),
  component: lazyRouteComponent(() => import('./loans.js'), 'LoansPage'),
});

const loan = createRoute({
  ...common,
  path: '/paiement/prets/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(loanQuery(params.id)),
  component: lazyRouteComponent(() => import('./loan.js'), 'LoanPage'),
});

const envelopeSearch = search({ recherche: text() });

const envelopes = createRoute({
  ...common,
  path: '/paiement/enveloppes',
  validateSearch: envelopeSearch,
  loaderDeps: ({ search: { recherche } }) => ({ recherche }),
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(envelopesQuery(deps.recherche)),
  component: lazyRouteComponent(() => import('./envelopes.js'), 'EnvelopesPage'),
});

const newEnvelope = createRoute({ ...common, path: '/paiement/enveloppes/nouvelle', component: lazyRouteComponent(() => import('./envelope-form.js'), 'NewEnvelopePage') });

const transferSearch = search({ nature: oneOf(['ae', 'cp']), annee: text(4), poste: oneOf(['available', 'reserved', 'committed', 'planned', 'ordered', 'paid', 'recovered']), attribution: text() });

const envelope = createRoute({
  ...common,
  path: '/paiement/enveloppes/$id',
  validateSearch: transferSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(envelopeQuery(params.id)),
  component: lazyRouteComponent(() => import('./envelope.js'), 'EnvelopePage'),
});

const roadmaps = createRoute({
  ...common,
  path: '/paiement/feuilles-de-route',
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(roadmapsQuery),
  component: lazyRouteComponent(() => import('./roadmaps.js'), 'RoadmapsPage'),
});

const newRoadmap = createRoute({ ...common, path: '/paiement/feuilles-de-route/nouvelle', component: lazyRouteComponent(() => import('./roadmap-form.js'), 'NewRoadmapPage') });

const roadmap = createRoute({
  ...common,
  path: '/paiement/feuilles-de-route/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(roadmapQuery(params.id)),
  component: lazyRouteComponent(() => import('./roadmaps.js'), 'RoadmapPage'),
});

export const operatorRoutes = [home, schedule, payment, accounts, agreements, agreement, loans, loan, envelopes, newEnvelope, envelope, roadmaps, newRoadmap, roadmap] as const;
