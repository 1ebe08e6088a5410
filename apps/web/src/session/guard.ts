import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { Refusal } from '../client/refusal.js';
import { siteQuery, type Session } from './site.js';
import { worksIn, type Space } from './space.js';

/** What every route gets. */
export interface RouterContext {
  queryClient: QueryClient;
}

interface Entering {
  context: RouterContext;
  location: { href: string };
}

/** `beforeLoad` of a page that wants somebody: visitors sign in first. */
export async function signedIn({ context, location }: Entering): Promise<Session> {
  const { session } = await context.queryClient.ensureQueryData(siteQuery);
  if (session === null) throw redirect({ to: '/connexion', search: { retour: location.href } });
  return session;
}

/** `beforeLoad` of a page of a space: for those who work there. The api checks every request; this only spares them a refusal. */
export const enters =
  (space: Space) =>
  async (entering: Entering): Promise<void> => {
    if (!worksIn(await signedIn(entering), space)) throw new Refusal({ status: 403, code: 'http.forbidden', params: {} });
  };
