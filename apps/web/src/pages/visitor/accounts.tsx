import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { ask, doors, type DemonstrationSchemas } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { dayAndTime, list } from '../../language/format.js';
import { roleNames, type Role } from '../../language/words.js';
import { siteQuery, useNow, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { accountsQuery } from './queries.js';

const rolesOf = ({ roles }: DemonstrationSchemas['AccountDto']): string => list([...new Set(roles)].map((role) => roleNames[role as Role] ?? role));

/** One-click sign-in of a demonstration, and its clock. */
export function AccountsPage(): ReactNode {
  const accounts = useSuspenseQuery(accountsQuery).data;
  const session = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = useCommand<DemonstrationSchemas['AccountDto'], unknown>({
    act: ({ id }) => ask(doors.POST('/api/demonstration/sign-in', { body: { userId: id } })),
    done: (_, { fullName }) => `Vous êtes ${fullName}.`,
    onDone: async () => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== siteQuery.queryKey[0] && queryKey[0] !== 'demonstration' });
      await queryClient.fetchQuery({ ...siteQuery, staleTime: 0 });
      await navigate({ to: '/espace' });
    },
  });
  return (
    <>
      <PageHead
        title="Comptes de démonstration"
        trail={[{ label: 'Accueil', to: '/' }]}
        lead={session === null ? 'Un compte par rôle. Aucun mot de passe : un bouton ouvre la session.' : `Session ouverte : vous êtes ${session.fullName}. Un bouton change de compte.`}
      />
      <div className="es-page es-end es-two">
        <div>
          <CommandOutcome command={enter} />
          <ul className="es-plain-list es-doors">
            {accounts.map((account) => (
              <li key={account.id}>
                <div>
                  <h2 className="fr-h4">{account.fullName}</h2>
                  <p className="es-sm es-muted">{rolesOf(account) || 'aucun rôle'}</p>
                </div>
                <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" aria-label={`Entrer avec le compte de ${account.fullName}`} aria-disabled={enter.state === 'running'} onClick={() => enter.run(account)}>
                  Entrer
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div className="es-stack es-stack--lg">
          <Clock />
          <p className="es-sm es-muted">
            Les courriels que la démonstration envoie restent sur cette machine. <Link to="/mailbox">Lire les courriels</Link>
          </p>
        </div>
      </div>
    </>
  );
}

/** The clock of the demonstration: calls open and close by it. It only goes forward. */
function Clock(): ReactNode {
  const now = useNow(1_000);
  const [wanted, setWanted] = useState('');
  const set = useCommand<string, { now: string }>({
    act: (local) => ask(doors.PUT('/api/demonstration/clock', { body: { now: new Date(local).toISOString() } })),
    done: ({ now: reached }) => `Nous sommes le ${dayAndTime(reached)}.`,
    refreshes: [[]],
  });
  return (
    <section className="es-panel es-stack" aria-labelledby="horloge">
      <h2 id="horloge">Horloge</h2>
      <p>
        Nous sommes le <b className="es-num">{dayAndTime(now)}</b>.
      </p>
      <form
        className="es-stack"
        onSubmit={(event) => {
          event.preventDefault();
          set.run(wanted);
        }}
      >
        <Field label="Avancer jusqu’au" hint="Elle ne recule pas." type="datetime-local" required value={wanted} onChange={(event) => setWanted(event.target.value)} />
        <button type="submit" className="fr-btn fr-btn--secondary" aria-disabled={set.state === 'running'}>
          Avancer l’horloge
        </button>
        <CommandOutcome command={set} />
      </form>
    </section>
  );
}
