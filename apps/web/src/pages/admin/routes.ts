import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { roles } from '#domain/identity/actor.js';
import { oneOf, search, text } from '../../lists/search.js';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { callsQuery, eventsQuery, failedJobsQuery, liveQuery, mailsQuery, peopleQuery, personQuery, readyQuery } from './queries.js';
import { space } from './space.js';

const common = { getParentRoute: () => rootRoute, beforeLoad: enters(space) };

const home = createRoute({ ...common, path: '/administration', component: lazyRouteComponent(() => import('./home.js'), 'AdminHome') });

const peopleSearch = search({ recherche: text(100), role: oneOf(roles) });

const people = createRoute({
  ...common,
  path: '/administration/personnes',
  validateSearch: peopleSearch,
  loaderDeps: ({ search: filter }) => filter,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(peopleQuery(deps)),
  component: lazyRouteComponent(() => import('./people.js'), 'PeoplePage'),
});

const newPerson = createRoute({ ...common, path: '/administration/personnes/nouvelle', component: lazyRouteComponent(() => import('./new-person.js'), 'NewPersonPage') });

const person = createRoute({
  ...common,
  path: '/administration/personnes/$id',
  loader: ({ context: { queryClient }, params: { id } }) => Promise.all([queryClient.ensureQueryData(personQuery(id)), queryClient.ensureQueryData(callsQuery)]),
  component: lazyRouteComponent(() => import('./person.js'), 'PersonPage'),
});

const mailSearch = search({ etat: oneOf(['pending', 'sending', 'sent']) });

const mails = createRoute({
  ...common,
  path: '/administration/courriels',
  validateSearch: mailSearch,
  loaderDeps: ({ search: { etat } }) => ({ etat }),
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(mailsQuery(deps.etat)),
  component: lazyRouteComponent(() => import('./mails.js'), 'MailsPage'),
});

const jobs = createRoute({ ...common, path: '/administration/travaux', loader: ({ context }) => context.queryClient.ensureQueryData(failedJobsQuery), component: lazyRouteComponent(() => import('./jobs.js'), 'JobsPage') });

const journalSearch = search({ sujet: text(60), numero: text(60) });

const journal = createRoute({
  ...common,
  path: '/administration/journal',
  validateSearch: journalSearch,
  loaderDeps: ({ search: filter }) => filter,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(eventsQuery(deps)),
  component: lazyRouteComponent(() => import('./journal.js'), 'JournalPage'),
});

const health = createRoute({
  ...common,
  path: '/administration/sante',
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.ensureQueryData(readyQuery), queryClient.ensureQueryData(liveQuery), queryClient.ensureQueryData(failedJobsQuery)]),
  component: lazyRouteComponent(() => import('./health.js'), 'HealthPage'),
});

export const adminRoutes = [home, people, newPerson, person, mails, jobs, journal, health] as const;
