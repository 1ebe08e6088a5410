import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LastChange } from '../../components/last-change.js';
import { PageHead } from '../../shell/page.js';
import { useDossier } from './frame.js';

/** The last submission beside the one before. */
export function ComparePage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/depots' });
  const { dossier, call } = useDossier(id);
  const last = dossier.submissions.at(-1)?.ordinal ?? 0;
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
          <LastChange dossier={dossier} prerequisite={call.prerequisite} />
        </div>
      </div>
    </>
  );
}
