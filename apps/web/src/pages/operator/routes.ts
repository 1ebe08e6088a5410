import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.js';
import { enters } from '../../session/guard.js';
import { space } from './space.js';

const home = createRoute({ getParentRoute: () => rootRoute, path: '/paiement', beforeLoad: enters(space), component: lazyRouteComponent(() => import('./home.js'), 'OperatorHome') });

export const operatorRoutes = [home] as const;
