import type { Slice } from '../../components/ledger.js';
import type { Envelope } from './queries.js';

type Figures = Envelope['figures'];

/** AE as disjoint slices: what is promised, what is set aside, what may still be promised. */
export const aeSlices = ({ committed, reserved, available }: Figures['ae']): Slice[] => [
  { key: 'committed', label: 'Engagé', cents: committed, look: 'd1', covers: 'attributions confirmées' },
  { key: 'reserved', label: 'Réservé', cents: reserved, look: 'hatched', covers: 'mis de côté' },
  { key: 'available', label: 'Disponible', cents: available, look: 'empty', covers: 'peut encore être promis' },
];

/** CP of one year as disjoint slices: the api's figures are cumulated, what was paid stays ordered and planned. */
export const cpSlices = ({ recovered, paid, ordered, planned, available }: Figures['cp'][string]): Slice[] => [
  ...(recovered === 0 ? [] : [{ key: 'recovered', label: 'Payé, puis remboursé', cents: recovered, look: 'hatched', covers: 'remboursements de prêts' } as const]),
  { key: 'paid', label: 'Payé', cents: paid - recovered, look: 'd1', covers: 'versements exécutés' },
  { key: 'ordered', label: 'Ordonnancé, à payer', cents: ordered - paid, look: 'd2', covers: 'ordres approuvés' },
  { key: 'planned', label: 'Prévu, à ordonnancer', cents: planned - ordered, look: 'd3', covers: 'versements à préparer ou à approuver' },
  { key: 'available', label: 'Disponible', cents: available, look: 'empty', covers: 'peut encore être prévu' },
];

/** « FR76 3000 6000 … » for reading aloud and comparing. */
export const groupedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00a0');
