import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Message } from '../../components/message.js';
import { dayAndTime, lastMinute } from '../../language/format.js';
import { correctionConsequences } from '../../language/words.js';
import type { Dossier } from './content.js';

/** The correction that a dossier awaits, if any. */
export const openCorrection = ({ corrections }: Dossier): Dossier['corrections'][number] | undefined => corrections.find(({ answeredAt, lapsedAt }) => answeredAt === null && lapsedAt === null);

/** Why a dossier may be typed in when it is no simple draft: reopened, corrected, or past the deadline by exception. */
export function WhyOpen({ dossier }: { dossier: Dossier }): ReactNode {
  const { writing, lateException, submissions } = dossier;
  const correction = openCorrection(dossier);
  const last = submissions.at(-1);
  return (
    <>
      {writing?.why === 'correction' && correction !== undefined ? (
        <Message tone="warn" more={`${correctionConsequences[correction.consequence]} À déposer jusqu’au ${dayAndTime(lastMinute(correction.dueAt))}.`}>
          <b>L’administration demande une correction.</b> <span className="es-written">{correction.reason}</span>
        </Message>
      ) : null}
      {writing?.why === 'reopened' && last !== undefined ? (
        <Message tone="info" more={<Link to="/pole/dossiers/$id/suivi" params={{ id: dossier.id }}>Revenir au suivi du dossier</Link>}>
          <b>Dossier rouvert.</b> Votre dépôt du {dayAndTime(last.receivedAt)} reste en vigueur tant que vous ne déposez pas de nouveau.
        </Message>
      ) : null}
      {lateException === null || writing === null || writing.why === 'correction' ? null : (
        <Message tone="info" more={lateException.reason}>
          <b>Délai supplémentaire pour votre pôle</b> : vous pouvez déposer jusqu’au {dayAndTime(lastMinute(lateException.until))}.
        </Message>
      )}
    </>
  );
}
