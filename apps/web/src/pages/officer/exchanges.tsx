import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LastChange } from '../../components/last-change.js';
import { Messages } from '../../components/messages.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { applicationQuery, messagesQuery } from './queries.js';

/** The messages of a dossier, and what its last submission changed. */
export function ExchangesPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/dossiers/$id/echanges' });
  const dossier = useSuspenseQuery(applicationQuery(id)).data;
  const call = useSuspenseQuery(callQuery(dossier.callId)).data;
  const messages = useSuspenseQuery(messagesQuery(id)).data;
  const last = dossier.submissions.at(-1)?.ordinal ?? 0;
  const isOfficer = useSession()?.grants.some(({ role }) => role === 'officer') === true;
  return (
    <>
      <PageHead
        title="Échanges et dépôts"
        trail={[
          { label: 'À faire', to: '/instruction' },
          { label: dossier.poleName, to: '/instruction/dossiers/$id', params: { id } },
        ]}
        lead={last > 1 ? `Le dossier ${dossier.number ?? ''} a été déposé ${last} fois : voici ce qui a changé au dernier dépôt.` : `Le dossier ${dossier.number ?? ''} a été déposé une fois.`}
      />
      <div className="es-page es-end">
        <div className="es-read es-stack es-stack--lg">
          <LastChange dossier={dossier} prerequisite={call.prerequisite} />
          <section aria-labelledby="messages">
            <h2 id="messages">Messages avec le pôle</h2>
            <Messages applicationId={id} messages={messages} mine="desk" mayWrite={isOfficer} awaited={dossier.answerDueFrom === 'desk'} />
          </section>
        </div>
      </div>
    </>
  );
}
