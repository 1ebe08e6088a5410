import type { ApplicationState } from '../applications/application.lifecycle.js';
import { deskWord } from '../applications/application.words.js';
import { regionName } from '../directory/region.js';
import type { Day } from '../shared/day.js';
import type { Column } from '../shared/table.js';

/** A dossier as the desk's list shows it. */
export interface ListedDossier {
  readonly number: string;
  readonly projectTitle: string;
  /** null: its call has no tracks. */
  readonly trackTitle: string | null;
  readonly poleName: string;
  readonly regionCode: string;
  readonly state: ApplicationState;
  readonly submittedAt: Date;
  readonly silenceOn: Day | null;
  readonly late: boolean;
  readonly assigned: number;
  readonly final: number;
}

/** What the desk's list of dossiers is when somebody takes it with them. */
export const dossierColumns: readonly Column<ListedDossier>[] = [
  { head: 'Numéro', kind: 'text', of: ({ number }) => number },
  { head: 'Pôle', kind: 'text', of: ({ poleName }) => poleName },
  { head: 'Région', kind: 'text', of: ({ regionCode }) => regionName(regionCode) },
  { head: 'Projet', kind: 'text', of: ({ projectTitle }) => projectTitle },
  { head: 'Volet', kind: 'text', of: ({ trackTitle }) => trackTitle },
  { head: 'État', kind: 'text', of: ({ state }) => deskWord(state) },
  { head: 'Reçu le (heure de Paris)', kind: 'instant', of: ({ submittedAt }) => submittedAt },
  { head: 'Rejet implicite le', kind: 'day', of: ({ silenceOn }) => silenceOn },
  { head: 'En retard', kind: 'yes-no', of: ({ late }) => late },
  { head: 'Évaluations demandées', kind: 'number', of: ({ assigned }) => assigned },
  { head: 'Évaluations rendues', kind: 'number', of: ({ final }) => final },
];
