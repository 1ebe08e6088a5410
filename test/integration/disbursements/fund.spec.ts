import { randomUUID } from 'node:crypto';
import { expectStatus, quietPool, type Caller } from '../../support/api.js';
import { completeDraft, completeDraftOf, newPole, type Dossier } from '../../support/open-call.js';
import { agreed, api, awarded, call, done, got, instalmentsOf, openFund, pay, post, postCents, refusal, repay, staff, year, type Loan } from './fund-fixture.js';

beforeAll(openFund);
afterAll(() => api?.close());

const posts: Dossier[] = [];
const agreements: string[] = [];
let lent: { dossier: Dossier; decisionId: string; agreementId: string; loanId: string };

it('a dossier is of one track of its call, once per track, and of the loans only for who holds a post', async () => {
  const { applicant, poleId } = await newPole(api);
  const start = (trackKey?: string) => applicant.call('post', '/api/applications', { callId: call.id, poleId, projectTitle: 'Un projet', prerequisiteDeclared: false, trackKey });
  expect(await refusal(start())).toBe('400 application.track-missing');
  expect(await refusal(start('autre'))).toBe('400 application.track-unknown');
  expect(await refusal(start('pret'))).toBe('422 application.track-not-held');
  const insert = (trackKey: string | null) =>
    api.sql.query(
      `insert into applications (call_id, phase_id, pole_id, form_version_id, started_by, track_key) select $1, p.id, $2, f.id, $3, $4 from call_phases p, form_versions f where p.call_id = $1 and f.call_id = $1`,
      [call.id, poleId, applicant.id, trackKey],
    );
  await expect(insert(null)).rejects.toMatchObject({ code: '23514', constraint: 'applications_track_chosen' });
  await expect(insert('autre')).rejects.toMatchObject({ code: '23503', constraint: 'applications_track_of_call' });
  await expect(insert('pret')).rejects.toMatchObject({ code: '23514', constraint: 'applications_track_held' });
  posts.push(await completeDraftOf(applicant, poleId, call, false, 'poste'));
  expect(await refusal(start('poste'))).toBe('409 application.already-started');
  await expect(insert('poste')).rejects.toMatchObject({ code: '23505', constraint: 'applications_one_per_pole' });
  expectStatus(await start('conseil'), 201);
  await expect(api.sql.query(`update applications set track_key = 'pret' where id = $1`, [posts[0]!.id])).rejects.toMatchObject({ code: '42501' });
  const { items } = await got<{ items: { id: string; track: { title: string } }[] }>(applicant, `/api/applications?limit=10&callId=${call.id}&track=poste`);
  expect(items.map(({ id, track }) => [id, track])).toEqual([[posts[0]!.id, { key: 'poste', title: 'Poste' }]]);
});

it('an award is what its track says, in the api and in the database', async () => {
  posts.push(await completeDraft(api, call, false, 'poste'), await completeDraft(api, call, false, 'poste'));
  await api.setClock('2019-10-14T08:00:00Z');
  for (const dossier of posts) await agreed(dossier, await awarded(dossier, 'poste')).then((id) => agreements.push(id));
  const { rows } = await api.sql.query<{ content: string }>(`select content from submissions where application_id = $1`, [posts[0]!.id]);
  expect(JSON.parse(rows[0]!.content)).toMatchObject({ track: { key: 'poste', title: 'Poste' } });
  const other = await completeDraft(api, call, false, 'poste');
  await done(other.applicant, `/api/applications/${other.id}/submit`, { version: other.version });
  const propose = (amountCents: number) =>
    api.sql.query(
      `insert into decisions (reference, application_id, submission_id, kind, amount_cents, release_on, proposed_by, proposed_at)
       select 'D-essai', s.application_id, s.id, 'award', $2, now(), $3, now() from submissions s where s.application_id = $1`,
      [other.id, amountCents, staff.chair.id],
    );
  for (const wrong of [postCents - 1, postCents + 1, 0]) await expect(propose(wrong)).rejects.toMatchObject({ code: '23514', constraint: 'decisions_amount_in_track' });
  const { id: released } = (await got<{ items: { id: string; trackTitle: string }[] }>(staff.chair, `/api/decisions?limit=1&applicationId=${posts[0]!.id}`)).items[0]!;
  expect(await got(staff.chair, `/api/decisions/${released}`)).toMatchObject({ amountCents: 2_149_200, trackTitle: 'Poste' });
});

it('a post is paid at the beginning of each of its twelve quarters, never before, each year to the cent', async () => {
  const [first] = agreements;
  const plan = await instalmentsOf(first!);
  expect(plan.map(({ amountCents }) => amountCents)).toEqual(Array.from({ length: 12 }, () => 179_100));
  expect([plan[0]!, plan[11]!].map(({ startsOn, dueOn, year: credits, state }) => [startsOn, dueOn, credits, state])).toEqual([['2020-01-01', '2020-01-31', 2020, 'awaiting-quarter'], ['2022-10-01', '2022-10-31', 2022, 'awaiting-quarter']]);
  for (const credits of [2020, 2021, 2022]) expect(await year(credits)).toMatchObject({ planned: 3 * post.perYearCents!, paid: 0 });
  await api.setClock('2019-12-31T22:59:00Z');
  expect(await refusal(staff.preparer.call('post', '/api/payment-orders', { instalmentId: plan[0]!.id }, { 'idempotency-key': randomUUID() }))).toBe('422 instalment.quarter-not-begun');
  await expect(
    api.sql.query(
      `insert into payment_orders (instalment_id, amount_cents, bank_account_id, idempotency_key, prepared_by, prepared_at)
       select $1, 179100, b.id, $2, $3, '2019-12-31T22:59:59Z' from bank_accounts b where b.pole_id = $4`,
      [plan[0]!.id, randomUUID(), staff.preparer.id, posts[0]!.poleId],
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'payment_orders_conditions_met' });
  await api.setClock('2019-12-31T23:00:00Z');
  expect((await instalmentsOf(first!)).map(({ state }) => state)).toEqual(['due', ...Array.from({ length: 11 }, () => 'awaiting-quarter')]);
  for (const agreement of agreements) await pay((await instalmentsOf(agreement))[0]!.id);
  expect(await year(2020)).toMatchObject({ planned: 3 * post.perYearCents!, paid: 3 * 179_100 });
});

it('a loan is paid once, and its repayment is fixed that day', async () => {
  await api.setClock('2020-01-10T09:00:00Z');
  const { applicant, poleId } = posts[0]!;
  const dossier = await completeDraftOf(applicant, poleId, call, false, 'pret');
  await api.setClock('2020-02-03T09:00:00Z');
  const decisionId = await awarded(dossier, 'pret');
  const agreementId = await agreed(dossier, decisionId);
  const [one, ...others] = await instalmentsOf(agreementId);
  expect([one!.amountCents, one!.trigger, one!.dueOn, others]).toEqual([3_000_000, 'signature', '2020-04-03', []]);
  await api.setClock('2020-02-29T09:00:00Z');
  await pay(one!.id);
  expect(await refusal(staff.preparer.call('post', '/api/payment-orders', { instalmentId: one!.id }, { 'idempotency-key': randomUUID() }))).toBe('409 instalment.already-ordered');
  const { items } = await got<{ items: Loan[] }>(applicant, `/api/loans?limit=10&applicationId=${dossier.id}`);
  lent = { dossier, decisionId, agreementId, loanId: items[0]!.id };
  const shown = await got<Loan>(applicant, `/api/loans/${lent.loanId}`);
  expect(shown).toMatchObject({ state: 'running', repaidCents: 0, lateCents: 0, nextDueOn: '2020-03-29', nextDueCents: 83_334, actions: [], repayments: [] });
  expect(shown.dues).toHaveLength(36);
  expect(shown.dues.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(3_000_000);
  expect([shown.dues[11]!, shown.dues[12]!, shown.dues[35]!].map(({ dueOn, amountCents }) => [dueOn, amountCents])).toEqual([['2021-02-28', 83_334], ['2021-03-29', 83_333], ['2023-02-28', 83_333]]);
  for (const text of [`update loan_dues set amount_cents = 1 where loan_id = $1`, `update loans set repaid_cents = amount_cents, next_due_on = null where id = $1`, `delete from loan_dues where loan_id = $1`]) {
    await expect(api.sql.query(text, [lent.loanId])).rejects.toMatchObject({ code: '42501' });
  }
  await expect(api.sql.query(`insert into loan_dues (loan_id, position, due_on, amount_cents) values ($1, 37, '2030-01-01', 1)`, [lent.loanId])).rejects.toMatchObject({ code: '23514', constraint: 'loan_dues_whole' });
});

it('a loan cannot be paid without its schedule, and nothing else is a loan', async () => {
  const [, second] = await instalmentsOf(agreements[1]!);
  const client = await api.sql.connect();
  try {
    await client.query('begin');
    await client.query(`with l as (insert into loans (instalment_id, award_id, amount_cents, paid_on, next_due_on) select $1, d.id, 179100, '2020-02-29', '2020-03-29' from decisions d join agreements g on g.decision_id = d.id where g.id = $2 returning id) select from l`, [second!.id, agreements[1]]);
    await expect(client.query('commit')).rejects.toMatchObject({ code: '23514', constraint: 'loans_paid_whole' });
  } finally {
    await client.query('rollback');
    client.release();
  }
});

it('accompaniment is awarded without money, an agreement without instalments', async () => {
  const dossier = await completeDraft(api, call, false, 'conseil');
  const decisionId = await awarded(dossier, 'conseil');
  const agreementId = await agreed(dossier, decisionId);
  expect(await got(dossier.applicant, `/api/agreements/${agreementId}`)).toMatchObject({ state: 'signed', amountCents: 0, instalments: [], trackTitle: 'Accompagnement' });
  expect((await api.sql.query(`select from ledger_accounts where award_id = $1`, [decisionId])).rowCount).toBe(0);
});

it('what comes back is recorded once: the same reference again is the same repayment, anything else under it is refused', async () => {
  await api.setClock('2020-03-30T09:00:00Z');
  expect(await got<Loan>(staff.preparer, `/api/loans/${lent.loanId}`)).toMatchObject({ state: 'late', lateCents: 83_334, actions: ['record'] });
  expect((await got<{ items: Loan[] }>(staff.preparer, `/api/loans?limit=10&state=late&callId=${call.id}`)).items.map(({ id }) => id)).toEqual([lent.loanId]);
  const { executor, preparer } = staff;
  const first = expectStatus<Loan>(await repay(executor, lent.loanId, 83_334, '2020-03-30', ' vir  sepa 2020-03 '), 201);
  expect(first).toMatchObject({ state: 'running', repaidCents: 83_334, lateCents: 0, nextDueOn: '2020-04-29', repayments: [{ bankReference: 'VIR SEPA 2020-03' }] });
  expect(expectStatus<Loan>(await repay(preparer, lent.loanId, 83_334, '2020-03-30', 'VIR SEPA 2020-03'), 201)).toEqual(first);
  expect(await refusal(repay(preparer, lent.loanId, 83_333, '2020-03-30', 'VIR SEPA 2020-03'))).toBe('409 repayment.reference-taken');
  expect(await refusal(repay(preparer, lent.loanId, 83_334, '2020-03-29', 'VIR SEPA 2020-03'))).toBe('409 repayment.reference-taken');
  expect(await refusal(repay(preparer, lent.loanId, 1, '2020-03-31', 'VIR DEMAIN'))).toBe('400 repayment.received-in-the-future');
  expect(await refusal(repay(preparer, lent.loanId, 1, '2020-02-28', 'VIR AVANT'))).toBe('400 repayment.received-before-payment');
  expect(await refusal(repay(lent.dossier.applicant, lent.loanId, 1, '2020-03-30', 'VIR DU POLE'))).toBe('403 repayment.record-not-yours');
  expect((await got<Loan>(lent.dossier.applicant, `/api/loans/${lent.loanId}`)).repayments[0]).toMatchObject({ recordedByName: null, actions: [] });
  expect(await year(2020)).toMatchObject({ paid: 3 * 179_100 + 3_000_000, recovered: 83_334 });
});

it('two recordings at once make one; two that are too much together, one of them', async () => {
  const { executor, preparer } = staff;
  const same = await Promise.all(Array.from({ length: 12 }, (_, n) => repay(n % 2 === 0 ? executor : preparer, lent.loanId, 500_000, '2020-03-30', 'VIR DOUBLE')));
  expect(same.map(({ status }) => status)).toEqual(same.map(() => 201));
  expect((await got<Loan>(preparer, `/api/loans/${lent.loanId}`)).repaidCents).toBe(583_334);
  const both = await Promise.all(['UN', 'DEUX'].map((reference) => repay(executor, lent.loanId, 2_000_000, '2020-03-30', `VIR ${reference}`)));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  expect((await got<Loan>(preparer, `/api/loans/${lent.loanId}`)).repaidCents).toBe(2_583_334);
});

it('a mistake is taken back whole, by another person, by a transfer that names the one it corrects', async () => {
  const { approver, executor } = staff;
  const { repayments } = await got<Loan>(approver, `/api/loans/${lent.loanId}`);
  const wrong = repayments.filter(({ bankReference }) => bankReference !== 'VIR SEPA 2020-03');
  expect(wrong.map(({ actions }) => actions)).toEqual([['correct'], ['correct']]);
  const correct = (by: Caller, id: string, reason = 'Virement d’un autre pôle.') => by.call('post', `/api/repayments/${id}/correct`, { reason });
  expect(await refusal(correct(executor, wrong[0]!.id))).toBe('403 repayment.correct-not-yours');
  expect(await refusal(correct(approver, wrong[0]!.id, 'court'))).toBe('400 repayment.reason-too-short');
  const twice = await Promise.all([correct(approver, wrong[0]!.id), correct(approver, wrong[0]!.id)]);
  expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const after = expectStatus<Loan>(await correct(approver, wrong[1]!.id), 200);
  expect(after).toMatchObject({ repaidCents: 83_334, nextDueOn: '2020-04-29' });
  expect(after.repayments.filter(({ correction }) => correction?.reason === 'Virement d’un autre pôle.')).toHaveLength(2);
  const { rows } = await api.sql.query(
    `select t.kind, c.kind as corrected, t.amount_cents = c.amount_cents as whole from ledger_transfers t join ledger_transfers c on c.id = t.corrects where t.award_id = $1`,
    [lent.decisionId],
  );
  expect(rows).toEqual([{ kind: 'recover', corrected: 'recover', whole: true }, { kind: 'recover', corrected: 'recover', whole: true }]);
  const own = expectStatus<Loan>(await repay(approver, lent.loanId, 100, '2020-03-30', 'VIR DOUBLE'), 201); // its reference is free again
  const mine = own.repayments.at(-1)!;
  expect(mine.actions).toEqual([]);
  expect(await refusal(correct(approver, mine.id))).toBe('403 repayment.correct-needs-another-person');
  expectStatus(await correct(await api.signIn('Alix Approbatrice', 'approver'), mine.id), 200);
});

it('by SQL too: nothing beyond the loan, nothing without its transfer, no transfer without its repayment, nothing changed or removed', async () => {
  const insert = (values: { amount: number; reference?: string; corrects?: string; by?: string }) =>
    api.sql.query(
      `insert into repayments (loan_id, amount_cents, received_on, bank_reference, reason, corrects, recorded_by, recorded_at) values ($1, $2, '2020-03-30', $3, $4, $5, $6, '2020-03-30T10:00:00Z')`,
      [lent.loanId, values.amount, values.reference ?? null, values.corrects === undefined ? null : 'Une erreur de saisie.', values.corrects ?? null, values.by ?? staff.executor.id],
    );
  await expect(insert({ amount: 3_000_000, reference: 'VIR TROP' })).rejects.toMatchObject({ code: '23514', constraint: 'loans_not_over_repaid' });
  await expect(insert({ amount: 1, reference: 'VIR SEPA 2020-03' })).rejects.toMatchObject({ code: '23505', constraint: 'repayments_reference_taken' });
  await expect(insert({ amount: 1, reference: 'VIR SEUL' })).rejects.toMatchObject({ code: '23514', constraint: 'loans_repaid_as_ledger' });
  const { rows } = await api.sql.query<{ id: string }>(`select id from repayments where bank_reference = 'VIR SEPA 2020-03'`);
  await expect(insert({ amount: 1, corrects: rows[0]!.id, by: staff.approver.id })).rejects.toMatchObject({ constraint: 'repayments_correction_whole' });
  await expect(insert({ amount: 83_334, corrects: rows[0]!.id })).rejects.toMatchObject({ constraint: 'repayments_second_person' });
  const move = (cents: number) =>
    api.sql.query(
      `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id, instalment_id)
       select 'recover', t.from_account, t.to_account, $2, t.event_id, t.person_id, t.award_id, t.instalment_id from ledger_transfers t where t.award_id = $1 and t.kind = 'recover' and t.corrects is null limit 1`,
      [lent.decisionId, cents],
    );
  await expect(move(3_000_000)).rejects.toMatchObject({ code: '23514', constraint: 'ledger_accounts_balance_not_negative' });
  await expect(move(1)).rejects.toMatchObject({ code: '23514', constraint: 'loans_repaid_as_ledger' });
  for (const text of ['update repayments set amount_cents = 1', 'update repayments set taken_back = true', 'delete from repayments']) await expect(api.sql.query(text)).rejects.toMatchObject({ code: '42501' });
});

it('is repaid in full, due by due, and paid no second time for it; the posts go on to their twelfth quarter', async () => {
  const { dues } = await got<Loan>(staff.executor, `/api/loans/${lent.loanId}`);
  for (let quarter = 1; quarter < 12; quarter += 1) {
    const starts = (await instalmentsOf(agreements[0]!))[quarter]!.startsOn!;
    await api.setClock(`${starts}T08:00:00Z`);
    for (const agreement of agreements) await pay((await instalmentsOf(agreement))[quarter]!.id);
  }
  await api.setClock('2023-03-01T08:00:00Z');
  for (const [index, due] of dues.entries()) if (index > 0) expectStatus(await repay(staff.executor, lent.loanId, due.amountCents, due.dueOn, `VIR ${due.dueOn}`), 201);
  const over = await got<Loan>(lent.dossier.applicant, `/api/loans/${lent.loanId}`);
  expect(over).toMatchObject({ state: 'repaid', repaidCents: 3_000_000, lateCents: 0, nextDueOn: null, nextDueCents: null });
  expect(over.dues.every(({ amountCents, repaidCents }) => amountCents === repaidCents)).toBe(true);
  expect(await refusal(repay(staff.executor, lent.loanId, 1, '2023-03-01', 'VIR DE TROP'))).toBe('422 repayment.exceeds-loan');
  expect(await year(2020)).toEqual({ authorised: 100_000_000, planned: 3 * 716_400 + 3_000_000, ordered: 3 * 716_400 + 3_000_000, paid: 3 * 716_400 + 3_000_000, recovered: 3_000_000, available: 100_000_000 - 3 * 716_400 - 3_000_000 });
  for (const credits of [2021, 2022]) expect(await year(credits)).toMatchObject({ paid: 3 * 716_400, recovered: 0 });
  const replan = api.sql.query(
    `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id)
     select 'plan', t.from_account, t.to_account, t.amount_cents, t.event_id, t.person_id, t.award_id from ledger_transfers t where t.award_id = $1 and t.kind = 'plan'`,
    [lent.decisionId],
  );
  await expect(replan).rejects.toMatchObject({ code: '23514', constraint: 'ledger_award_cap' });
});

it('balances are their replay, loans what came back, events a chain', async () => {
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  try {
    for (const check of ['ledger_differences()', 'loan_differences()', 'event_chain_breaks()']) expect((await owner.query(`select * from ${check}`)).rows).toEqual([]);
    await owner.query('alter table loans disable trigger user');
    await owner.query('update loans set repaid_cents = repaid_cents - 1, next_due_on = paid_on');
    expect((await owner.query(`select loan_id from loan_differences()`)).rows).toEqual([{ loan_id: lent.loanId }]);
  } finally {
    await owner.end();
  }
});
