import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../client/client.js';
import { SubmissionDiff } from './submission-diff.js';

const submissionQuery = (id: string, ordinal: number) =>
  queryOptions({ queryKey: ['applications', id, 'submissions', ordinal], queryFn: () => ask(api.GET('/api/applications/{id}/submissions/{ordinal}', { params: { path: { id, ordinal: String(ordinal) } } })) });

/** What the last submission of a dossier changed; nothing of one that was submitted once. */
export function LastChange({ dossier: { id, form, submissions }, prerequisite }: { dossier: Schemas['ApplicationDto']; prerequisite: string | null }): ReactNode {
  const last = submissions.at(-1)?.ordinal ?? 0;
  const to = useQuery({ ...submissionQuery(id, last), enabled: last > 1 }).data;
  const from = useQuery({ ...submissionQuery(id, last - 1), enabled: last > 1 }).data;
  if (from === undefined || to === undefined) return null;
  return (
    <section aria-labelledby="changements">
      <h2 id="changements">Ce qui a changé</h2>
      <SubmissionDiff from={from} to={to} form={form} prerequisite={prerequisite} />
    </section>
  );
}
