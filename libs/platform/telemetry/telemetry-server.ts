import { createServer, type Server, type ServerResponse } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { Health } from './health.js';
import { errorFields, log } from './log.js';
import { Metrics } from './metrics.js';

/**
 * What the machines around a process ask it, on a port that the public does not reach: `/metrics` for Prometheus, `/health/live`,
 * `/health/ready`. A worker has no other port.
 */
export async function openTelemetry(app: INestApplicationContext, port: number, host: string): Promise<Server> {
  const health = app.get(Health);
  const { registry } = app.get(Metrics);
  const json = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const routes: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    '/health/live': (response) => json(response, 200, { status: 'live' }),
    '/health/ready': async (response) => {
      const readiness = await health.readiness();
      json(response, readiness.ready ? 200 : 503, readiness);
    },
    '/metrics': async (response) => void response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics()),
  };
  const server = createServer((request, response) => {
    const route = routes[request.url?.split('?')[0] ?? ''];
    if (request.method !== 'GET' || route === undefined) return void response.writeHead(404).end();
    Promise.resolve(route(response)).catch((error: unknown) => {
      log.error(errorFields(error), 'telemetry failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
