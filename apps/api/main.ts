import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config/config.js';
import { Health } from '#platform/telemetry/health.js';
import { log, nestLog, setLogLevel } from '#platform/telemetry/log.js';
import { Metrics } from '#platform/telemetry/metrics.js';
import { withRequestId } from '#platform/telemetry/request-id.js';
import { openTelemetry } from '#platform/telemetry/telemetry-server.js';
import { ApiModule } from './api.module.js';
import { takePartsOfFiles } from './attachments/part-of-file.js';
import { named, problem, ProblemFilter } from './http/problem.filter.js';
import { validation } from './http/validation.js';
import { openApi } from './openapi.js';
import { serveWebApp } from './pages/web-app.js';

const maxBodyBytes = 2_000_000;
/** Names of files in an address: 150 signs, each of which may be written as twelve. */
const longestParam = 2_000;
/** How long a request that is under way may take once the process stops. */
const closeAfterMs = 10_000;
const outsideApi = ['health/live', 'health/ready'].map((route) => ({ path: route, method: RequestMethod.ALL }));

/** The api, ready to listen or to be injected requests; `preview` builds no provider, for its documents. */
export async function createApi(config: Config, options: { preview?: boolean } = {}): Promise<NestFastifyApplication> {
  setLogLevel(config.logLevel);
  const adapter = new FastifyAdapter({ bodyLimit: maxBodyBytes, routerOptions: { maxParamLength: longestParam }, genReqId: () => randomUUID(), trustProxy: !config.demonstration });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(config), adapter, { logger: nestLog, abortOnError: false, preview: options.preview ?? false });
  app.setGlobalPrefix('api', { exclude: outsideApi });
  app.useGlobalPipes(validation);
  app.useGlobalFilters(new ProblemFilter());
  if (options.preview === true) return app;
  await borders(app, config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

async function borders(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(cookie);
  takePartsOfFiles(fastify);
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"], objectSrc: ["'none'"], imgSrc: ["'self'", 'data:'] },
    },
    // Not helmet's no-referrer: with it browsers send "Origin: null" from our own forms.
    referrerPolicy: { policy: 'same-origin' },
    hsts: config.publicUrl.startsWith('https://'),
  });
  const [metrics, health] = [app.get(Metrics), app.get(Health)];
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (health.leaving) void reply.header('connection', 'close');
    if (config.demonstration && !isLocal(request.headers.host)) return reply.status(421).type('application/problem+json').send(named(problem(421, 'http.foreign-host'), request.id));
    if (request.method !== 'GET' && request.method !== 'HEAD' && !comesFromHere(request.headers, config)) {
      return reply.status(403).type('application/problem+json').send(named(problem(403, 'http.foreign-origin'), request.id));
    }
  });
  // Not onRequest: a body's end comes from the parser, outside the context of what began before it.
  fastify.addHook('preHandler', (request, _reply, done) => withRequestId(request.id, done));
  fastify.addHook('onResponse', async (request, reply) => {
    metrics.observeRequest(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    log.info({ requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  if (!(await serveWebApp(fastify, config))) log.warn('the web app is not built: only the api answers');
  const documents = { '/api/openapi.json': 'api', ...(config.demonstration ? { '/api/demonstration/openapi.json': 'demonstration' as const } : {}) } as const;
  for (const [route, part] of Object.entries(documents)) {
    let text: string | undefined;
    fastify.get(route, (_request, reply) => reply.type('application/json').send((text ??= JSON.stringify(openApi(app, part)))));
  }
}

const localHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const isLocal = (host: string | undefined): boolean => host !== undefined && localHosts.test(host);

/** A browser says where a request comes from; what says nothing is no browser, and carries no cookie by accident. */
function comesFromHere(headers: Record<string, string | string[] | undefined>, config: Config): boolean {
  const { origin } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.origin === new URL(config.publicUrl).origin) return true;
  return config.demonstration && isLocal(from.host) && from.host === headers['host'];
}

/**
 * Starts the api. `close` makes it not ready first and goes on to answer for `leaveMs`, so that what sends it traffic sees it leave;
 * then it listens no more and ends what is under way.
 */
export async function startApi(config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const app = await createApi(config);
  const telemetry = config.metricsPort === undefined ? undefined : await openTelemetry(app, config.metricsPort, config.host);
  await app.listen(config.port, config.host);
  return {
    url: await app.getUrl(),
    close: async () => {
      app.get(Health).leave();
      await pause(config.leaveMs);
      telemetry?.close();
      await endConnections(app.getHttpServer() as Server, () => app.close());
    },
  };
}

/** A kept-alive connection that was busy when the close began would hold it for a minute; a request that never ends, for ever. */
async function endConnections(server: Server, close: () => Promise<void>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), closeAfterMs);
  try {
    await close();
  } finally {
    clearInterval(idle);
    clearTimeout(patience);
  }
}
