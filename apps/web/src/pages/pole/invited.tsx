import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { day } from '../../language/format.js';
import { roleNames } from '../../language/words.js';
import { siteQuery } from '../../session/site.js';
import { invitationsQuery } from './queries.js';

/** Invitations to one's own address, to be accepted here: the mail may be lost. */
export function Invited(): ReactNode {
  const invitations = useSuspenseQuery(invitationsQuery).data;
  const queryClient = useQueryClient();
  const accept = useCommand<Schemas['InvitationDto']>({
    act: ({ id }) => ask(api.POST('/api/invitations/{id}/accept', { params: { path: { id } } })),
    done: (_, { poleName }) => `Vous avez rejoint ${poleName}.`,
    refreshes: [['invitations'], ['applications'], ['poles']],
    onDone: async () => void (await queryClient.fetchQuery({ ...siteQuery, staleTime: 0 })),
  });
  if (invitations.length === 0 && accept.said === undefined) return null;
  return (
    <section className="es-panel" aria-labelledby="invite">
      <h2 id="invite" className="es-panel__h">
        Vous êtes invité
      </h2>
      <ul className="es-plain-list es-todo">
        {invitations.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.poleName}</b>
              <small>
                {one.invitedByName} vous invite comme {roleNames[one.role]}
                {one.projectTitle === null ? '' : ` du dossier « ${one.projectTitle} »`}, jusqu’au {day(one.expiresAt)}.
              </small>
            </div>
            <CommandButton command={accept} input={one} small>
              Accepter<span className="es-vh"> l’invitation de {one.poleName}</span>
            </CommandButton>
          </li>
        ))}
      </ul>
      <CommandOutcome command={accept} />
    </section>
  );
}
