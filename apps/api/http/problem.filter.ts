import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, type ErrorParams } from '#domain/shared/error.js';
import { errorFields, log } from '#platform/telemetry/log.js';

const statusOf: Record<ErrorKind, number> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'rule-violated': 422,
  unavailable: 503,
};

const httpCodes: Record<number, string> = {
  400: 'http.malformed',
  403: 'http.forbidden',
  404: 'http.unknown-route',
  405: 'http.method-not-allowed',
  413: 'http.too-large',
  415: 'http.unsupported-media-type',
  421: 'http.foreign-host',
  429: 'http.too-many-requests',
  503: 'http.unavailable',
};

/** RFC 9457. `code` is what screens key their sentences by; `params` fill them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  params: ErrorParams;
  /** The request, as the logs name it: what a person can quote. */
  instance?: string;
}

export const problem = (status: number, code: string, params: ErrorParams = {}): Problem => ({
  type: `urn:essaim:problem:${code}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  code,
  params,
});

/** A problem with the name of the request that met it. */
export const named = (body: Problem, requestId: string): Problem => ({ ...body, instance: `urn:uuid:${requestId}` });

/** The problem of any error; what is nobody's refusal is a defect, 500, of which nothing is told. */
export function toProblem(error: unknown): Problem {
  if (error instanceof DomainError) return problem(statusOf[error.kind], error.code, error.params);
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return problem(status, httpCodes[status] ?? 'http.refused');
  return problem(500, 'http.defect');
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const body = named(toProblem(error), request.id);
    if (body.status >= 500) log.error({ requestId: request.id, ...errorFields(error) }, 'request failed');
    if (body.status === 503) void reply.header('retry-after', String(body.params['retryAfterSeconds'] ?? 2));
    void reply.status(body.status).type('application/problem+json').send(body);
  }
}
