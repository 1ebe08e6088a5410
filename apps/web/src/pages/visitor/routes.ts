import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { page, search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { signedIn } from '../../session/guard.js';
import { takeReturn } from '../../session/return.js';
import { homeOf } from '../../session/spaces.js';
import { charterQuery, chartersQuery, poleCharterQuery } from './charter-queries.js';
import { filterOf, readCallSearch } from './call-search.js';
import { filterOf as poleFilterOf, mapFilterOf, readPoleSearch } from './pole-search.js';
import { accountsQuery, callQuery, callsQuery, directoryFiguresQuery, directoryQuery, invitationQuery, mailboxQuery, mailQuery, openCallsQuery, publicPoleQuery, resultsQuery, resultCallsQuery } from './queries.js';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  loader: ({ context }) => context.queryClient.ensureQueryData(openCallsQuery),
  component: lazyRouteComponent(() => import('./home.js'), 'HomePage'),
});

const calls = createRoute({
  getParentRoute: () => rootRoute,
  path: '/appels',
  validateSearch: readCallSearch,
  loaderDeps: ({ search: wanted }) => wanted,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(callsQuery(filterOf(deps))),
  component: lazyRouteComponent(() => import('./calls.js'), 'CallsPage'),
});

const call = createRoute({
  getParentRoute: () => rootRoute,
  path: '/appels/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(callQuery(params.id)),
  component: lazyRouteComponent(() => import('./call.js'), 'CallPage'),
});

const ofVersion = search({ version: text(36) });

const charter = createRoute({
  getParentRoute: () => rootRoute,
  path: '/charte',
  validateSearch: ofVersion,
  loaderDeps: ({ search: { version } }) => ({ version }),
  loader: async ({ context: { queryClient }, deps: { version } }) => {
    const published = (await queryClient.ensureQueryData(chartersQuery)).filter(({ state }) => state === 'published');
    const shown = published.find(({ id }) => id === version) ?? published.find(({ isInForce }) => isInForce);
    if (shown !== undefined) await queryClient.ensureQueryData(charterQuery(shown.id));
  },
  component: lazyRouteComponent(() => import('./charter.js'), 'CharterPage'),
});

const results = createRoute({
  getParentRoute: () => rootRoute,
  path: '/resultats',
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(resultCallsQuery),
  component: lazyRouteComponent(() => import('./results.js'), 'ResultsPage'),
});

const result = createRoute({
  getParentRoute: () => rootRoute,
  path: '/resultats/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(resultsQuery(params.id)),
  component: lazyRouteComponent(() => import('./result.js'), 'ResultPage'),
});

const poles = createRoute({
  getParentRoute: () => rootRoute,
  path: '/poles',
  validateSearch: readPoleSearch,
  loaderDeps: ({ search: wanted }) => wanted,
  loader: ({ context: { queryClient }, deps }) => Promise.all([queryClient.ensureInfiniteQueryData(directoryQuery(poleFilterOf(deps))), queryClient.ensureQueryData(directoryFiguresQuery(mapFilterOf(deps)))]),
  component: lazyRouteComponent(() => import('./poles.js'), 'PolesPage'),
});

const pole = createRoute({
  getParentRoute: () => rootRoute,
  path: '/poles/$id',
  loader: ({ context: { queryClient }, params: { id } }) => Promise.all([queryClient.ensureQueryData(publicPoleQuery(id)), queryClient.ensureQueryData(poleCharterQuery(id))]),
  component: lazyRouteComponent(() => import('./pole.js'), 'PolePage'),
});

const letters = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lettres',
  component: lazyRouteComponent(() => import('./letter.js'), 'LettersPage'),
});

const letter = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lettres/$code',
  component: lazyRouteComponent(() => import('./letter.js'), 'LetterPage'),
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion',
  validateSearch: search({ jeton: text(), retour: text(1_000) }),
  component: lazyRouteComponent(() => import('./sign-in.js'), 'SignInPage'),
});

const account = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compte',
  component: lazyRouteComponent(() => import('./new-account.js'), 'NewAccountPage'),
});

const invitationSearch = search({ jeton: text() });

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: invitationSearch,
  loaderDeps: ({ search: { jeton = '' } }) => ({ jeton }),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(invitationQuery(deps.jeton)),
  component: lazyRouteComponent(() => import('./invitation.js'), 'InvitationPage'),
});

/** Where a person lands after signing in. */
const entry = createRoute({
  getParentRoute: () => rootRoute,
  path: '/espace',
  beforeLoad: async (options) => {
    const session = await signedIn(options);
    throw redirect({ href: takeReturn() ?? homeOf(session).path });
  },
});

/** The address of a dossier in mails: it opens in the space of whoever follows it. */
const dossier = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers/$id',
  beforeLoad: async (options) => {
    const session = await signedIn(options);
    throw redirect({ href: `${homeOf(session).path}/dossiers/${options.params.id}` });
  },
});

const demonstrationAccounts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/comptes',
  loader: ({ context }) => context.queryClient.ensureQueryData(accountsQuery),
  component: lazyRouteComponent(() => import('./accounts.js'), 'AccountsPage'),
});

const mailboxSearch = search({ page });

const mailbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  validateSearch: mailboxSearch,
  loaderDeps: ({ search: { page: wanted = 1 } }) => ({ wanted }),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(mailboxQuery(deps.wanted)),
  component: lazyRouteComponent(() => import('./mailbox.js'), 'MailboxPage'),
});

const mail = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(mailQuery(params.id)),
  component: lazyRouteComponent(() => import('./mailbox.js'), 'MailPage'),
});

const accessibility = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accessibilite',
  component: lazyRouteComponent(() => import('./accessibility.js'), 'AccessibilityPage'),
});

export const visitorRoutes = [home, calls, call, charter, results, result, poles, pole, letters, letter, signIn, account, invitation, entry, dossier, demonstrationAccounts, mailbox, mail, accessibility] as const;
