import type { ApplicationState } from './application.lifecycle.js';

/** What a dossier's state is called where people read it. */
export const applicationWords: Readonly<Record<ApplicationState | 'under-examination', string>> = {
  draft: 'Brouillon',
  submitted: 'Déposé',
  eligible: 'Recevable',
  ineligible: 'Non recevable',
  'under-review': 'En évaluation',
  'under-examination': 'En cours d’examen',
  awarded: 'Lauréat',
  reserve: 'Réserve',
  refused: 'Non retenu',
  withdrawn: 'Retiré',
  discarded: 'Abandonné',
};

/** The same at the desk, for whom what was received is to be checked. */
export const deskWord = (state: ApplicationState | 'under-examination'): string => (state === 'submitted' ? 'À vérifier' : applicationWords[state]);
