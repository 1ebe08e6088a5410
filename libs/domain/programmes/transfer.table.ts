import type { Column } from '../shared/table.js';
import type { Bucket, Nature, TransferKind } from './ledger.rules.js';
import { bucketWords, natureWords, transferWords } from './ledger.words.js';

export interface ListedTransfer {
  readonly id: number;
  readonly kind: TransferKind;
  readonly nature: Nature;
  readonly fromBucket: Bucket;
  readonly fromYear: number;
  readonly toBucket: Bucket;
  readonly toYear: number;
  readonly amountCents: number;
  readonly occurredAt: Date;
  readonly person: string;
  readonly reason: string | null;
  readonly corrects: number | null;
  readonly awardId: string | null;
}

/** The transfers of an envelope, as the ledger keeps them. */
export const transferColumns: readonly Column<ListedTransfer>[] = [
  { head: 'Écriture n°', kind: 'number', of: ({ id }) => id },
  { head: 'Nature', kind: 'text', of: ({ kind }) => transferWords[kind] },
  { head: 'Date (heure de Paris)', kind: 'instant', of: ({ occurredAt }) => occurredAt },
  { head: 'Crédits', kind: 'text', of: ({ nature }) => natureWords[nature].short },
  { head: 'De', kind: 'text', of: ({ fromBucket }) => bucketWords[fromBucket] },
  { head: 'De l’année', kind: 'number', of: ({ fromYear }) => fromYear },
  { head: 'Vers', kind: 'text', of: ({ toBucket }) => bucketWords[toBucket] },
  { head: 'Vers l’année', kind: 'number', of: ({ toYear }) => toYear },
  { head: 'Montant (€)', kind: 'amount', of: ({ amountCents }) => amountCents },
  { head: 'Par', kind: 'text', of: ({ person }) => person },
  { head: 'Motif', kind: 'text', of: ({ reason }) => reason },
  { head: 'Reprend l’écriture n°', kind: 'number', of: ({ corrects }) => corrects },
  { head: 'Attribution', kind: 'text', of: ({ awardId }) => awardId },
];
