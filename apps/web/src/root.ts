import { createRootRouteWithContext } from '@tanstack/react-router';
import type { RouterContext } from './session/guard.js';
import { siteQuery } from './session/site.js';
import { NotFoundPage } from './pages/visitor/not-found.js';
import { BrokenPage } from './shell/broken-page.js';
import { Shell } from './shell/shell.js';

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(siteQuery),
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
});
