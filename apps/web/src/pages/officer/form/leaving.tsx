import type { ReactNode } from 'react';
import { counted } from '../../../language/format.js';

/** Deleting asks once more, and says what would lose its ground. */
export const Leaving = ({ what, count, onStay, onLeave }: { what: string; count: number; onStay: () => void; onLeave: () => void }): ReactNode => (
  <div className="es-panel es-panel--sunken es-stack" role="group" aria-label={`Supprimer ${what}`}>
    <p className="es-m0">
      Supprimer {what} ?{count === 0 ? '' : ` ${counted(count, 'condition ou calcul porte', 'conditions ou calculs portent')} dessus : à corriger ensuite.`}
    </p>
    <div className="es-row">
      <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={onStay}>
        Garder
      </button>
      <button type="button" className="fr-btn fr-btn--sm es-danger fr-btn--secondary" onClick={onLeave}>
        Confirmer la suppression
      </button>
    </div>
  </div>
);
