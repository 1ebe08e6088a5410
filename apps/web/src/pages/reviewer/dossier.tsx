import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { ArchiveLink } from '../../components/archive-link.js';
import { DossierDoc } from '../../components/dossier-doc.js';
import { counted, dayAndTime } from '../../language/format.js';
import { reviewFilesQuery } from './queries.js';

/** The dossier as it was sealed when it was submitted: what a reviewer reads. */
export function SealedDossier({ reviewId, submission, call }: { reviewId: string; submission: Schemas['ReviewedSubmissionDto']; call: Schemas['CallDto'] | undefined }): ReactNode {
  const items = useSuspenseQuery(reviewFilesQuery(reviewId)).data;
  const { projectTitle, pole, members, sections } = submission.content;
  return (
    <DossierDoc
      pane
      title={projectTitle}
      members={members as Schemas['MemberDto'][]}
      sections={sections}
      call={call === undefined ? undefined : { ...call, form: submission.form as Schemas['CallDto']['form'] }}
      files={{ items, address: (_, index) => `/api/reviews/${reviewId}/attachments/${index}/download` }}
      intro={
        <p>
          {pole.name}, SIREN {pole.siren}, {pole.addressLine}, {pole.postalCode} {pole.city}.
        </p>
      }
      end={
        <>
          {submission.hiddenQuestions === 0 ? null : <p className="es-gap-t">{counted(submission.hiddenQuestions, 'question est masquée', 'questions sont masquées')} aux évaluateurs : les réponses et leurs pièces ne sont pas ici.</p>}
          <ArchiveLink address={`/api/reviews/${reviewId}/archive`} />
          <p className="es-sm es-muted">
            Reçu le {dayAndTime(submission.receivedAt)}, scellé.
            {submission.sha256 === null ? null : (
              <>
                {' '}
                Empreinte <span className="es-break">{submission.sha256}</span>
              </>
            )}
          </p>
        </>
      }
    />
  );
}
