import type { QueryClient } from '@tanstack/react-query';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { charterQuery, chartersQuery } from '../visitor/charter-queries.js';
import { callQuery } from '../visitor/queries.js';
import { profileQuery } from '../pole/queries.js';
import { filterOf, readDossierSearch } from './dossier-search.js';
import { agreementsOfQuery, applicationQuery, assignmentsOfQuery, currentCall, decisionsOfQuery, deskCallsQuery, dossiersQuery, draftsQuery, envelopesQuery, lateExceptionsQuery, loadsQuery, messagesQuery, nearestQuery, poleQuery, progressQuery, timelineQuery } from './queries.js';
import { space } from './space.js';

/** Those who see the dossiers; budget and regional people have « À faire » only. */
const deskOnly = enters({ ...space, roles: ['officer', 'publisher'] });
const ofCall = search({ appel: text(36) });
const ofDossier = search({ appel: text(36), dossier: text(36) });

/** The call that the address names, else the newest; its id. */
async function callOf(queryClient: QueryClient, wanted: string | undefined): Promise<string | undefined> {
  return currentCall(await queryClient.ensureQueryData(deskCallsQuery), wanted)?.id;
}

const home = createRoute({ getParentRoute: () => rootRoute, path: '/instruction', beforeLoad: enters(space), component: lazyRouteComponent(() => import('./home.js'), 'OfficerHome') });

const dossiers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/dossiers',
  validateSearch: readDossierSearch,
  beforeLoad: deskOnly,
  loaderDeps: ({ search: wanted }) => wanted,
  loader: async ({ context: { queryClient }, deps }) => {
    const callId = await callOf(queryClient, deps.appel);
    if (callId !== undefined) await Promise.all([queryClient.ensureQueryData(progressQuery(callId)), queryClient.ensureInfiniteQueryData(dossiersQuery(callId, filterOf(deps)))]);
  },
  component: lazyRouteComponent(() => import('./dossiers.js'), 'DossiersPage'),
});

const dossier = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/dossiers/$id',
  beforeLoad: deskOnly,
  loader: async ({ context: { queryClient }, params: { id } }) => {
    const found = await queryClient.ensureQueryData(applicationQuery(id));
    await Promise.all([queryClient.ensureQueryData(callQuery(found.callId)), queryClient.ensureQueryData(decisionsOfQuery(id)), queryClient.ensureQueryData(agreementsOfQuery(found)), queryClient.ensureQueryData(timelineQuery(id)), queryClient.prefetchQuery(assignmentsOfQuery(found.callId, id))]);
  },
  component: lazyRouteComponent(() => import('./dossier.js'), 'DossierPage'),
});

const pole = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/poles/$id',
  beforeLoad: deskOnly,
  loader: ({ context: { queryClient }, params }) => queryClient.ensureQueryData(profileQuery(params.id)),
  component: lazyRouteComponent(() => import('./pole.js'), 'OfficerPolePage'),
});

const exchanges = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/dossiers/$id/echanges',
  beforeLoad: deskOnly,
  loader: async ({ context: { queryClient }, params: { id } }) => {
    const found = await queryClient.ensureQueryData(applicationQuery(id));
    await Promise.all([queryClient.ensureQueryData(callQuery(found.callId)), queryClient.ensureQueryData(messagesQuery(id))]);
  },
  component: lazyRouteComponent(() => import('./exchanges.js'), 'ExchangesPage'),
});

const drafts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/brouillons',
  validateSearch: ofCall,
  beforeLoad: deskOnly,
  loaderDeps: ({ search: { appel } }) => ({ appel }),
  loader: async ({ context: { queryClient }, deps }) => {
    const callId = await callOf(queryClient, deps.appel);
    if (callId !== undefined) await Promise.all([queryClient.ensureQueryData(callQuery(callId)), queryClient.ensureInfiniteQueryData(draftsQuery(callId)), queryClient.ensureQueryData(lateExceptionsQuery(callId))]);
  },
  component: lazyRouteComponent(() => import('./drafts.js'), 'DraftsPage'),
});

const toRule = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/recevabilite',
  validateSearch: ofCall,
  beforeLoad: deskOnly,
  loaderDeps: ({ search: { appel } }) => ({ appel }),
  loader: async ({ context: { queryClient }, deps }) => {
    const callId = await callOf(queryClient, deps.appel);
    if (callId !== undefined) await Promise.all([queryClient.ensureQueryData(progressQuery(callId)), queryClient.ensureInfiniteQueryData(dossiersQuery(callId, { state: 'submitted', sort: 'silence' }))]);
  },
  component: lazyRouteComponent(() => import('./to-rule.js'), 'ToRulePage'),
});

const eligibility = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/recevabilite/$id',
  beforeLoad: deskOnly,
  loader: async ({ context: { queryClient }, params: { id } }) => {
    const found = await queryClient.ensureQueryData(applicationQuery(id));
    await Promise.all([queryClient.ensureQueryData(callQuery(found.callId)), queryClient.ensureQueryData(poleQuery(found.poleId)), queryClient.ensureInfiniteQueryData(dossiersQuery(found.callId, { state: 'submitted', sort: 'silence' }))]);
  },
  component: lazyRouteComponent(() => import('./eligibility.js'), 'EligibilityPage'),
});

const affectation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/affectation',
  validateSearch: ofDossier,
  beforeLoad: deskOnly,
  loaderDeps: ({ search: { appel } }) => ({ appel }),
  loader: async ({ context: { queryClient }, deps }) => {
    const callId = await callOf(queryClient, deps.appel);
    if (callId !== undefined) await Promise.all([queryClient.ensureQueryData(progressQuery(callId)), queryClient.ensureQueryData(loadsQuery(callId))]);
  },
  component: lazyRouteComponent(() => import('./affectation.js'), 'AffectationPage'),
});

const steering = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/pilotage',
  validateSearch: ofCall,
  beforeLoad: deskOnly,
  loaderDeps: ({ search: { appel } }) => ({ appel }),
  loader: async ({ context: { queryClient }, deps }) => {
    const callId = await callOf(queryClient, deps.appel);
    if (callId !== undefined) await Promise.all([queryClient.ensureQueryData(progressQuery(callId)), queryClient.ensureQueryData(callQuery(callId)), queryClient.ensureInfiniteQueryData(nearestQuery(callId))]);
  },
  component: lazyRouteComponent(() => import('./steering.js'), 'SteeringPage'),
});

const calls = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels',
  beforeLoad: enters(space),
  loader: ({ context }) => context.queryClient.ensureQueryData(deskCallsQuery),
  component: lazyRouteComponent(() => import('./calls.js'), 'DeskCallsPage'),
});

const newCall = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels/nouveau',
  beforeLoad: enters({ ...space, roles: ['officer'] }),
  loader: ({ context }) => Promise.all([context.queryClient.ensureQueryData(envelopesQuery('open')), context.queryClient.ensureQueryData(deskCallsQuery)]),
  component: lazyRouteComponent(() => import('./call-form.js'), 'NewCallPage'),
});

const call = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels/$id',
  beforeLoad: deskOnly,
  loader: ({ context: { queryClient }, params: { id } }) => Promise.all([queryClient.ensureQueryData(callQuery(id)), queryClient.ensureQueryData(deskCallsQuery)]),
  component: lazyRouteComponent(() => import('./call.js'), 'DeskCallPage'),
});

const charter = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/charte',
  beforeLoad: deskOnly,
  loader: async ({ context: { queryClient } }) => {
    const draft = (await queryClient.ensureQueryData(chartersQuery)).find(({ state }) => state === 'draft');
    if (draft !== undefined) await queryClient.ensureQueryData(charterQuery(draft.id));
  },
  component: lazyRouteComponent(() => import('./charter.js'), 'DeskCharterPage'),
});

const callForm = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels/$id/formulaire',
  beforeLoad: enters({ ...space, roles: ['officer'] }),
  loader: ({ context: { queryClient }, params: { id } }) => queryClient.ensureQueryData(callQuery(id)),
  component: lazyRouteComponent(() => import('./form/form-page.js'), 'FormBuilderPage'),
});

const formTrial = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels/$id/essai',
  beforeLoad: deskOnly,
  loader: ({ context: { queryClient }, params: { id } }) => queryClient.ensureQueryData(callQuery(id)),
  component: lazyRouteComponent(() => import('./form-trial.js'), 'FormTrialPage'),
});

const callRubric = createRoute({
  getParentRoute: () => rootRoute,
  path: '/instruction/appels/$id/grille',
  beforeLoad: enters({ ...space, roles: ['officer'] }),
  loader: ({ context: { queryClient }, params: { id } }) => queryClient.ensureQueryData(callQuery(id)),
  component: lazyRouteComponent(() => import('./rubric/rubric-page.js'), 'RubricBuilderPage'),
});

export const officerRoutes = [home, pole, steering, dossiers, dossier, exchanges, drafts, toRule, eligibility, affectation, calls, newCall, call, charter, callForm, formTrial, callRubric] as const;
