import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask, type Schemas } from '../client/client.js';
import { learnSentences } from '../language/problems.js';
import { sessionBegan } from './ended.js';

export type Session = Schemas['SessionDto'];

export interface Site {
  demonstration: boolean;
  /** An official State site: its block of marks is in the header. */
  officialState: boolean;
  /** Can companies be looked up? */
  companySearch: boolean;
  session: Session | null;
  /** What to add to this device's clock to have the server's: a demonstration's clock can be set. */
  clockOffset: number;
}

/** Who is signed in, what kind of installation this is and what time it is there: one request for every page. Who is somebody also gets the sentences of what they can be refused. */
export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: async (): Promise<Site> => {
    const { now, ...site } = await ask(api.GET('/api/site'));
    if (site.session !== null) {
      sessionBegan();
      await learnSentences();
    }
    return { ...site, clockOffset: Date.parse(now) - Date.now() };
  },
  staleTime: 60_000,
  refetchInterval: 300_000,
});

export const useSite = (): Site => useSuspenseQuery(siteQuery).data;

/** Who is signed in; on the pages of a role somebody always is. */
export const useSession = (): Session | null => useSite().session;

/** The server's instant, again every `everyMs`. */
export function useNow(everyMs = 30_000): Date {
  const { clockOffset } = useSite();
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date(tick + clockOffset);
}
