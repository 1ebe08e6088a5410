import { agreementLifecycle } from '#domain/agreements/agreement.lifecycle.js';
import { applicationLifecycle } from '#domain/applications/application.lifecycle.js';
import { addendumLifecycle } from '#domain/calls/addendum.rules.js';
import { callLifecycle } from '#domain/calls/call.rules.js';
import { invitationLifecycle } from '#domain/directory/invitation.rules.js';
import { questionLifecycle } from '#domain/calls/question.rules.js';
import { charterLifecycle } from '#domain/charters/charter.rules.js';
import { decisionLifecycle } from '#domain/decisions/decision.lifecycle.js';
import { paymentOrderLifecycle } from '#domain/disbursements/payment-order.lifecycle.js';
import { envelopeLifecycle, topUpLifecycle } from '#domain/programmes/envelope.rules.js';
import { reviewLifecycle } from '#domain/reviews/review.lifecycle.js';
import type { Lifecycle } from '#domain/shared/lifecycle.js';
import { quietPool } from '../support/api.js';

const every = [
  [agreementLifecycle, 'agreements'],
  [applicationLifecycle, 'applications'],
  [callLifecycle, 'calls'],
  [addendumLifecycle, 'addenda'],
  [charterLifecycle, 'charters'],
  [questionLifecycle, 'call_questions'],
  [invitationLifecycle, 'invitations'],
  [decisionLifecycle, 'decisions'],
  [paymentOrderLifecycle, 'payment_orders'],
  [envelopeLifecycle, 'envelopes'],
  [topUpLifecycle, 'envelope_movements'],
  [reviewLifecycle, 'reviews'],
] as unknown as [Lifecycle<string, string>, string][];

const named = every.map(([lifecycle, table]) => [lifecycle.subject, lifecycle, table] as const);

const statesOf = ({ initial, transitions }: Lifecycle<string, string>): Set<string> =>
  new Set([initial, ...Object.values(transitions).flatMap(({ from, to }) => [...from, to])]);

const reachable = (lifecycle: Lifecycle<string, string>): Set<string> => {
  const reached = new Set([lifecycle.initial]);
  // a set that grows while it is walked: each state once
  for (const state of reached) for (const action of lifecycle.actionsFrom(state)) reached.add(lifecycle.next(action, state));
  return reached;
};

const sql = quietPool(process.env['DATABASE_URL']);
afterAll(() => sql.end());

describe.each(named)('%s', (_subject, lifecycle, table) => {
  it('reaches each of its states', () => {
    expect(reachable(lifecycle)).toEqual(statesOf(lifecycle));
  });

  it('has no action that never applies', () => {
    const applied = new Set([...reachable(lifecycle)].flatMap((state) => lifecycle.actionsFrom(state)));
    expect(applied).toEqual(new Set(Object.keys(lifecycle.transitions)));
  });

  it('has the states that its table allows', async () => {
    const { rows } = await sql.query<{ definition: string }>(
      `select pg_get_constraintdef(c.oid) as definition from pg_constraint c where c.conrelid = $1::regclass and c.contype = 'c'
         and c.conkey = array[(select attnum from pg_attribute where attrelid = $1::regclass and attname = 'state')]`,
      [table],
    );
    const allowed = new Set([...rows.map((row) => row.definition).join().matchAll(/'([a-z-]+)'/g)].map((match) => match[1]));
    expect(allowed).toEqual(statesOf(lifecycle));
  });
});

it('walks the lifecycle of every table that has states', async () => {
  const { rows } = await sql.query<{ name: string }>(`select table_name as name from information_schema.columns where table_schema = 'essaim' and column_name = 'state'`);
  expect(rows.map(({ name }) => name).sort()).toEqual(every.map(([, table]) => table).sort());
});
