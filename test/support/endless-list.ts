import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProgressQueries } from '#features/reviews/progress.queries.js';
import type { Caller, TestApi } from './api.js';

/** The desk's list of dossiers made one that never ends: pages of rows that are all the same, each read as pages are; the `failing`-th one fails. */
export function endlessDossiers(api: TestApi, failing = Infinity): { pages: () => number; stop: () => void } {
  const queries = api.app.get(ProgressQueries, { strict: false });
  const real = queries.dossiers.bind(queries);
  let pages = 0;
  queries.dossiers = async (...args) => {
    const { items } = await real(args[0], args[1], { limit: 100 });
    if ((pages += 1) === failing) throw new Error('the database is gone');
    return { items: Array.from({ length: 2_000 }, () => items[0]!), next: 'more' };
  };
  return { pages: () => pages, stop: () => delete (queries as Partial<ProgressQueries>).dossiers };
}

/** An answer that has begun and of which nobody has read yet, over a connection of its own. */
export async function begun(api: TestApi, by: Caller, path: string): Promise<http.IncomingMessage> {
  const { port } = (api.app.getHttpServer() as http.Server).address() as AddressInfo;
  const request = http.get({ port, path, agent: false, headers: { host: 'localhost', cookie: `essaim=${await api.sessionOf(by)}` } });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return response;
}
