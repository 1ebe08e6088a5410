import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { space } from './space.js';

const home = createRoute({ getParentRoute: () => rootRoute, path: '/pole', beforeLoad: enters(space), component: lazyRouteComponent(() => import('./home.js'), 'PoleHome') });

export const poleRoutes = [home] as const;
