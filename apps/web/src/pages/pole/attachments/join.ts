import type { QueryClient } from '@tanstack/react-query';
import { api, ask } from '../../../client/client.js';
import { problemOf } from '../../../client/refusal.js';
import { readKept } from '../../../drafts/storage.js';
import { subjects } from '../content.js';
import { tellSection } from '../section-cache.js';
import { sectionQuery } from '../queries.js';

/** How often a save starts again because the section was saved meanwhile. */
const tries = 5;
/** How long a text of the same section that is on its way is waited for, ms, and how often it is looked at. */
const patience = 3_000;
const look = 100;

/** The files of an answer with one more, in the place of the one that it replaces. */
export function withFile(ids: readonly string[], arrived: string, replaces: string | undefined): string[] {
  const others = ids.filter((one) => one !== arrived);
  return replaces !== undefined && others.includes(replaces) ? others.map((one) => (one === replaces ? arrived : one)) : [...others, arrived];
}

const filesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/**
 * Puts a file that has come into the answer that it is for, while no page types in that section: over what the server has at that moment, again when
 * somebody saved meanwhile, so nothing of theirs is written over. A text of the section that this device keeps is merged when its page is opened.
 */
export async function joinFile({ queryClient, userId, applicationId, section, field, id, replaces }: { queryClient: QueryClient; userId: string; applicationId: string; section: string; field: string; id: string; replaces: string | undefined }): Promise<void> {
  for (let waited = 0; waited < patience && readKept(userId, subjects.section(applicationId, section)) !== undefined; waited += look) await new Promise((resolve) => setTimeout(resolve, look));
  for (let turn = 1; ; turn++) {
    const now = await queryClient.fetchQuery({ ...sectionQuery(applicationId, section), staleTime: 0, retry: false });
    const answers = { ...now.answers, [field]: withFile(filesIn(now.answers[field]), id, replaces) };
    try {
      const after = await ask(api.PUT('/api/applications/{id}/sections/{key}', { params: { path: { id: applicationId, key: section } }, body: { version: now.version, answers } }));
      tellSection(queryClient, applicationId, { key: section, version: after.sectionVersion, answers }, after.applicationVersion);
      void queryClient.invalidateQueries({ queryKey: sectionQuery(applicationId, section).queryKey });
      return;
    } catch (error) {
      if (!problemOf(error).code.endsWith('stale') || turn === tries) throw error;
    }
  }
}
