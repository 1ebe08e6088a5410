import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { problemOf, Refusal } from '../../client/refusal.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { fingerprint } from '../pole/content.js';

type Call = Schemas['CallDto'];

/** How often a save starts again because another part of the call was saved meanwhile. */
const tries = 5;

/** The draft of a call's form or rubric: saved explicitly, stale only when this very definition was changed by somebody else. */
export function useDefinitionDesk<Definition extends object>(call: Call, part: 'form' | 'rubric', read: (json: unknown) => Definition, empty: Definition): DraftDesk<Definition> {
  const queryClient = useQueryClient();
  const path = { params: { path: { id: call.id } } };
  const savedOf = (from: Call): { value: Definition; version: number } => {
    const value = from[part] === null ? empty : read(from[part]);
    return { value, version: fingerprint(value) };
  };
  return useDraft<Definition>({
    subject: `call.${call.id}.${part}`,
    saved: savedOf(call),
    save: async (definition, version) => {
      for (let turn = 1; ; turn++) {
        const now = await ask(api.GET('/api/calls/{id}', path));
        if (savedOf(now).version !== version) throw new Refusal({ status: 409, code: 'call.stale', params: {} });
        try {
          const body = { version: now.version, definition: { ...definition } as Record<string, unknown> };
          const after = await ask(part === 'form' ? api.PUT('/api/calls/{id}/form', { ...path, body }) : api.PUT('/api/calls/{id}/rubric', { ...path, body }));
          await queryClient.invalidateQueries({ queryKey: ['calls'] });
          return savedOf(after).version;
        } catch (error) {
          if (problemOf(error).code !== 'call.stale' || turn === tries) throw error;
        }
      }
    },
    reload: async () => savedOf(await ask(api.GET('/api/calls/{id}', path))),
  });
}
