import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { canEdit } from '#domain/applications/application.policy.js';
import { coverPart, membersPart } from '#domain/applications/application.rules.js';
import { search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters, signedIn, type RouterContext } from '../../session/guard.js';
import { chartersQuery, poleCharterQuery } from '../visitor/charter-queries.js';
import { callQuery, directoryFiguresQuery, openCallsQuery } from '../visitor/queries.js';
import { assessmentQuery } from './charter/queries.js';
import type { StepInfo } from './content.js';
import { accountsQuery, agreementsQuery, applicationQuery, applicationsQuery, instalmentsQuery, invitationsQuery, messagesQuery, polesQuery, profileQuery, revisionsQuery, teamQuery } from './queries.js';
import { space } from './space.js';
import { poleTasksQuery } from './tasks.js';

type Reading = { context: RouterContext; params: { id: string }; location: { href: string } };

/** The dossier and its call, read before a page of its form is shown. */
async function readDossier({ context: { queryClient }, params: { id } }: Reading) {
  const dossier = await queryClient.ensureQueryData(applicationQuery(id));
  const [call] = await Promise.all([queryClient.ensureQueryData(callQuery(dossier.callId)), queryClient.ensureQueryData(polesQuery)]);
  return { dossier, call };
}

const goTo = ({ to, params }: Pick<StepInfo, 'to' | 'params'>): never => {
  throw redirect({ to, params, replace: true } as never);
};

/** What reads forms is fetched with the first dossier, not with the front page. */
const content = () => import('./content.js');

/** What is open is typed in; the rest is read. */
async function readPart(reading: Reading, part: string): Promise<void> {
  const [{ dossier }, { isWritable }, session] = await Promise.all([readDossier(reading), content(), signedIn(reading)]);
  if (!canEdit(session, dossier) || !isWritable(dossier, part)) goTo({ to: '/pole/dossiers/$id/relire', params: { id: dossier.id } });
}

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole',
  beforeLoad: enters(space),
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureInfiniteQueryData(applicationsQuery), queryClient.ensureQueryData(polesQuery), queryClient.ensureQueryData(openCallsQuery), queryClient.ensureQueryData(agreementsQuery()), queryClient.ensureQueryData(instalmentsQuery()), queryClient.ensureQueryData(accountsQuery()), queryClient.ensureQueryData(invitationsQuery), queryClient.ensureQueryData(poleTasksQuery)]),
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
    const [{ dossier: one }, { resumeAt, stepsOf }, session] = await Promise.all([readDossier(reading), content(), signedIn(reading)]);
    const reads = { to: '/pole/dossiers/$id/relire', params: { id: one.id } };
    goTo(one.writing?.why === 'draft' ? (canEdit(session, one) ? resumeAt(stepsOf(one)) : reads) : { to: '/pole/dossiers/$id/suivi', params: { id: one.id } });
  },
});

const cover = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/presentation', beforeLoad: enters(space), loader: (reading) => readPart(reading, coverPart), component: lazyRouteComponent(() => import('./cover.js'), 'CoverPage') });

const members = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/membres', beforeLoad: enters(space), loader: (reading) => readPart(reading, membersPart), component: lazyRouteComponent(() => import('./members.js'), 'MembersPage') });

const section = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/dossiers/$id/rubriques/$section',
  validateSearch: search({ manque: text(60) }),
  beforeLoad: enters(space),
  loader: (reading) => readPart(reading, reading.params.section),
  component: lazyRouteComponent(() => import('./section.js'), 'SectionPage'),
});

const history = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/dossiers/$id/rubriques/$section/historique',
  validateSearch: search({ version: text(36) }),
  beforeLoad: enters(space),
  loader: async (reading) => {
    await readDossier(reading);
    await reading.context.queryClient.ensureInfiniteQueryData(revisionsQuery(reading.params.id, reading.params.section));
  },
  component: lazyRouteComponent(() => import('./history.js'), 'HistoryPage'),
});

const compare = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/depots', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./compare.js'), 'ComparePage') });

const messages = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/dossiers/$id/messages',
  beforeLoad: enters(space),
  loader: (reading) => Promise.all([readDossier(reading), reading.context.queryClient.ensureQueryData(messagesQuery(reading.params.id))]),
  component: lazyRouteComponent(() => import('./messages.js'), 'MessagesPage'),
});

const review = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/relire', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./review.js'), 'ReviewPage') });

const receipt = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/recepisse', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./receipt.js'), 'ReceiptPage') });

const follow = createRoute({ getParentRoute: () => rootRoute, path: '/pole/dossiers/$id/suivi', beforeLoad: enters(space), loader: readDossier, component: lazyRouteComponent(() => import('./follow.js'), 'FollowPage') });

const profile = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/fiche/$id',
  beforeLoad: enters(space),
  loader: ({ context: { queryClient }, params }) => Promise.all([queryClient.ensureQueryData(profileQuery(params.id)), queryClient.ensureQueryData(directoryFiguresQuery({}))]),
  component: lazyRouteComponent(() => import('./profile.js'), 'ProfilePage'),
});

const charters = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/charte',
  beforeLoad: enters(space),
  loader: async ({ context: { queryClient } }) => {
    const [poles] = await Promise.all([queryClient.ensureQueryData(polesQuery), queryClient.ensureQueryData(chartersQuery)]);
    await Promise.all(poles.items.map(({ id }) => queryClient.ensureQueryData(poleCharterQuery(id))));
  },
  component: lazyRouteComponent(() => import('./charter/charters.js'), 'ChartersPage'),
});

const charter = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/charte/$poleId',
  validateSearch: search({ dossier: text(36) }),
  beforeLoad: enters(space),
  loader: ({ context: { queryClient }, params: { poleId } }) => Promise.all([queryClient.ensureQueryData(polesQuery), queryClient.ensureQueryData(assessmentQuery(poleId)), queryClient.ensureQueryData(poleCharterQuery(poleId))]),
  component: lazyRouteComponent(() => import('./charter/charter.js'), 'PoleCharterPage'),
});

const team = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pole/equipe/$poleId',
  beforeLoad: enters(space),
  loader: ({ context: { queryClient }, params }) => Promise.all([queryClient.ensureQueryData(teamQuery(params.poleId)), queryClient.ensureQueryData(polesQuery), queryClient.ensureInfiniteQueryData(applicationsQuery)]),
  component: lazyRouteComponent(() => import('./team.js'), 'TeamPage'),
});

export const poleRoutes = [home, team, start, profile, charters, charter, dossier, cover, members, section, history, review, compare, messages, receipt, follow] as const;
