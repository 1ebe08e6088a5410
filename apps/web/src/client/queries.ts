import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './refusal.js';

/** Another try may help when the network is cut or the server is busy; a refusal stays one. */
const isPassing = (error: unknown): boolean => [0, 502, 503, 504].includes(problemOf(error).status);

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && isPassing(error), networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
