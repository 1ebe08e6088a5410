import { Injectable } from '@nestjs/common';
import { agreementReaders, canSeeAgreement } from '#domain/agreements/agreement.policy.js';
import { canCorrectRepayment, canRecordRepayment } from '#domain/disbursements/disbursement.policy.js';
import { coverDues, loanStanding, type LoanState } from '#domain/disbursements/loan.rules.js';
import { scopesOf, type Actor } from '#domain/identity/actor.js';
import { isOfPole, poleReaders } from '#domain/identity/pole-people.js';
import type { Day } from '#domain/shared/day.js';
import { notFound } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Where } from '#platform/database/where.js';
import { envelopeOfDossier } from '../calls/call.queries.js';
import { withinScopes } from '../decisions/decision.queries.js';

export interface LoanSummary {
  id: string;
  state: LoanState;
  amountCents: Cents;
  repaidCents: Cents;
  /** Due before today and missing. */
  lateCents: number;
  paidOn: Day;
  /** The first due that is not covered, and what is missing of it. */
  nextDueOn: Day | null;
  nextDueCents: number | null;
  agreementId: string;
  agreementReference: string;
  applicationId: string;
  applicationNumber: string;
  callId: string;
  callCode: string;
  poleId: string;
  poleName: string;
  actions: 'record'[];
}

export interface LoanView extends LoanSummary {
  dues: { position: number; dueOn: Day; amountCents: number; repaidCents: number }[];
  repayments: RepaymentView[];
}

export interface RepaymentView {
  id: string;
  amountCents: number;
  receivedOn: Day;
  bankReference: string;
  recordedAt: string;
  /** The operator's business: null for the pole. */
  recordedByName: string | null;
  /** What took it back. */
  correction: { reason: string; at: string; byName: string | null } | null;
  actions: 'correct'[];
}

interface Raw extends Omit<LoanSummary, 'state' | 'lateCents' | 'nextDueCents' | 'actions'> {
  dues: { on: Day; amountCents: Cents }[];
  today: Day;
  envelopeId: string;
  regionCode: string;
  cursor: string;
}

const today = `(essaim_now() at time zone 'Europe/Paris')::date`;
const nextDue = `coalesce(l.next_due_on, 'infinity')`;
/** `loanStanding` of the domain, asked of rows. */
const states: Record<LoanState, string> = {
  late: `${nextDue} < ${today}`,
  running: `${nextDue} >= ${today} and l.next_due_on is not null`,
  repaid: `${nextDue} = 'infinity'`,
};

const loan = `l.id, l.amount_cents as "amountCents", l.repaid_cents as "repaidCents", l.paid_on as "paidOn", l.next_due_on as "nextDueOn", g.id as "agreementId", g.reference as "agreementReference",
  a.id as "applicationId", a.number as "applicationNumber", c.id as "callId", c.code as "callCode", p.id as "poleId", p.name as "poleName", p.region_code as "regionCode",
  ${envelopeOfDossier} as "envelopeId", ${today} as today, ${nextDue}::text as cursor,
  (select jsonb_agg(jsonb_build_object('on', due_on, 'amountCents', amount_cents) order by position) from loan_dues where loan_id = l.id) as dues`;
const tables = `loans l join instalments i on i.id = l.instalment_id join agreements g on g.id = i.agreement_id join decisions d on d.id = l.award_id
  join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id`;

@Injectable()
export class LoanQueries {
  constructor(private readonly database: Database) {}

  /** Loans by the day of their next due, those that are repaid last: one's poles' own, and those that one's desk covers. */
  async list(actor: Actor, filter: { callId?: string; applicationId?: string; state?: LoanState; limit: number; after?: string }): Promise<Page<LoanSummary>> {
    const where = new Where();
    where.and(withinScopes(where, scopesOf(actor, [...poleReaders, ...agreementReaders])));
    if (filter.callId !== undefined) where.and(`l.award_id = any(array(select id from decisions where call_id = ${where.value(filter.callId)}::uuid and kind = 'award'))`);
    if (filter.applicationId !== undefined) where.and(`l.award_id = any(array(select id from decisions where application_id = ${where.value(filter.applicationId)}::uuid))`);
    if (filter.state !== undefined) where.and(states[filter.state]);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['day', 'uuid']);
      where.and(`(${nextDue}, l.id) > (${where.value(since)}::date, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Raw>(this.database, `select ${loan} from ${tables} where ${where.sql} order by ${nextDue}, l.id limit ${fetched(filter.limit)}`, where.params);
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map((row) => summary(actor, row)), next };
  }

  /** A loan with its schedule and what came back, mistakes included. */
  async one(actor: Actor, id: string): Promise<LoanView> {
    const [found] = await rows<Raw & { repayments: (Omit<RepaymentView, 'actions'> & { recordedBy: string })[] }>(
      this.database,
      `select ${loan}, coalesce((
         select jsonb_agg(jsonb_build_object('id', r.id, 'amountCents', r.amount_cents, 'receivedOn', r.received_on, 'bankReference', r.bank_reference, 'recordedAt', r.recorded_at,
           'recordedBy', r.recorded_by, 'recordedByName', u.full_name,
           'correction', (select jsonb_build_object('reason', x.reason, 'at', x.recorded_at, 'byName', y.full_name) from repayments x join users y on y.id = x.recorded_by where x.corrects = r.id)) order by r.recorded_at, r.id)
         from repayments r join users u on u.id = r.recorded_by where r.loan_id = l.id and r.corrects is null), '[]') as repayments
       from ${tables} where l.id = $1`,
      [id],
    );
    if (found === undefined || !canSeeAgreement(actor, found)) throw notFound('loan');
    const { repayments, ...row } = found;
    const own = isOfPole(actor, row);
    const corrects = canCorrectRepayment(actor, row);
    return {
      ...summary(actor, row),
      dues: coverDues(row.dues, row.repaidCents).map(({ on, amountCents, repaidCents }, index) => ({ position: index + 1, dueOn: on, amountCents, repaidCents })),
      repayments: repayments.map(({ recordedBy, ...one }) => ({
        ...one,
        ...(own ? { recordedByName: null, correction: one.correction && { ...one.correction, byName: null } } : {}),
        actions: corrects && one.correction === null && recordedBy !== actor.userId ? ['correct'] : [],
      })),
    };
  }

  /** The transfer of the ledger that a repayment posted. */
  async transferOf(tx: Tx, repaymentId: string): Promise<number> {
    const [row] = await rows<{ id: number }>(
      tx,
      `select t.id from events e join ledger_transfers t on t.event_id = e.id where e.subject_type = 'repayment' and e.subject_id = $1 and e.name = 'repayment.recorded'`,
      [repaymentId],
    );
    return row!.id;
  }
}

function summary(actor: Actor, { dues, today: onDay, envelopeId, regionCode, cursor: _, ...shown }: Raw): LoanSummary {
  const { state, lateCents, next } = loanStanding(dues, shown.repaidCents, onDay);
  const records = state !== 'repaid' && canRecordRepayment(actor, { ...shown, envelopeId, regionCode });
  return { ...shown, state, lateCents, nextDueCents: next?.leftCents ?? null, actions: records ? ['record'] : [] };
}
