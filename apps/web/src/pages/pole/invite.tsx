import { useState, type ReactNode } from 'react';
import { isEmail } from '#domain/identity/email.js';
import { poleRoles, type PoleRole } from '#domain/identity/pole-people.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Choices, Field, Select } from '../../components/field.js';
import { sentenceOfCode } from '../../language/problems.js';

/** What each may do, as those who invite choose it. */
const words: Record<PoleRole, { label: string; hint: string }> = {
  applicant: { label: 'Rédacteur', hint: 'Remplit, dépose et suit les dossiers, écrit à l’administration, invite, donne l’IBAN : tout ce que vous faites.' },
  representative: { label: 'Représentant légal', hint: 'Lit tout, certifie les dossiers et signe la convention. Ne les remplit pas.' },
  'pole-reader': { label: 'Lecteur', hint: 'Lit les dossiers, les messages, les récépissés et les décisions. N’écrit rien.' },
  partner: { label: 'Partenaire', hint: 'Le contact d’une structure membre : lit et remplit un seul dossier avec vous. Ne le dépose pas, ne voit ni l’équipe ni l’argent.' },
};

/** Invites an address: as what, and for a partner to which dossier. */
export function Invite({ poleId, dossiers }: { poleId: string; dossiers: readonly Schemas['ApplicationSummaryDto'][] }): ReactNode {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<PoleRole>();
  const [dossier, setDossier] = useState('');
  const [tried, setTried] = useState(false);
  const faults = {
    email: isEmail(email.trim()) ? undefined : sentenceOfCode('email.malformed'),
    role: role === undefined ? 'Choisissez ce que cette personne pourra faire.' : undefined,
    dossier: role === 'partner' && dossier === '' ? sentenceOfCode('invitation.partner-needs-dossier') : undefined,
  };
  const invite = useCommand<Schemas['NewInvitationBody'], unknown>({
    act: (body) => ask(api.POST('/api/poles/{id}/invitations', { params: { path: { id: poleId } }, body })),
    done: (_, { email: to }) => `L’invitation part à ${to}. Son lien sert une fois, pendant 14 jours.`,
    refreshes: [['poles', poleId, 'team']],
    onDone: () => {
      setEmail('');
      setRole(undefined);
      setDossier('');
      setTried(false);
    },
  });
  return (
    <form
      className="es-panel es-stack"
      aria-labelledby="inviter"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (role !== undefined && faults.email === undefined && faults.dossier === undefined) return invite.run({ email: email.trim(), role, ...(role === 'partner' ? { applicationId: dossier } : {}) });
        event.currentTarget.querySelector<HTMLElement>(faults.email !== undefined ? '#invite-courriel' : role === undefined ? '#invite-role-applicant' : '#invite-dossier')?.focus();
      }}
    >
      <h2 id="inviter" className="es-panel__h es-m0">
        Inviter quelqu’un
      </h2>
      <Field id="invite-courriel" label="Adresse électronique" hint="La personne accepte avec cette adresse, et elle seule." type="email" autoComplete="off" value={email} error={tried ? faults.email : undefined} onChange={({ target }) => setEmail(target.value)} />
      <Choices legend="Ce que cette personne pourra faire" name="invite-role" options={poleRoles.map((value) => ({ value, ...words[value] }))} value={role} error={tried ? faults.role : undefined} onChoose={setRole} />
      {role !== 'partner' ? null : (
        <Select id="invite-dossier" label="Dossier" value={dossier} error={tried ? faults.dossier : undefined} hint={dossiers.length === 0 ? 'Votre pôle n’a pas encore de dossier.' : undefined} onChange={({ target }) => setDossier(target.value)}>
          <option value="">Choisir un dossier</option>
          {dossiers.map(({ id, projectTitle, callCode }) => (
            <option key={id} value={id}>
              {projectTitle}, {callCode}
            </option>
          ))}
        </Select>
      )}
      <div>
        <button type="submit" className="fr-btn" aria-disabled={invite.state === 'running'}>
          Envoyer l’invitation
        </button>
      </div>
      <CommandOutcome command={invite} />
    </form>
  );
}
