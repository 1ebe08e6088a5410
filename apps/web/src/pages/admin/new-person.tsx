import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { PageHead } from '../../shell/page.js';

/** Registers a person: they sign in by a mailed link, without a password. */
export function NewPersonPage(): ReactNode {
  const navigate = useNavigate();
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const [quality, setQuality] = useState('');
  const [tried, setTried] = useState(false);
  const noName = fullName.trim().length < 2 ? 'Indiquez le prénom et le nom.' : undefined;
  const noEmail = /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : 'Une adresse s’écrit nom@domaine.fr.';
  const register = useCommand({
    act: () => ask(api.POST('/api/users', { body: { fullName: fullName.trim(), email: email.trim(), ...(quality.trim() === '' ? {} : { quality: quality.trim() }) } })),
    done: () => `${fullName.trim()} est inscrit. Donnez-lui ses rôles.`,
    refreshes: [['users']],
    onDone: ({ id }) => navigate({ to: '/administration/personnes/$id', params: { id } }),
  });
  return (
    <>
      <PageHead
        title="Inscrire une personne"
        trail={[
          { label: 'À faire', to: '/administration' },
          { label: 'Personnes et rôles', to: '/administration/personnes' },
        ]}
        lead="Elle se connecte par un lien reçu à son adresse, sans mot de passe. Ses rôles se donnent ensuite."
      />
      <div className="es-page es-end">
        <section className="es-panel es-stack es-narrow" aria-label="Personne">
          <Field label="Prénom et nom" autoComplete="off" value={fullName} maxLength={200} onChange={({ target }) => setFullName(target.value)} error={tried ? noName : undefined} />
          <Field label="Adresse électronique" type="email" autoComplete="off" value={email} maxLength={254} onChange={({ target }) => setEmail(target.value)} error={tried ? noEmail : undefined} />
          <Field label="Qualité (facultatif)" hint="Imprimée sous le nom d’un signataire, par exemple « Sous-directrice, par délégation »." value={quality} maxLength={300} onChange={({ target }) => setQuality(target.value)} />
          <CommandOutcome command={register} />
          <div className="es-row">
            <Link className="fr-btn fr-btn--secondary" to="/administration/personnes">
              Renoncer
            </Link>
            {noName === undefined && noEmail === undefined ? (
              <CommandButton command={register} input={undefined}>
                Inscrire la personne
              </CommandButton>
            ) : (
              <button type="button" className="fr-btn" onClick={() => setTried(true)}>
                Inscrire la personne
              </button>
            )}
          </div>
        </section>
      </div>
    </>
  );
}
