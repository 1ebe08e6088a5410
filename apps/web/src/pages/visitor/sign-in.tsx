import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { rememberReturn } from '../../session/return.js';
import { useSite, siteQuery } from '../../session/site.js';
import { homeOf } from '../../session/spaces.js';
import { PageHead } from '../../shell/page.js';

const trail = [{ label: 'Accueil', to: '/' }] as const;

/** Sign-in by a mailed link. With the link's token, one button uses it: reading the link must not use it up. */
export function SignInPage(): ReactNode {
  const { jeton } = useSearch({ from: '/connexion' });
  const { session } = useSite();
  if (jeton !== undefined) return <UseLink token={jeton} />;
  return session === null ? <AskForLink /> : <AlreadyIn name={session.fullName} home={homeOf(session).path} />;
}

function UseLink({ token }: { token: string }): ReactNode {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = useCommand<void, unknown>({
    act: () => ask(api.POST('/api/sessions', { body: { token } })),
    done: () => 'Votre session est ouverte.',
    onDone: async () => {
      await queryClient.invalidateQueries();
      await queryClient.fetchQuery({ ...siteQuery, staleTime: 0 });
      await navigate({ to: '/espace', replace: true });
    },
  });
  return (
    <>
      <PageHead title="Connexion" trail={trail} lead="Ce lien sert une seule fois. Appuyez sur le bouton pour ouvrir votre session sur cet appareil." />
      <div className="es-page es-end es-stack">
        <CommandButton command={enter} input={undefined}>
          Me connecter
        </CommandButton>
        <CommandOutcome command={enter}>
          <Link to="/connexion">Demander un autre lien</Link>
        </CommandOutcome>
      </div>
    </>
  );
}

function AskForLink(): ReactNode {
  const [email, setEmail] = useState('');
  const { retour } = useSearch({ from: '/connexion' });
  const { demonstration } = useSite();
  const link = useCommand<string, unknown>({
    act: (to) => {
      rememberReturn(retour);
      return ask(api.POST('/api/sign-in-links', { body: { email: to } }));
    },
    done: (_, to) => `Si un compte existe à l’adresse ${to}, un lien de connexion y arrive dans la minute. Il sert une fois, pendant un quart d’heure.`,
  });
  return (
    <>
      <PageHead title="Connexion" trail={trail} lead={retour === undefined ? 'Pas de mot de passe : nous vous envoyons un lien par courriel.' : 'Cette page demande une connexion. Pas de mot de passe : nous vous envoyons un lien par courriel.'} />
      <div className="es-page es-end es-two">
        <form
          className="es-narrow es-stack"
          onSubmit={(event) => {
            event.preventDefault();
            link.run(email);
          }}
        >
          <Field label="Adresse électronique" hint="Par exemple prenom.nom@association.fr" type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
          <button type="submit" className="fr-btn" aria-disabled={link.state === 'running'}>
            Recevoir un lien
          </button>
          <CommandOutcome command={link} />
        </form>
        <div className="es-stack">
          <Message tone="info" more={<Link to="/compte">Créer un compte</Link>}>
            Vous n’avez pas encore de compte ?
          </Message>
          {demonstration ? (
            <Message
              tone="info"
              more={
                <>
                  <Link to="/comptes" onClick={() => rememberReturn(retour)}>Choisir un compte en un clic</Link>, ou <Link to="/mailbox">lire les courriels</Link> pour y trouver votre lien.
                </>
              }
            >
              Ceci est une démonstration : un compte par rôle est prêt.
            </Message>
          ) : null}
        </div>
      </div>
    </>
  );
}

const AlreadyIn = ({ name, home }: { name: string; home: string }): ReactNode => (
  <>
    <PageHead
      title="Session ouverte"
      trail={trail}
      lead={`Vous êtes ${name}. La session dure douze heures sur cet appareil.`}
      actions={
        <Link className="fr-btn" to={home}>
          Ouvrir mon espace
        </Link>
      }
    />
  </>
);
