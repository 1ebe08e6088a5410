import { Injectable } from '@nestjs/common';
import { agreementReaders, canAcceptReport, canSeeAgreement } from '#domain/agreements/agreement.policy.js';
import { blocksOf, instalmentState, type InstalmentBlock, type InstalmentState } from '#domain/agreements/agreement.rules.js';
import type { AgreementState } from '#domain/agreements/agreement.lifecycle.js';
import type { Trigger } from '#domain/decisions/instalment.rules.js';
import { canPrepareOrder } from '#domain/disbursements/disbursement.policy.js';
import { poleReaders } from '#domain/identity/pole-people.js';
import { scopesOf, type Actor } from '#domain/identity/actor.js';
import type { Day } from '#domain/shared/day.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { envelopeOfDossier } from '../calls/call.queries.js';
import { withinScopes } from '../decisions/decision.queries.js';

export interface InstalmentView {
  id: string;
  position: number;
  label: string;
  amountCents: number;
  year: number;
  trigger: Trigger;
  /** Of a quarter: its first day, before which it is not ordered. */
  startsOn: string | null;
  state: InstalmentState;
  dueOn: string | null;
  reportAcceptedAt: Date | null;
  orderId: string | null;
  /** when its order was executed */
  paidAt: Date | null;
  agreementId: string;
  agreementReference: string;
  applicationId: string;
  applicationNumber: string;
  callId: string;
  callCode: string;
  poleId: string;
  poleName: string;
  blockedBy: InstalmentBlock[];
  actions: ('accept-report' | 'prepare')[];
}

type Raw = Omit<InstalmentView, 'state' | 'blockedBy' | 'actions'> & {
  account: 'none' | 'declared' | 'verified';
  agreement: AgreementState;
  order: 'prepared' | 'approved' | 'executed' | null;
  envelopeId: string;
  regionCode: string;
  today: Day;
  cursor: string;
};

const today = `(essaim_now() at time zone 'Europe/Paris')::date`;

/** `instalmentState` of the domain, asked of rows. */
const state = `case when o.state = 'executed' then 'paid' when o.state is not null then 'ordered' when g.state <> 'signed' then 'awaiting-signature'
  when i.starts_on > ${today} then 'awaiting-quarter' when i.trigger = 'report-accepted' and i.report_accepted_at is null then 'awaiting-report' else 'due' end`;

const instalments = `select i.id, i.position, i.label, i.amount_cents as "amountCents", i.year, i.trigger, i.starts_on as "startsOn", ${today} as today, i.due_on as "dueOn", i.report_accepted_at as "reportAcceptedAt",
    o.id as "orderId", o.state as "order", (select s.at from order_steps s where s.order_id = o.id and s.step = 'execute') as "paidAt", g.id as "agreementId", g.reference as "agreementReference", g.state as agreement, a.id as "applicationId",
    a.number as "applicationNumber", c.id as "callId", c.code as "callCode", ${envelopeOfDossier} as "envelopeId", p.id as "poleId", p.name as "poleName",
    p.region_code as "regionCode", coalesce(i.due_on, 'infinity')::text as cursor,
    (select case when count(*) = 0 then 'none' when bool_or(b.current) then 'verified' else 'declared' end from bank_accounts b where b.pole_id = p.id) as account
  from instalments i join agreements g on g.id = i.agreement_id join decisions d on d.id = g.decision_id join applications a on a.id = d.application_id
  join calls c on c.id = a.call_id join poles p on p.id = a.pole_id left join payment_orders o on o.instalment_id = i.id and o.state <> 'cancelled'`;

@Injectable()
export class InstalmentQueries {
  constructor(private readonly database: Database) {}

  /** Instalments by the day on which they must be paid, those without one last: one's poles' own, and those that one's desk covers. */
  async list(
    actor: Actor,
    filter: { callId?: string; agreementId?: string; state?: InstalmentState; dueBy?: string; limit: number; after?: string },
  ): Promise<Page<InstalmentView>> {
    const where = new Where();
    where.and(withinScopes(where, scopesOf(actor, [...poleReaders, ...agreementReaders])));
    if (filter.callId !== undefined) where.and(`i.agreement_id = any(array(select g.id from decisions d join agreements g on g.decision_id = d.id where d.call_id = ${where.value(filter.callId)}::uuid))`);
    if (filter.agreementId !== undefined) where.and(`i.agreement_id = ${where.value(filter.agreementId)}::uuid`);
    if (filter.state !== undefined) where.and(`${state} = ${Where.word(filter.state)}`);
    if (filter.dueBy !== undefined) where.and(`coalesce(i.due_on, 'infinity') <= ${where.value(filter.dueBy)}::date and i.due_on is not null`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['day', 'uuid']);
      where.and(`(coalesce(i.due_on, 'infinity'), i.id) > (${where.value(since)}::date, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Raw>(
      this.database,
      `${instalments} where ${where.sql} order by coalesce(i.due_on, 'infinity'), i.id limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map((row) => view(actor, row)), next };
  }

  async one(actor: Actor, id: string): Promise<InstalmentView> {
    const [found] = await rows<Raw>(this.database, `${instalments} where i.id = $1`, [id]);
    if (found === undefined || !canSeeAgreement(actor, found)) throw notFound('instalment');
    return view(actor, found);
  }
}

function view(actor: Actor, row: Raw): InstalmentView {
  const { agreement, account, order, envelopeId: _, regionCode: _region, cursor: _cursor, today: onDay, ...shown } = row;
  const stands = instalmentState({ agreement, trigger: row.trigger, reportAccepted: row.reportAcceptedAt !== null, startsOn: row.startsOn, order }, onDay);
  const actions: InstalmentView['actions'] = [];
  if (stands === 'awaiting-report' && canAcceptReport(actor, row)) actions.push('accept-report');
  if (stands === 'due' && canPrepareOrder(actor, row)) actions.push('prepare');
  const blockedBy = blocksOf({ agreement, trigger: row.trigger, reportAccepted: row.reportAcceptedAt !== null, hasOrder: order !== null, account });
  return { ...shown, state: stands, blockedBy, actions };
}
