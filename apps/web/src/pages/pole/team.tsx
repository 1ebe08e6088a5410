import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { canManageTeam } from '#domain/identity/pole-people.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand, type Command } from '../../commands/use-command.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, day, plural } from '../../language/format.js';
import { roleNames, type StateWord } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { Invite } from './invite.js';
import { applicationsQuery, polesQuery, teamQuery } from './queries.js';

type Person = Schemas['TeamMemberDto'];
type Invitation = Schemas['PendingInvitationDto'];

const waiting: StateWord = { word: 'En attente', shape: 'clock', tint: 'info' };
const over: StateWord = { word: 'Délai passé', shape: 'triangle', tint: 'warn' };

const roleOf = ({ role, projectTitle }: Pick<Person, 'role' | 'projectTitle'>): string => `${roleNames[role].replace(/^./, (first) => first.toUpperCase())}${projectTitle === null ? '' : ` sur « ${projectTitle} »`}`;

/** Who is of a pole and as what, who is invited, and who else to invite. */
export function TeamPage(): ReactNode {
  const { poleId } = useParams({ from: '/pole/equipe/$poleId' });
  const { people, invitations } = useSuspenseQuery(teamQuery(poleId)).data;
  const pole = useSuspenseQuery(polesQuery).data.items.find(({ id }) => id === poleId);
  const dossiers = itemsOf(useSuspenseInfiniteQuery(applicationsQuery).data).filter((one) => one.poleId === poleId && one.state !== 'discarded' && one.state !== 'withdrawn');
  const session = useSession()!;
  const navigate = useNavigate();
  const manages = canManageTeam(session, poleId);
  const refreshes = [['poles', poleId, 'team']];
  const end = useCommand<Person>({
    act: ({ grantId }) => ask(api.POST('/api/role-grants/{id}/end', { params: { path: { id: grantId } } })),
    done: (_, person) => `${person.fullName} n’a plus le rôle « ${roleNames[person.role]} ». Ce qui a été écrit reste.`,
    refreshes: [...refreshes, ['site']],
    onDone: (_, { userId }) => (userId === session.userId ? navigate({ to: '/pole' }) : undefined),
  });
  const again = useCommand<Invitation>({
    act: ({ id }) => ask(api.POST('/api/invitations/{id}/send-again', { params: { path: { id } } })),
    done: (_, { email }) => `L’invitation repart à ${email}.`,
    refreshes,
  });
  const revoke = useCommand<Invitation>({
    act: ({ id }) => ask(api.POST('/api/invitations/{id}/revoke', { params: { path: { id } } })),
    done: (_, { email }) => `L’invitation de ${email} est annulée : son lien ne sert plus.`,
    refreshes,
  });
  const writers = people.filter(({ role }) => role === 'applicant').length;
  return (
    <>
      <PageHead
        title="Équipe du pôle"
        trail={[{ label: 'À faire', to: '/pole' }]}
        lead={`${pole?.name ?? 'Votre pôle'} : ${counted(new Set(people.map(({ userId }) => userId)).size, 'personne')}, ${counted(invitations.length, 'invitation')} en attente.${writers === 1 ? ' Une seule peut écrire et déposer : invitez-en une deuxième avant la clôture.' : ''}`}
      />
      <div className="es-page es-end es-two">
        <div className="es-stack es-stack--lg">
          <section className="es-panel" aria-labelledby="personnes">
            <h2 id="personnes" className="es-panel__h">
              Personnes
            </h2>
            <CommandOutcome command={end} />
            <ul className="es-plain-list es-todo">
              {people.map((person) => (
                <li key={person.grantId}>
                  <div>
                    <b>
                      {person.fullName}
                      {person.userId === session.userId ? ' (vous)' : ''}
                    </b>
                    <small>
                      {roleOf(person)}, depuis le {day(person.since)}. <span className="es-break">{person.email}</span>
                    </small>
                  </div>
                  {manages || person.userId === session.userId ? <End person={person} command={end} isMe={person.userId === session.userId} /> : null}
                </li>
              ))}
            </ul>
          </section>
          <section className="es-panel" aria-labelledby="invitations">
            <h2 id="invitations" className="es-panel__h">
              {plural(invitations.length, 'Invitation en attente', 'Invitations en attente')}
            </h2>
            <CommandOutcome command={again} />
            <CommandOutcome command={revoke} />
            {invitations.length === 0 ? <p className="es-muted es-m0">Aucune invitation n’attend de réponse.</p> : null}
            <ul className="es-plain-list es-todo">
              {invitations.map((one) => (
                <li key={one.id}>
                  <div>
                    <b className="es-break">{one.email}</b>
                    <small>
                      {roleOf(one)}. {one.isOver ? 'Le lien ne sert plus : renvoyez-le.' : `Le lien sert jusqu’au ${day(one.expiresAt)}.`} Invitation de {one.invitedByName}.
                    </small>
                  </div>
                  <span className="es-row">
                    <StateBadge of={one.isOver ? over : waiting} />
                    {manages ? (
                      <>
                        <CommandButton command={again} input={one} kind="text" small>
                          Renvoyer<span className="es-vh"> à {one.email}</span>
                        </CommandButton>
                        <CommandButton command={revoke} input={one} kind="text" small>
                          Annuler<span className="es-vh"> l’invitation de {one.email}</span>
                        </CommandButton>
                      </>
                    ) : null}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        {manages ? <Invite poleId={poleId} dossiers={dossiers} /> : <p className="es-muted">Les rédacteurs du pôle invitent et retirent.</p>}
      </div>
    </>
  );
}

/** Asked twice: it takes effect at once, on every open page. */
function End({ person, command, isMe }: { person: Person; command: Command<Person>; isMe: boolean }): ReactNode {
  const [asked, setAsked] = useState(false);
  const name = `${person.fullName}, ${roleNames[person.role]}`;
  if (!asked) {
    return (
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setAsked(true)}>
        {isMe ? 'Quitter ce rôle' : 'Retirer'}
        <span className="es-vh"> : {name}</span>
      </button>
    );
  }
  return (
    <span className="es-row">
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setAsked(false)}>
        Garder
      </button>
      <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm es-danger" aria-disabled={command.state === 'running'} onClick={() => command.run(person)}>
        {isMe ? 'Quitter dès maintenant' : 'Retirer dès maintenant'}
        <span className="es-vh"> : {name}</span>
      </button>
    </span>
  );
}
