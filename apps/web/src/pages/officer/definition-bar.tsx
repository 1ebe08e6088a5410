import { useState, type ReactNode } from 'react';
import { SaveState } from '../../components/save-state.js';
import type { UndoDesk } from '../../drafts/use-undo.js';
import { Icon } from '../../shell/icons.js';

/** What stays in sight while a form or a rubric is built: where it is kept, what takes changes back, what saves. `isNew`: nothing is saved yet. */
export function DefinitionBar({ desk, what, isNew, onSave }: { desk: Pick<UndoDesk<unknown>, 'draft' | 'savedAt' | 'undo' | 'revert'>; what: 'formulaire' | 'grille'; isNew: boolean; onSave: () => void }): ReactNode {
  const [isAsking, setIsAsking] = useState(false);
  const [said, setSaid] = useState('');
  const { undo, revert } = desk;
  const back = isNew ? 'Tout effacer' : 'Revenir à la version enregistrée';
  return (
    <div className="es-actions">
      {isAsking && revert !== undefined ? (
        <div className="es-panel es-panel--sunken es-stack es-actions__ask" role="group" aria-label={back}>
          <p className="es-m0">{isNew ? 'Rien n’est encore enregistré : tout ce qui est ici disparaît.' : 'Tout ce qui n’est pas enregistré est remplacé par la dernière version enregistrée.'} « Annuler » le fait revenir tant que cette page est ouverte.</p>
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setIsAsking(false)}>
              Garder mes changements
            </button>
            <button
              type="button"
              className="fr-btn es-danger fr-btn--secondary fr-btn--sm"
              onClick={() => {
                setIsAsking(false);
                revert();
                setSaid(isNew ? 'Tout est effacé.' : 'La version enregistrée est revenue.');
              }}
            >
              {isNew ? 'Effacer' : 'Y revenir'}
            </button>
          </div>
        </div>
      ) : null}
      <div className="es-row">
        <SaveState desk={desk} />
        <button
          type="button"
          className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
          aria-disabled={undo === undefined}
          title="Annuler le dernier changement"
          onClick={() => {
            undo?.();
            setSaid(undo === undefined ? '' : 'Le dernier changement est annulé.');
          }}
        >
          <Icon name="undo" />
          Annuler <span className="es-vh">le dernier changement</span>
        </button>
        {revert === undefined ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" aria-expanded={isAsking} onClick={() => setIsAsking(!isAsking)}>
            {back}
          </button>
        )}
        <span className="es-vh" role="status">
          {said}
        </span>
      </div>
      <button type="button" className="fr-btn" aria-disabled={desk.draft.state === 'saving'} onClick={onSave}>
        Enregistrer {what === 'grille' ? 'la grille' : 'le formulaire'}
      </button>
    </div>
  );
}
