import type { Bucket, Nature, TransferKind } from './ledger.rules.js';

export const natureWords: Readonly<Record<Nature, { readonly short: string; readonly long: string }>> = {
  ae: { short: 'AE', long: 'Autorisations d’engagement' },
  cp: { short: 'CP', long: 'Crédits de paiement' },
};

/** What moves money, as people read it. */
export const transferWords: Readonly<Record<TransferKind, string>> = {
  open: 'Ouverture',
  'top-up': 'Complément',
  commit: 'Engagement',
  decommit: 'Désengagement',
  plan: 'Prévision',
  order: 'Ordonnancement',
  'cancel-order': 'Annulation d’ordre',
  pay: 'Paiement',
  recover: 'Remboursement',
};

/** Where money stands. */
export const bucketWords: Readonly<Record<Bucket, string>> = {
  source: 'Budget de l’État',
  available: 'Disponible',
  delegated: 'Délégué',
  reserved: 'Réservé',
  committed: 'Engagé',
  planned: 'Prévu',
  ordered: 'Ordonnancé',
  paid: 'Payé',
  recovered: 'Reversé',
  lapsed: 'Tombé',
};
