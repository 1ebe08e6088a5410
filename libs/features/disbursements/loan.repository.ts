import { Injectable } from '@nestjs/common';
import type { Day } from '#domain/shared/day.js';
import { conflict, ruleViolated } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { brokenConstraint, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface LoanRow {
  id: string;
  instalmentId: string;
  amountCents: Cents;
  repaidCents: Cents;
  paidOn: Day;
}

export interface RepaymentRow {
  id: string;
  loanId: string;
  amountCents: Cents;
  receivedOn: Day;
  recordedBy: string;
  takenBack: boolean;
}

export interface NewRepayment {
  loanId: string;
  amountCents: Cents;
  receivedOn: Day;
  /** Of what came back; a correction has a reason instead, and names the one that it takes back. */
  bankReference: string | null;
  reason: string | null;
  corrects: string | null;
}

const repayment = `id, loan_id as "loanId", amount_cents as "amountCents", received_on as "receivedOn", recorded_by as "recordedBy", taken_back as "takenBack"`;

/** Commands hold the instalment that paid a loan; its repayments wait for each other there. */
@Injectable()
export class LoanRepository {
  async find(tx: Tx, id: string): Promise<LoanRow | undefined> {
    return (await rows<LoanRow>(tx, `select id, instalment_id as "instalmentId", amount_cents as "amountCents", repaid_cents as "repaidCents", paid_on as "paidOn" from loans where id = $1`, [id]))[0];
  }

  /** What came back, never a correction. */
  async repayment(tx: Tx, id: string): Promise<RepaymentRow | undefined> {
    return (await rows<RepaymentRow>(tx, `select ${repayment} from repayments where id = $1 and corrects is null`, [id]))[0];
  }

  /** The repayment in force that bears a reference, of whatever loan. */
  async byReference(tx: Tx, reference: string): Promise<RepaymentRow | undefined> {
    return (await rows<RepaymentRow>(tx, `select ${repayment} from repayments where bank_reference = $1 and corrects is null and not taken_back`, [reference]))[0];
  }

  async add(tx: Tx, added: NewRepayment, recordedBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into repayments (loan_id, amount_cents, received_on, bank_reference, reason, corrects, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
        [added.loanId, added.amountCents, added.receivedOn, added.bankReference, added.reason, added.corrects, recordedBy, at],
      );
      return row!.id;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'repayments_reference_taken') throw conflict('repayment.reference-taken');
      if (constraint === 'repayments_corrected_once') throw conflict('repayment.already-corrected');
      if (constraint === 'loans_not_over_repaid') throw ruleViolated('repayment.exceeds-loan');
      throw error;
    }
  }
}
