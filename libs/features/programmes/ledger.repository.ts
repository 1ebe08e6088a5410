import { Injectable } from '@nestjs/common';
import type { LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { ruleViolated, type DomainError } from '#domain/shared/error.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class LedgerRepository {
  /** Makes the accounts that do not exist yet, in one order whoever makes them. */
  async ensureAccounts(tx: Tx, transfers: readonly LedgerTransfer[]): Promise<void> {
    await rows(
      tx,
      `insert into ledger_accounts (envelope_id, year, nature, bucket, award_id)
       select distinct k."envelopeId", k.year, k.nature, k.bucket, k."awardId"
       from jsonb_to_recordset($1::jsonb) k("envelopeId" uuid, year smallint, nature text, bucket text, "awardId" uuid)
       where not exists (select from ledger_accounts a where a.envelope_id = k."envelopeId" and a.year = k.year and a.nature = k.nature
         and a.bucket = k.bucket and a.award_id is not distinct from k."awardId")
       order by 1, 2, 3, 4, 5
       on conflict do nothing`,
      [JSON.stringify(transfers.flatMap(({ from, to }) => [from, to]))],
    );
  }

  /** Inserts all transfers in one statement, whose trigger moves the balances; gives their ids, in order. */
  async insert(tx: Tx, transfers: readonly LedgerTransfer[], eventId: string, personId: string): Promise<number[]> {
    try {
      const inserted = await rows<{ id: number }>(
        tx,
        `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, reason, award_id, instalment_id, corrects)
         select t.kind, a.id, b.id, t."amountCents", $2, $3, t.reason, t."awardId", t."instalmentId", t.corrects
         from jsonb_to_recordset($1::jsonb) t(ordinal integer, kind text, "from" jsonb, "to" jsonb, "amountCents" bigint, reason text,
           "awardId" uuid, "instalmentId" uuid, corrects bigint)
         ${account('a', '"from"')} ${account('b', '"to"')}
         order by t.ordinal
         returning id`,
        [JSON.stringify(transfers.map((transfer, ordinal) => ({ ...transfer, ordinal }))), eventId, personId],
      );
      if (inserted.length !== transfers.length) throw new Error(`${transfers.length} transfers, ${inserted.length} with both accounts`);
      return inserted.map(({ id }) => id);
    } catch (error) {
      throw refusal(error, transfers) ?? error;
    }
  }
}

const account = (alias: string, key: string): string => `join ledger_accounts ${alias} on ${alias}.envelope_id = (t.${key}->>'envelopeId')::uuid
  and ${alias}.year = (t.${key}->>'year')::smallint and ${alias}.nature = t.${key}->>'nature' and ${alias}.bucket = t.${key}->>'bucket'
  and ${alias}.award_id is not distinct from (t.${key}->>'awardId')::uuid`;

/** What a check of the ledger means to people; anything else is a bug and stays one. */
function refusal(error: unknown, transfers: readonly LedgerTransfer[]): DomainError | undefined {
  const constraint = brokenConstraint(error);
  const awardIds = [...new Set(transfers.flatMap(({ awardId }) => awardId ?? []))];
  if (constraint === 'ledger_award_cap') return ruleViolated('award.exceeded', { awardIds });
  if (constraint !== 'ledger_accounts_balance_not_negative') return undefined;
  const drawn = transfers.find(({ from }) => from.bucket === 'available')?.from;
  if (drawn === undefined) return ruleViolated('award.exceeded', { awardIds });
  return ruleViolated('envelope.exhausted', { envelopeId: drawn.envelopeId, nature: drawn.nature, year: drawn.year });
}
