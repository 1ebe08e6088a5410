import createClient from 'openapi-fetch';
import type { components, paths } from '../../../api/client/openapi.js';
import type { components as demonstrationComponents, paths as demonstrationPaths } from '../../../api/client/openapi.demonstration.js';
import { sessionEnded } from '../session/ended.js';
import { cut, Refusal, toProblem } from './refusal.js';

/** Bodies and answers, as the OpenAPI document names them. */
export type Schemas = components['schemas'];
export type DemonstrationSchemas = demonstrationComponents['schemas'];

/** The generated client. Queries and commands go through `ask`. */
export const api = createClient<paths>();

/** The doors that only a demonstration has. */
export const doors = createClient<demonstrationPaths>();

/** The data of an answer; throws `Refusal` for a refusal, and for a request that did not arrive. */
export async function ask<T>(pending: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await pending.catch(() => {
    throw cut();
  });
  if (!response.ok) {
    const problem = toProblem(error, response.status);
    if (response.status === 401 && problem.code.startsWith('session.')) sessionEnded();
    throw new Refusal(problem);
  }
  return data as T;
}
