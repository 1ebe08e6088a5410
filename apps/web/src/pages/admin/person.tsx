import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand, type Command } from '../../commands/use-command.js';
import { EmptyState } from '../../components/empty-state.js';
import { day } from '../../language/format.js';
import { roleNames } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { GrantForm } from './grant-form.js';
import { isHeld, scopeOf, type Grant } from './grant.js';
import { callsQuery, personQuery, type Person } from './queries.js';

const trail = [
  { label: 'À faire', to: '/administration' },
  { label: 'Personnes et rôles', to: '/administration/personnes' },
] as const;

export function PersonPage(): ReactNode {
  const { id } = useParams({ from: '/administration/personnes/$id' });
  const person = useSuspenseQuery(personQuery(id)).data;
  if (person !== null) return <Sheet person={person} />;
  return (
    <>
      <PageHead title="Personne inconnue" trail={trail} lead="Aucun compte ne porte ce numéro." />
      <div className="es-page es-end">
        <EmptyState dots="broken" level={2} title="Personne ici" text="Cherchez par nom ou par adresse." />
      </div>
    </>
  );
}

/** The roles of one person: those held, those that ended, and one more to give. */
function Sheet({ person }: { person: Person }): ReactNode {
  const calls = useSuspenseQuery(callsQuery).data;
  const administers = useSession()?.grants.some(({ role }) => role === 'administrator') ?? false;
  const titleOf = (id: string): string | undefined => calls.find((call) => call.id === id)?.title;
  const held = person.grants.filter((grant) => isHeld(grant));
  const ended = person.grants.filter((grant) => !isHeld(grant));
  const end = useCommand<Grant>({
    act: ({ id }) => ask(api.POST('/api/role-grants/{id}/end', { params: { path: { id } } })),
    done: (_, grant) => `Le rôle « ${roleNames[grant.role]} » ${scopeOf(grant, titleOf)} est retiré. Ce qui a été fait avec reste au journal.`,
    refreshes: [['users']],
  });
  return (
    <>
      <PageHead
        title={person.fullName}
        trail={trail}
        lead={`${person.email}${person.quality === null ? '' : `. ${person.quality}`}.`}
        actions={
          <Link className="fr-btn fr-btn--secondary" to="/administration/journal" search={{ sujet: 'user', numero: person.id }}>
            Voir au journal
          </Link>
        }
      />
      <div className="es-page es-end es-two">
        <section className="es-panel" aria-labelledby="roles">
          <h2 id="roles">Rôles</h2>
          <CommandOutcome command={end} />
          {held.length === 0 ? (
            <p className="es-muted">Aucun rôle. La personne ne voit que son espace de pôle.</p>
          ) : (
            <ul className="es-plain-list es-todo">
              {held.map((grant) => (
                <li key={grant.id}>
                  <div>
                    <b>{roleNames[grant.role]}</b>
                    <small>
                      {scopeOf(grant, titleOf)}, depuis le {day(grant.startsAt)}
                      {grant.endsAt === null ? '' : `, jusqu’au ${day(new Date(Date.parse(grant.endsAt) - 1))} inclus`}
                    </small>
                  </div>
                  {administers ? <End grant={grant} command={end} where={scopeOf(grant, titleOf)} /> : null}
                </li>
              ))}
            </ul>
          )}
          {ended.length === 0 ? null : (
            <details className="es-data">
              <summary>Rôles terminés, {ended.length}</summary>
              <ul className="es-plain-list">
                {ended.map((grant) => (
                  <li key={grant.id}>
                    {roleNames[grant.role]}, {scopeOf(grant, titleOf)}, du {day(grant.startsAt)} au {day(grant.endsAt!)}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
        {administers ? <GrantForm person={person} calls={calls} /> : null}
      </div>
    </>
  );
}

/** Asked twice: ending a role takes effect at once. */
function End({ grant, command, where }: { grant: Grant; command: Command<Grant>; where: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const name = `${roleNames[grant.role]}, ${where}`;
  if (!asked) {
    return (
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setAsked(true)}>
        Retirer<span className="es-vh"> {name}</span>
      </button>
    );
  }
  return (
    <span className="es-row">
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setAsked(false)}>
        Garder
      </button>
      <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm es-danger" aria-disabled={command.state === 'running'} onClick={() => command.run(grant)}>
        Retirer ce rôle dès maintenant<span className="es-vh"> : {name}</span>
      </button>
    </span>
  );
}
