import { randomUUID } from 'node:crypto';
import { expectStatus } from './api.js';
import { fictitiousIban } from './fictitious-iban.js';
import type { Dossier } from './open-call.js';
import type { Staff } from './world-people.js';

/** The tracks of both calls: the subsidy that most dossiers ask for, and a loan. */
export const tracks = [
  { key: 'aide', title: 'Aide', support: 'cash', minCents: 10_000_000, maxCents: 10_000_000, durationMonths: 24 },
  { key: 'pret', title: 'Prêt à taux zéro', support: 'loan', minCents: 1_000_000, maxCents: 3_000_000, durationMonths: 36, repaidOverMonths: 36 },
];
export const lentCents = 2_000_000;

let accounts = 0;

/** A loan that was awarded is agreed and paid, and a part of it repaid. */
export async function lend({ officer, signatory, preparer, approver, executor }: Staff, callId: string, { id, poleId, applicant }: Dossier): Promise<{ loan: string; repayment: string }> {
  const made = async (answer: ReturnType<Staff['officer']['call']>): Promise<string> => expectStatus<{ id: string }>(await answer, 201).id;
  const { items: decisions } = expectStatus<{ items: { id: string }[] }>(await officer.call('get', `/api/decisions?applicationId=${id}`), 200);
  const account = await made(applicant.call('post', `/api/poles/${poleId}/bank-accounts`, { iban: fictitiousIban(700 + ++accounts), holder: 'Pôle fictif' }));
  expectStatus(await approver.call('post', `/api/bank-accounts/${account}/verify`), 200);
  const agreement = await made(officer.call('post', '/api/agreements', { decisionId: decisions[0]!.id }));
  expectStatus(await applicant.call('post', `/api/agreements/${agreement}/sign`), 200);
  const { instalments } = expectStatus<{ instalments: { id: string }[] }>(await signatory.call('post', `/api/agreements/${agreement}/sign`), 200);
  const order = await made(preparer.call('post', '/api/payment-orders', { instalmentId: instalments[0]!.id }, { 'idempotency-key': randomUUID() }));
  expectStatus(await approver.call('post', `/api/payment-orders/${order}/approve`), 200);
  expectStatus(await executor.call('post', `/api/payment-orders/${order}/execute`), 200);
  const { items: loans } = expectStatus<{ items: { id: string }[] }>(await executor.call('get', `/api/loans?callId=${callId}`), 200);
  const loan = loans[0]!.id;
  const repaid = expectStatus<{ repayments: { id: string }[] }>(await executor.call('post', `/api/loans/${loan}/repayments`, { amountCents: 50_000, receivedOn: '2023-10-30', bankReference: `VIR ${loan}` }), 201);
  return { loan, repayment: repaid.repayments[0]!.id };
}
