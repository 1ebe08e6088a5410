import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `work` as part of a request (its id) or of a job (its outbox row's id): events that it appends bear the id. */
export const withRequestId = <T>(id: string, work: () => T): T => current.run(id, work);

export const requestId = (): string | null => current.getStore() ?? null;
