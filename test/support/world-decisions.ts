import { randomUUID } from 'node:crypto';
import { LetterService } from '#features/decisions/letter.service.js';
import { expectStatus, type Caller, type TestApi } from './api.js';
import { fictitiousIban } from './fictitious-iban.js';
import { runJobs } from './jobs.js';
import type { Dossier } from './open-call.js';
import { lentCents } from './world-loans.js';
import type { Staff } from './world-people.js';
import { done, made, type OpenSide } from './world-side.js';

const releaseOn = '2023-10-17';
const awardCents = 10_000_000;

const judged = ['innovation', 'territory', 'specification', 'not-already-funded'];

async function findEligible({ officer }: Staff, { id }: Dossier): Promise<void> {
  await done(officer, `/api/applications/${id}/findings`, { findings: judged.map((condition) => ({ condition, met: true, reason: '' })) });
  const { outcome } = await done<{ outcome: string }>(officer, `/api/applications/${id}/rule-eligibility`);
  if (outcome !== 'eligible') throw new Error(`the dossier was found ${outcome}`);
}

const assign = async ({ officer }: Staff, { id }: Dossier, reviewer: Caller): Promise<string> =>
  expectStatus<{ reviewId: string }>(await officer.call('post', '/api/assignments', { applicationId: id, reviewerId: reviewer.id, level: 'national' }), 201).reviewId;

async function send(reviewer: Caller, reviewId: string, cooperation: number): Promise<void> {
  const marks = [{ criterion: 'cooperation', value: cooperation }, { criterion: 'innovation', value: 3 }];
  const { version } = expectStatus<{ version: number }>(await reviewer.call('put', `/api/reviews/${reviewId}/marks`, { version: 1, marks }), 200);
  await done(reviewer, `/api/reviews/${reviewId}/send`, { version });
}

/** Four dossiers go all the way to a frozen ranking. */
export async function examine(staff: Staff, { call, dossiers }: OpenSide, colleague: Caller): Promise<void> {
  for (const [n, state] of (['decided', 'confirmed', 'proposed', 'lent'] as const).entries()) {
    await findEligible(staff, dossiers[state]);
    await send(colleague, await assign(staff, dossiers[state], colleague), 5 - n);
  }
  expectStatus(await staff.chair.call('post', `/api/calls/${call.id}/rankings`, { order: [] }), 201);
}

/** Two dossiers stay under review: one with a review sent and one begun, one to step aside from. */
export async function keepUnderReview(staff: Staff, { dossiers, ids }: OpenSide, colleague: Caller, reviewer: Caller): Promise<void> {
  for (const state of ['reviewed', 'avowal'] as const) await findEligible(staff, dossiers[state]);
  ids['sent-review'] = await assign(staff, dossiers.reviewed, colleague);
  await send(colleague, ids['sent-review'], 4);
  ids.review = await assign(staff, dossiers.reviewed, reviewer);
  await assign(staff, dossiers.avowal, reviewer);
}

export async function decide(api: TestApi, { chair, signatory }: Staff, { dossiers, ids }: OpenSide): Promise<void> {
  const propose = ({ id }: Dossier, amountCents = awardCents): Promise<string> => made(chair, '/api/decisions', { applicationId: id, kind: 'award', amountCents, releaseOn });
  const lent = await propose(dossiers.lent, lentCents);
  const confirmed = await propose(dossiers.confirmed);
  const released = await propose(dossiers.decided);
  Object.assign(ids, { proposal: await propose(dossiers.proposed), 'confirmed-decision': confirmed, 'released-decision': released });
  for (const id of [confirmed, released, lent]) await done(signatory, `/api/decisions/${id}/confirm`);
  await runJobs(api, 'decisions.make-letter', (id) => api.app.get(LetterService, { strict: false }).make(id));
  const codes = await Promise.all(
    [released, confirmed].map(async (id) => expectStatus<{ letter: { verificationCode: string } }>(await signatory.call('get', `/api/decisions/${id}`), 200).letter.verificationCode),
  );
  Object.assign(ids, { 'letter-code': codes[0], 'unreleased-code': codes[1] });
  for (const id of [released, lent]) await done(signatory, `/api/decisions/${id}/release`);
}

export async function agreeAndPay(staff: Staff, { dossiers: { decided }, ids }: OpenSide, n: number): Promise<void> {
  ids.iban = fictitiousIban(n + 1);
  ids['bank-account'] = await made(decided.applicant, `/api/poles/${decided.poleId}/bank-accounts`, { iban: ids.iban, holder: 'Pôle fictif' });
  await done(staff.approver, `/api/bank-accounts/${ids['bank-account']}/verify`);
  ids.agreement = await made(staff.officer, '/api/agreements', { decisionId: ids['released-decision'] });
  await done(decided.applicant, `/api/agreements/${ids.agreement}/sign`);
  const { instalments } = await done<{ instalments: { id: string; trigger: string }[] }>(staff.signatory, `/api/agreements/${ids.agreement}/sign`);
  ids.instalment = instalments.find(({ trigger }) => trigger === 'signature')!.id;
  ids['reported-instalment'] = instalments.find(({ trigger }) => trigger === 'report-accepted')!.id;
  await done(staff.officer, `/api/instalments/${ids['reported-instalment']}/accept-report`);
  ids['payment-order'] = await made(staff.preparer, '/api/payment-orders', { instalmentId: ids.instalment }, { 'idempotency-key': randomUUID() });
  await done(staff.approver, `/api/payment-orders/${ids['payment-order']}/approve`);
  await done(staff.executor, `/api/payment-orders/${ids['payment-order']}/execute`);
}
