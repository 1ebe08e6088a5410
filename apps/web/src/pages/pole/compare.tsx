import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SubmissionDiff } from '../../components/submission-diff.js';
import { PageHead } from '../../shell/page.js';
import { useDossier } from './frame.js';
import { submissionQuery } from './queries.js';

/** The last submission beside the one before. */
export function ComparePage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/depots' });
  const { dossier, call } = useDossier(id);
  const last = dossier.submissions.at(-1)?.ordinal ?? 0;
  const to = useQuery({ ...submissionQuery(id, last), enabled: last > 1 }).data;
  const from = useQuery({ ...submissionQuery(id, last - 1), enabled: last > 1 }).data;
  return (
    <>
      <PageHead
        title="Mes dépôts"
        trail={[
          { label: 'À faire', to: '/pole' },
          { label: dossier.projectTitle, to: '/pole/dossiers/$id/suivi', params: { id } },
        ]}
        lead={last > 1 ? 'Ce qui a changé depuis votre dépôt précédent.' : 'Ce dossier n’a été déposé qu’une fois.'}
      />
      <div className="es-page es-end">
        <div className="es-read">
          {from === undefined || to === undefined ? null : (
            <section aria-labelledby="changements">
              <h2 id="changements">Ce qui a changé</h2>
              <SubmissionDiff from={from} to={to} form={dossier.form} prerequisite={call.prerequisite} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}
