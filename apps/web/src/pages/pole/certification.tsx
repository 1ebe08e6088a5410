import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { canAskCertification, canCertify } from '#domain/applications/application.policy.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { dayAndTime, list } from '../../language/format.js';
import { sentenceOfCode } from '../../language/problems.js';
import { useSession } from '../../session/site.js';
import type { Dossier } from './content.js';

type Certification = Schemas['CertificationDto'];

/** Who of the pole certified the version that stands, other than `userId`; undefined: nobody did, or the call does not ask for it. */
export const certifiedByOther = ({ certification }: Dossier, userId: string): Certification['certifiedBy'][number] | undefined => certification?.certifiedBy.find(({ id }) => id !== userId);

/** May this person submit the version that stands, as far as its certification goes? */
export const isCertifiedFor = (dossier: Dossier, userId: string): boolean => dossier.certification === null || certifiedByOther(dossier, userId) !== undefined;

const names = (people: readonly { name: string }[]): string => list(people.map(({ name }) => name));

/** What the certification of this version waits for and whose turn it is; for those who may, the button that does it. `isComplete`: nothing else is missing. */
export function CertificationState({ dossier, isComplete }: { dossier: Dossier; isComplete: boolean }): ReactNode {
  const session = useSession()!;
  const { certification } = dossier;
  if (certification === null) return null;
  const by = certifiedByOther(dossier, session.userId);
  const mine = certification.certifiedBy.find(({ id }) => id === session.userId);
  if (by !== undefined) {
    return (
      <Message tone="ok" more="Toute modification annule cette certification : il faudra la redemander.">
        Cette version est certifiée par <b>{by.name}</b>, {by.quality}, le {dayAndTime(by.at)}.
      </Message>
    );
  }
  if (mine !== undefined) {
    const others = certification.applicants.filter(({ id }) => id !== session.userId);
    return (
      <Message tone="ok" more={others.length === 0 ? <Team dossier={dossier}>Personne d’autre ne peut déposer : invitez un second rédacteur</Team> : `Toute modification d’ici là annule la certification.`}>
        Vous avez certifié cette version le {dayAndTime(mine.at)}. {others.length === 0 ? 'Une autre personne doit la déposer.' : `${names(others)} peut la déposer.`}
      </Message>
    );
  }
  return (
    <>
      <Missing dossier={dossier} certification={certification} isComplete={isComplete} />
      {canCertify(session, dossier) && isComplete ? <Certify dossier={dossier} certification={certification} /> : null}
    </>
  );
}

const Team = ({ dossier, children }: { dossier: Dossier; children: ReactNode }): ReactNode => (
  <Link to="/pole/equipe/$poleId" params={{ poleId: dossier.poleId }}>
    {children}
  </Link>
);

/** What is missing, and who can do it. */
function Missing({ dossier, certification, isComplete }: { dossier: Dossier; certification: Certification; isComplete: boolean }): ReactNode {
  const session = useSession()!;
  const request = useCommand<void>({
    act: () => ask(api.POST('/api/applications/{id}/certification-requests', { params: { path: { id: dossier.id } } })),
    done: () => 'La demande est partie par courriel.',
    refreshes: [['applications']],
  });
  const others = certification.representatives.filter(({ id }) => id !== session.userId);
  const asks = canAskCertification(session, dossier);
  return (
    <>
      <Message
        tone="warn"
        more={
          others.length > 0 ? (
            `${names(others)} peut certifier${certification.asked === null ? '' : `, à la demande de ${certification.asked.by}, le ${dayAndTime(certification.asked.at)}`}. La certification vaut pour le dossier tel qu’il est alors.`
          ) : canCertify(session, dossier) ? (
            'Vous pouvez certifier ; une autre personne déposera.'
          ) : (
            <>
              Votre pôle n’a pas encore de représentant légal ici. {asks ? <Team dossier={dossier}>Invitez-le depuis « Équipe du pôle »</Team> : 'Un rédacteur l’invite.'}
            </>
          )
        }
      >
        <b>Il manque la certification par le représentant légal.</b> {isComplete ? 'Sans elle, ce dossier ne peut pas être déposé.' : 'Elle se demande une fois le dossier complet.'}
      </Message>
      {asks && isComplete && others.length > 0 ? (
        <div>
          <CommandButton command={request} input={undefined} kind={canCertify(session, dossier) ? 'secondary' : 'primary'}>
            {certification.asked === null ? 'Demander la certification' : 'Redemander la certification'}
          </CommandButton>
        </div>
      ) : null}
      <CommandOutcome command={request} />
    </>
  );
}

function Certify({ dossier, certification }: { dossier: Dossier; certification: Certification }): ReactNode {
  const session = useSession()!;
  const [quality, setQuality] = useState('');
  const [tried, setTried] = useState(false);
  const fault = quality.trim().length < 2 ? sentenceOfCode('certification.quality-missing') : undefined;
  const submitters = certification.applicants.filter(({ id }) => id !== session.userId);
  const certify = useCommand<void>({
    act: () => ask(api.POST('/api/applications/{id}/certify', { params: { path: { id: dossier.id } }, body: { version: dossier.version, quality: quality.trim() } })),
    done: () => 'Ce dossier est certifié.',
    refreshes: [['applications'], ['tasks']],
  });
  return (
    <form
      className="es-panel es-stack"
      aria-labelledby="certifier"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (fault === undefined) return certify.run();
        event.currentTarget.querySelector<HTMLElement>('#qualite')?.focus();
      }}
    >
      <h2 id="certifier" className="es-panel__h es-m0">
        Certifier ce dossier
      </h2>
      <p className="es-m0">
        Vous attestez que ce dossier, tel qu’il est ci-dessous, est exact et engage votre pôle. {submitters.length === 0 ? 'Une autre personne du pôle le dépose ensuite : invitez un second rédacteur.' : `Le dépôt reste à faire : ${names(submitters)} peut le déposer.`}
      </p>
      <Field id="qualite" label="En quelle qualité" hint="Par exemple présidente, trésorier délégué. Le récépissé la porte." maxLength={200} value={quality} error={tried ? fault : undefined} onChange={({ target }) => setQuality(target.value)} />
      <div>
        <button type="submit" className="fr-btn" aria-disabled={certify.state === 'running'}>
          Certifier ce dossier
        </button>
      </div>
      <CommandOutcome command={certify} />
    </form>
  );
}
