import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { callQuery } from '../visitor/queries.js';
import { assignmentsQuery, ownAssignmentQuery, reviewQuery } from './queries.js';
import { space } from './space.js';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluation',
  beforeLoad: enters(space),
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(assignmentsQuery),
  component: lazyRouteComponent(() => import('./home.js'), 'ReviewerHome'),
});

const review = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluation/$id',
  beforeLoad: enters(space),
  loader: async ({ context: { queryClient }, params }) => {
    const [{ applicationId }] = await Promise.all([queryClient.ensureQueryData(reviewQuery(params.id)), queryClient.ensureInfiniteQueryData(assignmentsQuery)]);
    const own = await queryClient.ensureQueryData(ownAssignmentQuery(applicationId));
    if (own !== undefined) await queryClient.ensureQueryData(callQuery(own.callId));
  },
  component: lazyRouteComponent(() => import('./review.js'), 'ReviewPage'),
});

const conflict = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluation/$id/lien',
  beforeLoad: enters(space),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(reviewQuery(params.id)),
  component: lazyRouteComponent(() => import('./conflict.js'), 'ConflictPage'),
});

export const reviewerRoutes = [home, review, conflict] as const;
