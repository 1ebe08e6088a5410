import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Message } from '../../components/message.js';
import type { Dossier } from './content.js';

/** Giving a draft up, with a second question before. */
export function Discard({ dossier }: { dossier: Dossier }): ReactNode {
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const discard = useCommand({
    act: () => ask(api.POST('/api/applications/{id}/discard', { params: { path: { id: dossier.id } } })),
    done: () => 'Ce brouillon est abandonné.',
    refreshes: [['applications']],
    onDone: () => navigate({ to: '/pole' }),
  });
  return (
    <section aria-labelledby="abandonner" className="es-sec es-stack">
      <h2 id="abandonner" className="fr-h4 es-m0">
        Abandonner ce brouillon
      </h2>
      {asked ? (
        <>
          <Message tone="warn" more="Ce qui est écrit reste lisible ici. Votre pôle pourra commencer un autre dossier pour cet appel.">
            <b>L’abandon est définitif.</b> « {dossier.projectTitle} » ne pourra plus être complété ni déposé.
          </Message>
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              Garder mon brouillon
            </button>
            <CommandButton command={discard} input={undefined} kind="secondary">
              Abandonner définitivement
            </CommandButton>
          </div>
        </>
      ) : (
        <div>
          <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setAsked(true)}>
            Abandonner ce brouillon
          </button>
        </div>
      )}
      <CommandOutcome command={discard} />
    </section>
  );
}
