import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { named, problem } from '#api/http/problem.filter.js';

const aYear = 31_536_000;
const anHour = 3_600;

/** Where the web app is built to, seen from the sources and from what is compiled of them. */
const builds = ['../../web/dist', '../../../../apps/web/dist'].map((one) => path.resolve(import.meta.dirname, one));

/** Addresses that are the server's own: what is not found there is a problem, never a page. */
const serversOwn = /^\/(api|health|assets)(\/|$)/;
const demonstrationsOwn = /^\/(comptes|mailbox)(\/|$)/;

/**
 * Serves the built web app: its files as they were compressed by the build, for ever where their name holds their hash, and its page for every
 * address that is not the server's own. Answers false when it was not built.
 */
export async function serveWebApp(fastify: FastifyInstance, options: { demonstration: boolean; officialState: boolean }): Promise<boolean> {
  const root = builds.find((one) => existsSync(path.join(one, 'index.html')));
  if (root === undefined) return false;
  const page = themed(readFileSync(path.join(root, 'index.html'), 'utf8'), root, options.officialState);
  await fastify.register(files, {
    root,
    prefix: '/',
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.{br,gz}'],
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const forEver = path.relative(root, file).startsWith('assets');
      void reply.header('cache-control', forEver ? `public, max-age=${aYear}, immutable` : `public, max-age=${anHour}`);
    },
  });
  fastify.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (serversOwn.test(pathname) || (!options.demonstration && demonstrationsOwn.test(pathname))) {
      return reply.status(404).type('application/problem+json').send(named(problem(404, 'http.unknown-route'), request.id));
    }
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
  return true;
}

/** The page in the neutral theme, or with the State's marks where the deployment is one of its official sites. */
function themed(page: string, root: string, officialState: boolean): string {
  if (!officialState) return page;
  const sheet = readdirSync(path.join(root, 'assets')).find((name) => /^state-.*\.css$/.test(name));
  return page.replace('data-es-theme="neutral"', 'data-es-theme="state"').replace(/<link rel="preload"[^>]*>/, '').replace('</head>', `<link rel="stylesheet" href="/assets/${sheet}"></head>`);
}
