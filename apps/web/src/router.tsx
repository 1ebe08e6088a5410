import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { adminRoutes } from './pages/admin/routes.js';
import { committeeRoutes } from './pages/committee/routes.js';
import { helpRoutes } from './pages/help/routes.js';
import { officerRoutes } from './pages/officer/routes.js';
import { operatorRoutes } from './pages/operator/routes.js';
import { poleRoutes } from './pages/pole/routes.js';
import { reviewerRoutes } from './pages/reviewer/routes.js';
import { visitorRoutes } from './pages/visitor/routes.js';
import { rootRoute } from './root.js';
import { BrokenPage } from './shell/broken-page.js';
import { Waiting } from './shell/waiting.js';

const routeTree = rootRoute.addChildren([
  ...visitorRoutes,
  ...helpRoutes,
  ...poleRoutes,
  ...reviewerRoutes,
  ...officerRoutes,
  ...committeeRoutes,
  ...operatorRoutes,
  ...adminRoutes,
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // The query client decides what is fresh, also for what was preloaded.
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 300,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
