import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { fingerprint, savePart } from '../../drafts/save-part.js';
import { useDraft } from '../../drafts/use-draft.js';
import { useUndo, type UndoDesk } from '../../drafts/use-undo.js';

type Call = Schemas['CallDto'];

/** The draft of a call's form or rubric: saved explicitly, stale only when this very definition was changed by somebody else; its changes can be undone. */
export function useDefinitionDesk<Definition extends object>(call: Call, part: 'form' | 'rubric', parse: (json: unknown) => Definition, empty: Definition): UndoDesk<Definition> {
  const queryClient = useQueryClient();
  const path = { params: { path: { id: call.id } } };
  const read = (): Promise<Call> => ask(api.GET('/api/calls/{id}', path));
  const savedOf = (from: Call): { value: Definition; version: number } => {
    const value = from[part] === null ? empty : parse(from[part]);
    return { value, version: fingerprint(value) };
  };
  const desk = useDraft<Definition>({
    subject: `call.${call.id}.${part}`,
    saved: savedOf(call),
    save: async (definition, version) => {
      const put = (whole: number): Promise<Call> => {
        const body = { version: whole, definition: { ...definition } as Record<string, unknown> };
        return ask(part === 'form' ? api.PUT('/api/calls/{id}/form', { ...path, body }) : api.PUT('/api/calls/{id}/rubric', { ...path, body }));
      };
      const after = await savePart({ read, versionOf: (now) => savedOf(now).version, put, version, staleCode: 'call.stale' });
      await queryClient.invalidateQueries({ queryKey: ['calls'] });
      return savedOf(after).version;
    },
    reload: async () => savedOf(await read()),
  });
  return useUndo(desk);
}
