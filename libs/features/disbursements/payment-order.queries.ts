import { Injectable } from '@nestjs/common';
import { canSeeOrder, canTakeStep, orderReaders } from '#domain/disbursements/disbursement.policy.js';
import { paymentOrderLifecycle, type OrderAction, type OrderState } from '#domain/disbursements/payment-order.lifecycle.js';
import { polesKeptFrom } from '#domain/identity/pole-people.js';
import { scopesOf, type Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { envelopeOfDossier } from '../calls/call.queries.js';
import { withinScopes } from '../decisions/decision.queries.js';

export interface PaymentOrderView {
  id: string;
  state: OrderState;
  amountCents: number;
  instalmentId: string;
  instalmentLabel: string;
  dueOn: string | null;
  agreementId: string;
  agreementReference: string;
  applicationId: string;
  applicationNumber: string;
  callId: string;
  callCode: string;
  poleId: string;
  poleName: string;
  iban: string;
  holder: string;
  preparedAt: Date;
  steps: { step: 'prepare' | 'approve' | 'execute'; personName: string; at: string }[];
  actions: OrderAction[];
}

type Raw = Omit<PaymentOrderView, 'actions'> & { envelopeId: string; regionCode: string; people: string[]; cursor: string };

const orders = `select o.id, o.state, o.amount_cents as "amountCents", i.id as "instalmentId", i.label as "instalmentLabel", i.due_on as "dueOn", g.id as "agreementId",
    g.reference as "agreementReference", a.id as "applicationId", a.number as "applicationNumber", c.id as "callId", c.code as "callCode", ${envelopeOfDossier} as "envelopeId",
    p.id as "poleId", p.name as "poleName", p.region_code as "regionCode", b.iban, b.holder, o.prepared_at as "preparedAt", o.prepared_at::text as cursor, s.people, s.steps
  from payment_orders o join instalments i on i.id = o.instalment_id join agreements g on g.id = i.agreement_id join decisions d on d.id = g.decision_id
  join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id join bank_accounts b on b.id = o.bank_account_id
  cross join lateral (
    select array_agg(t.person_id) as people, jsonb_agg(jsonb_build_object('step', t.step, 'personName', u.full_name, 'at', t.at) order by array_position(array['prepare', 'approve', 'execute'], t.step)) as steps
    from order_steps t join users u on u.id = t.person_id where t.order_id = o.id) s`;

@Injectable()
export class PaymentOrderQueries {
  constructor(private readonly database: Database) {}

  /** Orders of the calls that one's desk covers, the last prepared first. */
  async list(actor: Actor, filter: { state?: OrderState; callId?: string; instalmentId?: string; limit: number; after?: string }): Promise<Page<PaymentOrderView>> {
    const where = new Where();
    where.and(`${withinScopes(where, scopesOf(actor, orderReaders))} and not ${withinScopes(where, polesKeptFrom(actor))}`);
    if (filter.state !== undefined) where.and(`o.state = ${Where.word(filter.state)}`);
    if (filter.callId !== undefined) {
      where.and(`o.instalment_id = any(array(
        select i.id from decisions d join agreements g on g.decision_id = d.id join instalments i on i.agreement_id = g.id where d.call_id = ${where.value(filter.callId)}::uuid))`);
    }
    if (filter.instalmentId !== undefined) where.and(`o.instalment_id = ${where.value(filter.instalmentId)}::uuid`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(o.prepared_at, o.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Raw>(this.database, `${orders} where ${where.sql} order by o.prepared_at desc, o.id desc limit ${fetched(filter.limit)}`, where.params);
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map((row) => view(actor, row)), next };
  }

  async one(actor: Actor, id: string): Promise<PaymentOrderView> {
    const [found] = await rows<Raw>(this.database, `${orders} where o.id = $1`, [id]);
    if (found === undefined || !canSeeOrder(actor, found)) throw notFound('payment-order');
    return view(actor, found);
  }
}

function view(actor: Actor, row: Raw): PaymentOrderView {
  const { envelopeId: _, regionCode: _region, people, cursor: _cursor, ...shown } = row;
  const may = (action: OrderAction): boolean => canTakeStep(actor, action, row) && (action === 'cancel' || !people.includes(actor.userId));
  return { ...shown, actions: paymentOrderLifecycle.actionsFrom(row.state).filter(may) };
}
