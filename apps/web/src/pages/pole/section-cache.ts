import type { QueryClient } from '@tanstack/react-query';
import type { Answers } from '#domain/calls/form.js';
import { applicationQuery } from './queries.js';

/** What the pages of the dossier show of a section, once it was saved or read. */
export const tellSection = (queryClient: QueryClient, id: string, { key, version, answers }: { key: string; version: number; answers: Answers }, applicationVersion?: number): void =>
  void queryClient.setQueryData(applicationQuery(id).queryKey, (before) =>
    before === undefined ? before : { ...before, version: applicationVersion ?? before.version, sections: [...before.sections.filter((one) => one.key !== key), { key, version, answers: { ...answers } }] },
  );
