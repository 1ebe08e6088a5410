import { Injectable } from '@nestjs/common';
import type { Due } from '#domain/calls/track.rules.js';
import type { OrderState } from '#domain/disbursements/payment-order.lifecycle.js';
import type { Day } from '#domain/shared/day.js';
import { conflict } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export type Step = 'prepare' | 'approve' | 'execute';

export interface NewOrder {
  instalmentId: string;
  amountCents: number;
  bankAccountId: string;
  idempotencyKey: string;
}

export interface LockedOrder {
  id: string;
  instalmentId: string;
  amountCents: Cents;
  state: OrderState;
}

@Injectable()
export class PaymentOrderRepository {
  /** Adds an order with its first step. */
  async add(tx: Tx, order: NewOrder, preparedBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into payment_orders (instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [order.instalmentId, order.amountCents, order.bankAccountId, order.idempotencyKey, preparedBy, at],
      );
      await this.addStep(tx, row!.id, 'prepare', preparedBy, at);
      return row!.id;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'payment_orders_key_taken') throw conflict('payment-order.key-reused');
      if (constraint === 'payment_orders_one_per_instalment') throw conflict('instalment.already-ordered');
      throw error;
    }
  }

  async byKey(tx: Tx, idempotencyKey: string): Promise<{ id: string; instalmentId: string; preparedBy: string } | undefined> {
    const [row] = await rows<{ id: string; instalmentId: string; preparedBy: string }>(
      tx,
      `select id, instalment_id as "instalmentId", prepared_by as "preparedBy" from payment_orders where idempotency_key = $1`,
      [idempotencyKey],
    );
    return row;
  }

  async hasOrder(tx: Tx, instalmentId: string): Promise<boolean> {
    return (await rows(tx, `select from payment_orders where instalment_id = $1 and state <> 'cancelled'`, [instalmentId])).length > 0;
  }

  async lock(tx: Tx, id: string): Promise<LockedOrder | undefined> {
    return (await rows<LockedOrder>(tx, `select id, instalment_id as "instalmentId", amount_cents as "amountCents", state from payment_orders where id = $1 for update`, [id]))[0];
  }

  async people(tx: Tx, id: string): Promise<string[]> {
    return (await rows<{ person_id: string }>(tx, `select person_id from order_steps where order_id = $1`, [id])).map((row) => row.person_id);
  }

  async addStep(tx: Tx, id: string, step: Step, person: string, at: Date): Promise<void> {
    await execute(tx, `insert into order_steps (order_id, step, person_id, at) values ($1, $2, $3, $4)`, [id, step, person, at]);
  }

  /** Begins the loan that an executed order pays, with the days on which it is to be repaid. */
  async beginLoan(tx: Tx, loan: { instalmentId: string; awardId: string; amountCents: Cents; paidOn: Day }, dues: readonly Due[]): Promise<void> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into loans (instalment_id, award_id, amount_cents, paid_on, next_due_on) values ($1, $2, $3, $4, $5) returning id`,
      [loan.instalmentId, loan.awardId, loan.amountCents, loan.paidOn, dues[0]!.on],
    );
    await execute(
      tx,
      `insert into loan_dues (loan_id, position, due_on, amount_cents) select $1, position, due_on, amount_cents from unnest($2::date[], $3::bigint[]) with ordinality as due (due_on, amount_cents, position)`,
      [row!.id, dues.map(({ on }) => on), dues.map(({ amountCents }) => amountCents)],
    );
  }

  async move(tx: Tx, id: string, state: OrderState): Promise<void> {
    await execute(tx, `update payment_orders set state = $2 where id = $1`, [id, state]);
  }
}
