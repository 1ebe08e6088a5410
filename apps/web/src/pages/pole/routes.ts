import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters, type RouterContext } from '../../session/guard.js';
import { callQuery, openCallsQuery } from '../visitor/queries.js';
import { resumeAt, stepsOf, type StepInfo } from './content.js';
import { accountsQuery, agreementsQuery, applicationQuery, applicationsQuery, instalmentsQuery, polesQuery } from './queries.js';
import { space } from './space.js';

type Reading = { context: RouterContext; params: { id: string } };

/** The dossier and its call, read before a page of its form is shown. */
async function readDossier({ context: { queryClient }, params: { id } }: Reading) {
  const dossier = await queryClient.ensureQueryData(applicationQuery(id));
  const [call] = await Promise.all([queryClient.ensureQueryData(callQuery(dossier.callId)), queryClient.ensureQueryData(polesQuery)]);
  return { dossier, call };
}

const goTo = ({ to, params }: Pick<StepInfo, 'to' | 'params'>): never => {
  throw redirect({ to, params, replace: true } as never);
};

/** Only drafts are typed in; what was submitted is read. */
async function readDraft(reading: Reading): Promise<void> {
  const { dossier } = await readDossier(reading);
  if (dossier.state !== 'draft') goTo({ to: '/pole/dossiers/$id/relire', params: { id: dossier.id } });
}

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole',
  beforeLoad: enters(space),
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureInfiniteQueryData(applicationsQuery), queryClient.ensureQueryData(polesQuery), queryClient.ensureQueryData(openCallsQuery), queryClient.ensureQueryData(agreementsQuery()), queryClient.ensureQueryData(instalmentsQuery()), queryClient.ensureQueryData(accountsQuery())]),
  component: lazyRouteComponent(() => import('./home.js'), 'PoleHome'),
});

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/candidater/$callId',
  beforeLoad: enters(space),
  loader: ({ context: { queryClient }, params }) => Promise.all([queryClient.ensureQueryData(callQuery(params.callId)), queryClient.ensureQueryData(polesQuery), queryClient.ensureInfiniteQueryData(applicationsQuery)]),
  component: lazyRouteComponent(() => import('./start.js'), 'StartPage'),
});

/** A dossier's own address leads to where work goes on: the first step that lacks something, the read-through, or what became of it. */
const dossier = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/dossiers/$id',
  beforeLoad: enters(space),
  loader: async (reading) => {
    const { dossier: one } = await readDossier(reading);
    goTo(one.state === 'draft' ? resumeAt(stepsOf(one)) : { to: '/pole/dossiers/$id/suivi', params: { id: one.id } });
  },
});

const cover = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/presentation', beforeLoad: enters(space), loader: readDraft, component: lazyRouteComponent(() => import('./cover.js'), 'CoverPage') });

const members = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/membres', beforeLoad: enters(space), loader: readDraft, component: lazyRouteComponent(() => import('./members.js'), 'MembersPage') });

const section = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/dossiers/$id/rubriques/$section',
  validateSearch: search({ manque: text(60) }),
  beforeLoad: enters(space),
  loader: (reading) => readDraft(reading),
  component: lazyRouteComponent(() => import('./section.js'), 'SectionPage'),
});

const review = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/relire', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./review.js'), 'ReviewPage') });

const receipt = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/recepisse', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./receipt.js'), 'ReceiptPage') });

const follow = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/suivi', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./follow.js'), 'FollowPage') });

export const poleRoutes = [home, start, dossier, cover, members, section, review, receipt, follow] as const;
