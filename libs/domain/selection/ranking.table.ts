import { regionName } from '../directory/region.js';
import type { Column } from '../shared/table.js';

/** A dossier of a ranking. `mean` and `spread` are in basis points, means of criteria in hundredths of a mark; null: no mark. */
export interface ListedRank {
  readonly rank: number | null;
  readonly tied: boolean;
  readonly number: string;
  readonly poleName: string;
  readonly projectTitle: string;
  /** null: its call has no tracks. */
  readonly trackTitle: string | null;
  readonly regionCode: string;
  readonly mean: number | null;
  readonly spread: number | null;
  readonly reviewCount: number;
  readonly criteria: readonly (number | null)[];
  readonly belowThreshold: boolean;
  readonly withinEnvelope: boolean | null;
  readonly frozenRank: number | null;
}

const hundredths = (value: number | null): number | null => (value === null ? null : value / 100);

/** What the reviews of a call come to, by dossier: the ranking as it stands, with one column per criterion. */
export const rankingColumns = (criteria: readonly { readonly label: string; readonly weight: number }[]): Column<ListedRank>[] => [
  { head: 'Rang', kind: 'number', of: ({ rank }) => rank },
  { head: 'À départager', kind: 'yes-no', of: ({ tied }) => tied },
  { head: 'Numéro', kind: 'text', of: ({ number }) => number },
  { head: 'Pôle', kind: 'text', of: ({ poleName }) => poleName },
  { head: 'Projet', kind: 'text', of: ({ projectTitle }) => projectTitle },
  { head: 'Volet', kind: 'text', of: ({ trackTitle }) => trackTitle },
  { head: 'Région', kind: 'text', of: ({ regionCode }) => regionName(regionCode) },
  { head: 'Note moyenne (sur 100)', kind: 'number', of: ({ mean }) => hundredths(mean) },
  { head: 'Écart des notes', kind: 'number', of: ({ spread }) => hundredths(spread) },
  { head: 'Évaluations rendues', kind: 'number', of: ({ reviewCount }) => reviewCount },
  ...criteria.map(({ label, weight }, index): Column<ListedRank> => ({ head: `${label} (${weight}\u00a0%)`, kind: 'number', of: (row) => hundredths(row.criteria[index] ?? null) })),
  { head: 'Sous un seuil éliminatoire', kind: 'yes-no', of: ({ belowThreshold }) => belowThreshold },
  { head: 'Dans l’enveloppe', kind: 'yes-no', of: ({ withinEnvelope }) => withinEnvelope },
  { head: 'Rang arrêté en séance', kind: 'number', of: ({ frozenRank }) => frozenRank },
];
