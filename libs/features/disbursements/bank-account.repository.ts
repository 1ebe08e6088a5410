import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewBankAccount {
  poleId: string;
  iban: string;
  bic: string | null;
  /** as printed on the RIB */
  holder: string;
}

export interface LockedAccount {
  id: string;
  poleId: string;
  declaredBy: string;
  verifiedAt: Date | null;
}

@Injectable()
export class BankAccountRepository {
  async add(tx: Tx, account: NewBankAccount, declaredBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into bank_accounts (pole_id, iban, bic, holder, declared_by, declared_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [account.poleId, account.iban, account.bic, account.holder, declaredBy, at],
      );
      return row!.id;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'bank_accounts_declared_once') throw conflict('bank-account.already-declared');
      if (constraint === 'bank_accounts_pole_id_fkey') throw notFound('pole');
      throw error;
    }
  }

  async lock(tx: Tx, id: string): Promise<LockedAccount | undefined> {
    return (
      await rows<LockedAccount>(tx, `select id, pole_id as "poleId", declared_by as "declaredBy", verified_at as "verifiedAt" from bank_accounts where id = $1 for update`, [id])
    )[0];
  }

  /** Marks an account as verified, in place of the one that its pole was paid on. */
  async verify(tx: Tx, account: LockedAccount, verifiedBy: string, at: Date): Promise<void> {
    await execute(tx, `update bank_accounts set current = false where pole_id = $1 and current`, [account.poleId]);
    try {
      await execute(tx, `update bank_accounts set current = true, verified_by = $2, verified_at = $3 where id = $1`, [account.id, verifiedBy, at]);
    } catch (error) {
      if (brokenConstraint(error) === 'bank_accounts_one_current') throw conflict('bank-account.another-verified-meanwhile');
      throw error;
    }
  }

  /** The account that a pole is paid on; undefined: none was verified. */
  async currentOf(tx: Tx, poleId: string): Promise<string | undefined> {
    return (await rows<{ id: string }>(tx, `select id from bank_accounts where pole_id = $1 and current`, [poleId]))[0]?.id;
  }
}
