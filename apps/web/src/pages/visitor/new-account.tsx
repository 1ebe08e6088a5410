import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { PageHead } from '../../shell/page.js';

export function NewAccountPage(): ReactNode {
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const open = useCommand<{ email: string; fullName: string }, unknown>({
    act: (body) => ask(api.POST('/api/accounts', { body })),
    done: (_, body) => `Un lien de connexion part à l’adresse ${body.email}. Ouvrez-le dans le quart d’heure : votre compte s’ouvre avec lui.`,
  });
  return (
    <>
      <PageHead title="Créer un compte" trail={[{ label: 'Accueil', to: '/' }, { label: 'Connexion', to: '/connexion' }]} lead="Deux réponses suffisent. Votre pôle et son dossier viennent ensuite." />
      <div className="es-page es-end">
        <form
          className="es-narrow es-stack"
          onSubmit={(event) => {
            event.preventDefault();
            open.run({ email, fullName });
          }}
        >
          <Field label="Prénom et nom" autoComplete="name" required minLength={2} maxLength={200} value={fullName} onChange={(event) => setFullName(event.target.value)} />
          <Field label="Adresse électronique" hint="Les courriels de votre dossier y arriveront." type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
          <div className="es-row">
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/connexion">
              J’ai déjà un compte
            </Link>
            <button type="submit" className="fr-btn" aria-disabled={open.state === 'running'}>
              Créer mon compte
            </button>
          </div>
          <CommandOutcome command={open} />
        </form>
      </div>
    </>
  );
}
