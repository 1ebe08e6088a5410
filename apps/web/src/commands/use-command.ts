import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
import { problemOf, type Problem } from '../client/refusal.js';

export interface Command<Input> {
  /** Starts the action; nothing while it runs. */
  run: (input: Input) => void;
  state: 'idle' | 'running' | 'done' | 'refused';
  /** What happened, in one sentence, once it is done. */
  said: string | undefined;
  /** Why it was refused, or that the network is cut. What was typed is untouched. */
  problem: Problem | undefined;
  /** Forgets the last outcome. */
  reset: () => void;
}

/**
 * An action of a page: `act` calls the api through `ask`; `done` says in French what happened; the queries whose key begins with one of `refreshes`
 * are read again: those on the page at once, also after a conflict, the others by the page that wants them, which never shows them as they were. Show it with
 * `CommandButton` and `CommandOutcome`. An action never runs twice at once.
 */
export function useCommand<Input = void, Result = unknown>(options: {
  act: (input: Input) => Promise<Result>;
  done: (result: Result, input: Input) => string;
  refreshes?: readonly QueryKey[];
  onDone?: (result: Result, input: Input) => void | Promise<void>;
}): Command<Input> {
  const queryClient = useQueryClient();
  const busy = useRef(false);
  const refreshes = options.refreshes ?? [];
  const mutation = useMutation({
    mutationFn: options.act,
    // Somebody was faster: the page shows what they made of it.
    onError: (error) => {
      if (problemOf(error).status === 409) for (const queryKey of refreshes) void queryClient.invalidateQueries({ queryKey });
    },
    onSuccess: async (result, input) => {
      for (const queryKey of refreshes) queryClient.removeQueries({ queryKey, type: 'inactive' });
      await Promise.all(refreshes.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await options.onDone?.(result, input);
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  return {
    run: (input) => {
      if (busy.current) return;
      busy.current = true;
      mutation.mutate(input);
    },
    state: mutation.isPending ? 'running' : mutation.isSuccess ? 'done' : mutation.isError ? 'refused' : 'idle',
    said: mutation.isSuccess ? options.done(mutation.data, mutation.variables) : undefined,
    problem: mutation.isError ? problemOf(mutation.error) : undefined,
    reset: () => mutation.reset(),
  };
}
