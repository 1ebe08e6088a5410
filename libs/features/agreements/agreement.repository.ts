import { Injectable } from '@nestjs/common';
import type { PlannedInstalment, Trigger } from '#domain/decisions/instalment.rules.js';
import type { Day } from '#domain/shared/day.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Agreement } from './agreement.entity.js';

export interface InstalmentRow {
  id: string;
  agreementId: string;
  key: string;
  label: string;
  amountCents: number;
  year: number;
  trigger: Trigger;
  paymentDays: number | null;
  startsOn: Day | null;
  dueOn: Day | null;
  reportAcceptedAt: Date | null;
}

const instalment = `id, agreement_id as "agreementId", key, label, amount_cents as "amountCents", year, trigger, payment_days as "paymentDays", starts_on as "startsOn",
  due_on as "dueOn", report_accepted_at as "reportAcceptedAt"`;

@Injectable()
export class AgreementRepository {
  async add(tx: Tx, agreement: { reference: string; decisionId: string; draftedBy: string; draftedAt: Date }, instalments: readonly PlannedInstalment[]): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into agreements (reference, decision_id, drafted_by, drafted_at) values ($1, $2, $3, $4) returning id`,
        [agreement.reference, agreement.decisionId, agreement.draftedBy, agreement.draftedAt],
      );
      await execute(
        tx,
        `insert into instalments (agreement_id, position, key, label, amount_cents, year, trigger, payment_days, starts_on)
         select $1, i.position, i.key, i.label, i."amountCents", i.year, i.trigger, i."paymentDays", i."startsOn"
         from jsonb_to_recordset($2::jsonb) i(position integer, key text, label text, "amountCents" bigint, year smallint, trigger text, "paymentDays" integer, "startsOn" date)`,
        [row!.id, JSON.stringify(instalments)],
      );
      return row!.id;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'agreements_one_current' || constraint === 'agreements_version_taken') throw conflict('agreement.already-drafted');
      throw error;
    }
  }

  lock(tx: Tx, id: string): Promise<Agreement | null> {
    return tx.findOne(Agreement, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Tx, { id, decisionId: _, ...changes }: Agreement): Promise<void> {
    await tx.update(Agreement, id, changes);
  }

  async lockInstalment(tx: Tx, id: string): Promise<InstalmentRow | undefined> {
    return (await rows<InstalmentRow>(tx, `select ${instalment} from instalments where id = $1 for update`, [id]))[0];
  }

  /** Makes what waited for the signature due, at once or from its quarter on: on `dueOn(payment days, first day)`. */
  async dueOnSignature(tx: Tx, agreementId: string, dueOn: (paymentDays: number | null, startsOn: Day | null) => Day): Promise<void> {
    const waiting = await rows<{ id: string; paymentDays: number | null; startsOn: Day | null }>(
      tx,
      `select id, payment_days as "paymentDays", starts_on as "startsOn" from instalments where agreement_id = $1 and trigger <> 'report-accepted' order by id for update`,
      [agreementId],
    );
    await execute(tx, `update instalments i set due_on = x.due_on from unnest($1::uuid[], $2::date[]) x(id, due_on) where i.id = x.id`, [
      waiting.map(({ id }) => id),
      waiting.map(({ paymentDays, startsOn }) => dueOn(paymentDays, startsOn)),
    ]);
  }

  async saveReport(tx: Tx, id: string, report: { reportAcceptedBy: string; reportAcceptedAt: Date; dueOn: Day }): Promise<void> {
    await execute(tx, `update instalments set report_accepted_by = $2, report_accepted_at = $3, due_on = $4 where id = $1`, [
      id,
      report.reportAcceptedBy,
      report.reportAcceptedAt,
      report.dueOn,
    ]);
  }
}
