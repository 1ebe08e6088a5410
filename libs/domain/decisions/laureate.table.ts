import { regionName } from '../directory/region.js';
import type { Column } from '../shared/table.js';

export interface ListedLaureate {
  readonly callCode: string;
  readonly poleName: string;
  readonly projectTitle: string;
  readonly regionCode: string;
  readonly amountCents: number;
}

/** The laureates, as anybody may take them. */
export const laureateColumns: readonly Column<ListedLaureate>[] = [
  { head: 'Appel', kind: 'text', of: ({ callCode }) => callCode },
  { head: 'Pôle', kind: 'text', of: ({ poleName }) => poleName },
  { head: 'Région', kind: 'text', of: ({ regionCode }) => regionName(regionCode) },
  { head: 'Projet', kind: 'text', of: ({ projectTitle }) => projectTitle },
  { head: 'Montant attribué (€)', kind: 'amount', of: ({ amountCents }) => amountCents },
];
