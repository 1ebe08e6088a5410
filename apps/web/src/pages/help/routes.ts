import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.js';

const help = createRoute({ getParentRoute: () => rootRoute, path: '/aide', component: lazyRouteComponent(() => import('./help.js'), 'HelpPage') });
const visitor = createRoute({ getParentRoute: () => rootRoute, path: '/aide/visiteur', component: lazyRouteComponent(() => import('./visitor.js'), 'VisitorGuide') });
const committee = createRoute({ getParentRoute: () => rootRoute, path: '/aide/comite', component: lazyRouteComponent(() => import('./committee.js'), 'CommitteeGuide') });
const operator = createRoute({ getParentRoute: () => rootRoute, path: '/aide/paiement', component: lazyRouteComponent(() => import('./operator.js'), 'OperatorGuide') });
const admin = createRoute({ getParentRoute: () => rootRoute, path: '/aide/administration', component: lazyRouteComponent(() => import('./admin.js'), 'AdminGuide') });
const reviewer = createRoute({ getParentRoute: () => rootRoute, path: '/aide/evaluateur', component: lazyRouteComponent(() => import('./reviewer.js'), 'ReviewerGuide') });
const officer = createRoute({ getParentRoute: () => rootRoute, path: '/aide/instruction', component: lazyRouteComponent(() => import('./officer.js'), 'OfficerGuide') });

const pole = createRoute({ getParentRoute: () => rootRoute, path: '/aide/pole', component: lazyRouteComponent(() => import('./pole.js'), 'PoleGuide') });

export const helpRoutes = [help, visitor, pole, reviewer, officer, committee, operator, admin] as const;
