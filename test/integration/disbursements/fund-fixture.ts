import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LetterService } from '#features/decisions/letter.service.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { fictitiousIban } from '../../support/fictitious-iban.js';
import { openCall, type Dossier, type OpenCall } from '../../support/open-call.js';
import { hire, type Staff } from '../../support/world-people.js';

interface Fund {
  id: string;
  envelopeCents: number;
  targetInitiatives: number;
  support: { kind: 'post' | 'loan'; perYearCents?: number; years?: number; minCents?: number; maxCents?: number; repaidOverYears?: number }[];
}
/** The fund of 2019-2021: 3 M€, 200 initiatives, posts at 7 164 € a year for three years, loans of 10 000 to 30 000 € for those who got one. */
const fund = (JSON.parse(readFileSync(path.join(process.cwd(), 'test/integration/calls/rounds.json'), 'utf8')) as { rounds: Fund[] }).rounds.find(({ id }) => id === 'ptca-2019-2021')!;
export const [post, loan] = [fund.support.find(({ kind }) => kind === 'post')!, fund.support.find(({ kind }) => kind === 'loan')!];
export const postCents = post.perYearCents! * post.years!;
const loanCents = loan.maxCents!;
const awardCents = { poste: postCents, pret: loanCents, conseil: 0 };
type Track = keyof typeof awardCents;

export let api: TestApi;
export let staff: Staff;
export let call: OpenCall;
let reviewer: Caller;
/** Opens the fund: its money year by year, its call with its tracks, its people. */
export async function openFund(): Promise<void> {
  api = await openApi();
  await api.setClock('2019-07-01T10:00:00Z');
  staff = await hire(api);
  reviewer = await api.signIn('Rémi Relecteur', 'national-reviewer');
  const third = fund.envelopeCents / 3;
  call = await openCall(api, {
    lines: [{ nature: 'ae', year: 2019, amountCents: 2 * third }, { nature: 'ae', year: 2020, amountCents: third }, ...[2020, 2021, 2022].map((year) => ({ nature: 'cp', year, amountCents: third }))],
    phase: { opensAt: '2019-06-30T22:00:00Z', closesAt: '2021-12-31T23:00:00Z' },
    tracks: [
      { key: 'poste', title: 'Poste', support: 'post', minCents: post.perYearCents, maxCents: post.perYearCents, durationMonths: post.years! * 12, laureatesExpected: fund.targetInitiatives },
      { key: 'pret', title: 'Prêt à taux zéro', support: 'loan', minCents: loan.minCents, maxCents: loanCents, durationMonths: loan.repaidOverYears! * 12, repaidOverMonths: loan.repaidOverYears! * 12, requiresTrack: 'poste' },
      { key: 'conseil', title: 'Accompagnement', support: 'services', minCents: 0, maxCents: 0, durationMonths: 12 },
    ],
  });
}

export const made = async (by: Caller, route: string, body: object, headers?: Record<string, string>): Promise<string> => expectStatus<{ id: string }>(await by.call('post', route, body, headers), 201).id;
export const done = async <T>(by: Caller, route: string, body?: object): Promise<T> => expectStatus<T>(await by.call('post', route, body), 200);
export const got = async <T>(by: Caller, route: string): Promise<T> => expectStatus<T>(await by.call('get', route), 200);
export const refusal = async (answer: ReturnType<Caller['call']>): Promise<string> => {
  const { status, body } = await answer;
  return `${status} ${(body as { code?: string }).code ?? ''}`;
};
export const year = async (of: number): Promise<Record<string, number>> => (await got<{ figures: { cp: Record<string, Record<string, number>> } }>(staff.officer, `/api/envelopes/${call.envelopeId}`)).figures.cp[of]!;

export interface Instalment {
  id: string;
  amountCents: number;
  year: number;
  trigger: string;
  startsOn: string | null;
  dueOn: string | null;
  state: string;
}
export const instalmentsOf = async (agreementId: string): Promise<Instalment[]> =>
  (await got<{ items: (Instalment & { position: number })[] }>(staff.preparer, `/api/instalments?limit=100&agreementId=${agreementId}`)).items.sort((one, other) => one.position - other.position);

let accounts = 0;
const paidOn = new Set<string>();

/** From the draft to the release of its award. */
export async function awarded(dossier: Dossier, track: Track): Promise<string> {
  await done(dossier.applicant, `/api/applications/${dossier.id}/submit`, { version: dossier.version });
  const findings = ['innovation', 'territory', 'specification', 'not-already-funded'].map((condition) => ({ condition, met: true, reason: '' }));
  await done(staff.officer, `/api/applications/${dossier.id}/findings`, { findings });
  await done(staff.officer, `/api/applications/${dossier.id}/rule-eligibility`);
  const { reviewId } = expectStatus<{ reviewId: string }>(await staff.officer.call('post', '/api/assignments', { applicationId: dossier.id, reviewerId: reviewer.id, level: 'national' }), 201);
  const marks = [{ criterion: 'cooperation', value: 5 }, { criterion: 'innovation', value: 4 }];
  const { version } = expectStatus<{ version: number }>(await reviewer.call('put', `/api/reviews/${reviewId}/marks`, { version: 1, marks }), 200);
  await done(reviewer, `/api/reviews/${reviewId}/send`, { version });
  const { ties } = await got<{ ties: string[][] }>(staff.chair, `/api/calls/${call.id}/ranking`);
  expectStatus(await staff.chair.call('post', `/api/calls/${call.id}/rankings`, { order: ties.flat() }), 201);
  const { rows } = await api.sql.query<{ day: string }>(`select (essaim_now() at time zone 'Europe/Paris')::date::text as day`);
  const id = await made(staff.chair, '/api/decisions', { applicationId: dossier.id, kind: 'award', amountCents: awardCents[track], releaseOn: rows[0]!.day });
  await done(staff.signatory, `/api/decisions/${id}/confirm`);
  const jobs = await api.sql.query<{ id: string }>(`select id from outbox where job = 'decisions.make-letter'`);
  for (const job of jobs.rows) await api.app.get(LetterService, { strict: false }).make(job.id);
  await done(staff.signatory, `/api/decisions/${id}/release`);
  return id;
}

/** The signed agreement of an award, and the account that it is paid on. */
export async function agreed(dossier: Dossier, decisionId: string): Promise<string> {
  const id = await made(staff.officer, '/api/agreements', { decisionId });
  await done(dossier.applicant, `/api/agreements/${id}/sign`);
  await done(staff.signatory, `/api/agreements/${id}/sign`);
  if (!paidOn.has(dossier.poleId)) {
    const account = await made(dossier.applicant, `/api/poles/${dossier.poleId}/bank-accounts`, { iban: fictitiousIban(++accounts), holder: 'Pôle fictif' });
    await done(staff.approver, `/api/bank-accounts/${account}/verify`);
    paidOn.add(dossier.poleId);
  }
  return id;
}

export async function pay(instalmentId: string): Promise<void> {
  const id = await made(staff.preparer, '/api/payment-orders', { instalmentId }, { 'idempotency-key': randomUUID() });
  await done(staff.approver, `/api/payment-orders/${id}/approve`);
  await done(staff.executor, `/api/payment-orders/${id}/execute`);
}

export interface Loan {
  id: string;
  state: string;
  repaidCents: number;
  lateCents: number;
  nextDueOn: string | null;
  nextDueCents: number | null;
  actions: string[];
  dues: { dueOn: string; amountCents: number; repaidCents: number }[];
  repayments: { id: string; bankReference: string; recordedByName: string | null; correction: { reason: string } | null; actions: string[] }[];
}
export const repay = (by: Caller, loanId: string, amountCents: number, receivedOn: string, bankReference: string) => by.call('post', `/api/loans/${loanId}/repayments`, { amountCents, receivedOn, bankReference });
