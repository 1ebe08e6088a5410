import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { AskedTwice } from '../../commands/asked-twice.js';
import { useCommand } from '../../commands/use-command.js';

/** Giving a call in preparation up, with a second question before. */
export function DiscardCall({ call }: { call: Schemas['CallDto'] }): ReactNode {
  const navigate = useNavigate();
  const discard = useCommand<void>({
    act: () => ask(api.POST('/api/calls/{id}/discard', { params: { path: { id: call.id } } })),
    done: () => 'Cet appel est abandonné.',
    refreshes: [['calls']],
    onDone: () => navigate({ to: '/instruction/appels' }),
  });
  return (
    <AskedTwice
      id="abandonner"
      title="Abandonner cet appel"
      first="Abandonner cet appel"
      warning={
        <>
          <b>L’abandon est définitif.</b> « {call.title} » ne pourra plus être complété ni publié, et quitte la liste des appels.
        </>
      }
      more={`Ce qui est écrit est gardé, et le journal dit qui a abandonné l’appel. La référence ${call.code} redevient libre.`}
      keep="Garder ce brouillon"
      second="Abandonner définitivement"
      command={discard}
    />
  );
}
