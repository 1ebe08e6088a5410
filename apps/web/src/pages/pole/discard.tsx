import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { AskedTwice } from '../../commands/asked-twice.js';
import { useCommand } from '../../commands/use-command.js';
import type { Dossier } from './content.js';

/** Giving a draft up, with a second question before. */
export function Discard({ dossier }: { dossier: Dossier }): ReactNode {
  const navigate = useNavigate();
  const discard = useCommand<void>({
    act: () => ask(api.POST('/api/applications/{id}/discard', { params: { path: { id: dossier.id } } })),
    done: () => 'Ce brouillon est abandonné.',
    refreshes: [['applications']],
    onDone: () => navigate({ to: '/pole' }),
  });
  return (
    <AskedTwice
      id="abandonner"
      title="Abandonner ce brouillon"
      first="Abandonner ce brouillon"
      warning={
        <>
          <b>L’abandon est définitif.</b> « {dossier.projectTitle} » ne pourra plus être complété ni déposé.
        </>
      }
      more="Ce qui est écrit reste lisible ici. Votre pôle pourra commencer un autre dossier pour cet appel."
      keep="Garder mon brouillon"
      second="Abandonner définitivement"
      command={discard}
    />
  );
}
