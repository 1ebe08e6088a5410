import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { canWriteAsPole } from '#domain/applications/application.policy.js';
import { Messages } from '../../components/messages.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { useDossier } from './frame.js';
import { messagesQuery } from './queries.js';

/** What the pole and the ministry write to each other about this dossier. */
export function MessagesPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/messages' });
  const { dossier } = useDossier(id);
  const session = useSession()!;
  const messages = useSuspenseQuery(messagesQuery(id)).data;
  return (
    <>
      <PageHead
        title="Messages"
        trail={[
          { label: 'À faire', to: '/pole' },
          { label: dossier.projectTitle, to: '/pole/dossiers/$id/suivi', params: { id } },
        ]}
        lead={`Avec l’administration, sur le dossier ${dossier.number ?? `« ${dossier.projectTitle} », pas encore déposé`}.`}
      />
      <div className="es-page es-end">
        <div className="es-read">
          <Messages applicationId={id} messages={messages} mine="pole" mayWrite={canWriteAsPole(session, dossier)} awaited={dossier.answerDueFrom === 'pole'} />
        </div>
      </div>
    </>
  );
}
