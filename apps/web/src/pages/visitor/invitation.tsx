import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { day } from '../../language/format.js';
import { sentenceOf } from '../../language/problems.js';
import { roleNames } from '../../language/words.js';
import { rememberReturn } from '../../session/return.js';
import { siteQuery, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { invitationQuery } from './queries.js';

type Invitation = Schemas['InvitationDto'];

const leadOf = ({ invitedByName, poleName, role, projectTitle }: Invitation): string =>
  `${invitedByName} vous invite comme ${roleNames[role]}${projectTitle === null ? ` de ${poleName}` : ` du dossier « ${projectTitle} », de ${poleName}`}.`;

/** What a mailed invitation is, and the button that accepts it: reading the link must not use it up. */
export function InvitationPage(): ReactNode {
  const { jeton = '' } = useSearch({ from: '/invitation' });
  const invitation = useSuspenseQuery(invitationQuery(jeton)).data;
  const session = useSession();
  return (
    <>
      <PageHead title="Rejoindre un pôle" trail={[{ label: 'Accueil', to: '/' }]} lead={leadOf(invitation)} />
      <div className="es-page es-end es-stack">
        {invitation.state !== 'pending' ? (
          <Message tone="info" more={<Link to="/espace">Ouvrir mon espace</Link>}>
            {sentenceOf({ code: 'invitation.not-usable', params: { state: invitation.state } })}
          </Message>
        ) : session === null ? (
          invitation.hasAccount ? <SignIn invitation={invitation} token={jeton} /> : <Welcome invitation={invitation} token={jeton} />
        ) : session.email.toLowerCase() === invitation.email.toLowerCase() ? (
          <Accept invitation={invitation} />
        ) : (
          <Other invitation={invitation} email={session.email} token={jeton} />
        )}
      </div>
    </>
  );
}

/** Everything that was read before was read with fewer rights. */
function useEntry(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    queryClient.removeQueries({ type: 'inactive' });
    await queryClient.fetchQuery({ ...siteQuery, staleTime: 0 });
    await navigate({ to: '/pole', replace: true });
  };
}

const until = ({ email, expiresAt }: Invitation): string => `L’invitation est pour ${email}, jusqu’au ${day(expiresAt)}.`;

function Accept({ invitation }: { invitation: Invitation }): ReactNode {
  const enter = useEntry();
  const accept = useCommand({
    act: () => ask(api.POST('/api/invitations/{id}/accept', { params: { path: { id: invitation.id } } })),
    done: () => `Vous avez rejoint ${invitation.poleName}.`,
    onDone: enter,
  });
  return (
    <>
      <p className="es-m0">{until(invitation)}</p>
      <div>
        <CommandButton command={accept} input={undefined}>
          Accepter l’invitation
        </CommandButton>
      </div>
      <CommandOutcome command={accept} />
    </>
  );
}

/** Nobody has this address yet: the link that reached it proves whose it is. */
function Welcome({ invitation, token }: { invitation: Invitation; token: string }): ReactNode {
  const [fullName, setFullName] = useState('');
  const enter = useEntry();
  const welcome = useCommand<string>({
    act: (name) => ask(api.POST('/api/invitation-links/accounts', { body: { token, fullName: name } })),
    done: () => `Votre compte est ouvert. Vous avez rejoint ${invitation.poleName}.`,
    onDone: enter,
  });
  return (
    <form
      className="es-narrow es-stack"
      onSubmit={(event) => {
        event.preventDefault();
        welcome.run(fullName);
      }}
    >
      <p className="es-m0">{until(invitation)} Dites-nous qui vous êtes : votre compte s’ouvre en même temps, sans mot de passe.</p>
      <Field label="Prénom et nom" autoComplete="name" required minLength={2} maxLength={200} value={fullName} onChange={({ target }) => setFullName(target.value)} />
      <div>
        <button type="submit" className="fr-btn" aria-disabled={welcome.state === 'running'}>
          Accepter et ouvrir mon compte
        </button>
      </div>
      <CommandOutcome command={welcome} />
    </form>
  );
}

/** Somebody has this address: they sign in as always, since this link lives for days and their account may open more than a pole. */
function SignIn({ invitation, token }: { invitation: Invitation; token: string }): ReactNode {
  const link = useCommand<void>({
    act: () => {
      rememberReturn(`/invitation?jeton=${encodeURIComponent(token)}`);
      return ask(api.POST('/api/sign-in-links', { body: { email: invitation.email } }));
    },
    done: () => `Un lien de connexion part à ${invitation.email}. Ouvrez-le sur cet appareil : vous reviendrez ici pour accepter.`,
  });
  return (
    <>
      <p className="es-m0">{until(invitation)} Cette adresse a déjà un compte : connectez-vous, puis acceptez.</p>
      <div>
        <CommandButton command={link} input={undefined}>
          Recevoir un lien de connexion
        </CommandButton>
      </div>
      <CommandOutcome command={link} />
    </>
  );
}

function Other({ invitation, email, token }: { invitation: Invitation; email: string; token: string }): ReactNode {
  const queryClient = useQueryClient();
  const leave = useCommand({
    act: () => ask(api.DELETE('/api/session')),
    done: () => 'Votre session est fermée.',
    onDone: async () => {
      rememberReturn(`/invitation?jeton=${encodeURIComponent(token)}`);
      queryClient.removeQueries({ type: 'inactive' });
      await queryClient.fetchQuery({ ...siteQuery, staleTime: 0 });
    },
  });
  return (
    <>
      <Message tone="warn" more={`Vous êtes connecté comme ${email}.`}>
        {until(invitation)} Elle ne peut être acceptée qu’avec cette adresse.
      </Message>
      <div>
        <CommandButton command={leave} input={undefined} kind="secondary">
          Me déconnecter
        </CommandButton>
      </div>
      <CommandOutcome command={leave} />
    </>
  );
}
