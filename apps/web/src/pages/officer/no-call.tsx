import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { PageHead } from '../../shell/page.js';

/** What the pages of a call show while none is published. */
export const NoCall = ({ title }: { title: string }): ReactNode => (
  <>
    <PageHead title={title} lead="Aucun appel n’est publié." />
    <div className="es-page es-end">
      <EmptyState dots="first" level={2} title="Rien à instruire pour l’instant" text="Les dossiers viennent avec le premier appel publié.">
        <Link className="fr-btn" to="/instruction/appels">
          Voir les appels
        </Link>
      </EmptyState>
    </div>
  </>
);
