import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { euros, tableDay } from '../../language/format.js';
import { bucketNames, natureNames, transferKinds } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import type { Transfer } from './queries.js';

/** Movements of money as the ledger keeps them; `agreements` names whose money it is, by award. */
export const TransferTable = ({ rows, more, agreements }: { rows: readonly Transfer[]; more: { has: boolean; loading: boolean; load: () => void }; agreements?: ReadonlyMap<string, Schemas['AgreementSummaryDto']> | undefined }): ReactNode => (
  <DataTable
    caption="Écritures, la dernière d’abord"
    rows={rows}
    rowKey={({ id }) => String(id)}
    what={['écriture', 'écritures']}
    more={more}
    columns={[
      {
        key: 'kind',
        head: 'Écriture',
        cell: ({ kind, id, corrects }) => (
          <>
            {transferKinds[kind]}
            <span className="sub">
              n° {id}
              {corrects === null ? '' : `, reprend la n° ${corrects}`}
            </span>
          </>
        ),
      },
      { key: 'day', head: 'Date', cell: ({ occurredAt }) => tableDay(occurredAt) },
      { key: 'nature', head: 'Crédits', cell: ({ nature, fromYear, toYear }) => `${natureNames[nature].short} ${fromYear === toYear ? toYear : `${fromYear} → ${toYear}`}` },
      { key: 'move', head: 'Mouvement', cell: ({ fromBucket, toBucket }) => `${bucketNames[fromBucket]} → ${bucketNames[toBucket]}` },
      ...(agreements === undefined ? [] : [{ key: 'award', head: 'Attribution', cell: (transfer: Transfer) => <Award transfer={transfer} agreements={agreements} /> }]),
      {
        key: 'person',
        head: 'Par',
        cell: ({ person, reason }) => (
          <>
            {person}
            {reason === null ? null : <span className="sub">{reason}</span>}
          </>
        ),
      },
      { key: 'amount', head: 'Montant', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
    ]}
  />
);

function Award({ transfer: { awardId, instalmentId }, agreements }: { transfer: Transfer; agreements: ReadonlyMap<string, Schemas['AgreementSummaryDto']> }): ReactNode {
  if (awardId === null) return '–';
  const agreement = agreements.get(awardId);
  if (agreement === undefined) return 'attribution sans convention';
  return (
    <>
      {instalmentId === null ? (
        <Link to="/paiement/conventions/$id" params={{ id: agreement.id }}>
          {agreement.poleName}
        </Link>
      ) : (
        <Link to="/paiement/versements/$agreementId/$id" params={{ agreementId: agreement.id, id: instalmentId }}>
          {agreement.poleName}
        </Link>
      )}
      <span className="sub">{agreement.decisionReference}</span>
    </>
  );
}
