import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { PageHead } from '../../shell/page.js';
import { callsTrail } from './call-form.js';

/** A call that is published or was given up: its form and rubric are frozen. */
export const NotADraft = ({ call, what }: { call: Schemas['CallDto']; what: 'formulaire' | 'grille' }): ReactNode => (
  <>
    <PageHead title={what === 'formulaire' ? 'Formulaire' : 'Grille'} trail={[...callsTrail, { label: call.title, to: '/instruction/appels/$id', params: { id: call.id } }]} lead={call.state === 'discarded' ? 'Cet appel a été abandonné : il ne change plus.' : `Cet appel est publié : ${what === 'formulaire' ? 'son formulaire ne change que par un additif, pour les dossiers à venir' : 'sa grille ne change plus'}.`} />
    <div className="es-page es-end">
      <Link className="fr-btn" to="/instruction/appels/$id" params={{ id: call.id }}>
        Revenir à l’appel
      </Link>
    </div>
  </>
);
