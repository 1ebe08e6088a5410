import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright-core';
import type { Role } from '#domain/identity/actor.js';
import { parisDay } from '#domain/shared/day.js';
import { heading } from '../support/browser.js';
import { fictitiousIban } from '../support/fictitious-iban.js';
import { fictitiousSiren, form, newCall, rubric } from '../support/open-call.js';
import { json, made, PoleSite, siren } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
let now: Date;
const hands = new Map<Role, APIRequestContext>();
const as = (role: Role): APIRequestContext => hands.get(role)!;
const post = <T = { id: string }>(by: APIRequestContext, address: string, data: object = {}, headers: Record<string, string> = {}): Promise<T> => made<T>(by.post(address, { data, headers }));

const tracks = [
  { key: 'poste', title: 'Poste', support: 'post', minCents: 716_400, maxCents: 716_400, durationMonths: 36 },
  { key: 'pret', title: 'Prêt à taux zéro', support: 'loan', minCents: 1_000_000, maxCents: 3_000_000, durationMonths: 36, repaidOverMonths: 36 },
  { key: 'second-pret', title: 'Second prêt', support: 'loan', minCents: 1_000_000, maxCents: 3_000_000, durationMonths: 36, repaidOverMonths: 36, requiresTrack: 'poste' },
];
let callId: string;

beforeAll(async () => {
  world = await PoleSite.open();
  for (const role of ['officer', 'publisher', 'budget-approver', 'chair', 'national-reviewer', 'signatory', 'preparer', 'approver', 'executor'] as const) hands.set(role, (await world.site.visit({ as: role })).page.request);
  now = new Date((await world.site.get<{ now: string }>('/api/site')).now);
  const year = Number(parisDay(now).slice(0, 4));
  const lines = [year, year + 1, year + 2, year + 3, year + 4].flatMap((one) => (['ae', 'cp'] as const).map((nature) => ({ nature, year: one, amountCents: 10_000_000 })));
  const { id: envelopeId } = await post(as('officer'), '/api/envelopes', { title: 'Postes et prêts', lines });
  await post(as('budget-approver'), `/api/envelopes/${envelopeId}/confirm`);
  const phase = { title: 'Dépôt', opensAt: new Date(now.getTime() - 86_400_000).toISOString(), closesAt: new Date(now.getTime() + 30 * 86_400_000).toISOString() };
  callId = (await post(as('officer'), '/api/calls', { ...newCall('POSTES-ET-PRETS', envelopeId), title: 'Postes et prêts', phases: [phase], tracks })).id;
  await made(as('officer').put(`/api/calls/${callId}/form`, { data: { version: 1, definition: form } }));
  await made(as('officer').put(`/api/calls/${callId}/rubric`, { data: { version: 2, definition: rubric } }));
  await post(as('publisher'), `/api/calls/${callId}/publish`);
});
afterAll(() => world?.site.close());

let applicant: string;
let dossier: string;
let poleId: string;

it('the pole chooses its track, told what each gives and which are not for it', async () => {
  applicant = await world.newcomer();
  const { page, expectSound, close } = await world.visit(applicant, { width: 360 });
  poleId = (await post(page.request, '/api/poles', { name: 'Pôle fictif des Landes', siren: siren(), legalCategory: '9220', regionCode: '75', addressLine: '1 rue Imaginaire', postalCode: '40000', city: 'Mont-de-Marsan' })).id;
  await page.goto(`/pole/candidater/${callId}`);
  await page.getByText('7 164 € par an et par poste'.replaceAll(/(?<=\d) (?=[\d€])/g, '\u202f').replace('\u202f€', '\u00a0€')).waitFor();
  await page.getByRole('button', { name: 'Commencer mon dossier' }).click();
  await page.getByText('Choisissez le volet que votre pôle demande.').waitFor();
  await page.locator('label[for="volet-second-pret"]').click();
  await page.getByText(/ce pôle n’a pas encore cette décision/).waitFor();
  await expectSound();
  await page.locator('label[for="volet-pret"]').click();
  await page.getByLabel('Titre du projet').fill('Un atelier de résine');
  await page.getByRole('button', { name: 'Commencer mon dossier' }).click();
  await page.getByText('volet « Prêt à taux zéro »'.replace('« ', '«\u00a0').replace(' »', '\u00a0»')).first().waitFor();
  await page.waitForURL(/membres$/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  dossier = /dossiers\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await expectSound();
  await close();
});

/** From the draft to the payment of the loan, over HTTP. */
async function lend(pole: APIRequestContext): Promise<void> {
  const saved = await made<{ applicationVersion: number }>(pole.put(`/api/applications/${dossier}/sections/project`, { data: { version: 0, answers: { summary: 'Coopérer', territory: 'Les Landes' } } }));
  const member = (n: number, legalCategory: string, slot: string): object => ({ name: `Membre ${n}`, siren: fictitiousSiren(50_000 + n), legalCategory, slots: [slot], evidence: 'Statuts' });
  const { version } = await made<{ version: number }>(pole.put(`/api/applications/${dossier}/members`, { data: { version: saved.applicationVersion, members: [member(1, '9220', 'ess'), member(2, '5710', 'non-ess'), member(3, '7210', 'other')] } }));
  await post(pole, `/api/applications/${dossier}/submit`, { version });
  await post(as('officer'), `/api/applications/${dossier}/findings`, { findings: ['innovation', 'territory', 'specification', 'not-already-funded'].map((condition) => ({ condition, met: true, reason: '' })) });
  await post(as('officer'), `/api/applications/${dossier}/rule-eligibility`);
  const { userId } = await made<{ userId: string }>(as('national-reviewer').get('/api/session'));
  const { reviewId } = await post<{ reviewId: string }>(as('officer'), '/api/assignments', { applicationId: dossier, reviewerId: userId, level: 'national' });
  const marks = [{ criterion: 'cooperation', value: 5 }, { criterion: 'innovation', value: 4 }];
  const review = await made<{ version: number }>(as('national-reviewer').put(`/api/reviews/${reviewId}/marks`, { data: { version: 1, marks } }));
  await post(as('national-reviewer'), `/api/reviews/${reviewId}/send`, { version: review.version });
  await post(as('chair'), `/api/calls/${callId}/rankings`, { order: [] });
  const { id } = await post(as('chair'), '/api/decisions', { applicationId: dossier, kind: 'award', amountCents: 3_000_000, releaseOn: parisDay(now) });
  await post(as('signatory'), `/api/decisions/${id}/confirm`);
  await until('the letter is made', async () => (await made<{ letter: object | null }>(as('signatory').get(`/api/decisions/${id}`))).letter !== null);
  await post(as('signatory'), `/api/decisions/${id}/release`);
  const account = await post(pole, `/api/poles/${poleId}/bank-accounts`, { iban: fictitiousIban(90_001), holder: 'Pôle fictif des Landes' });
  await post(as('approver'), `/api/bank-accounts/${account.id}/verify`);
  const agreement = await post(as('officer'), '/api/agreements', { decisionId: id });
  await post(pole, `/api/agreements/${agreement.id}/sign`);
  const { instalments } = await post<{ instalments: { id: string }[] }>(as('signatory'), `/api/agreements/${agreement.id}/sign`);
  const order = await post(as('preparer'), '/api/payment-orders', { instalmentId: instalments[0]!.id }, { 'idempotency-key': randomUUID() });
  await post(as('approver'), `/api/payment-orders/${order.id}/approve`);
  await post(as('executor'), `/api/payment-orders/${order.id}/execute`);
}

it('a loan is repaid by lines of the bank’s statement; a wrong one is taken back by the approver; the pole reads what is left', async () => {
  const pole = await world.visit(applicant);
  await lend(pole.page.request);
  const executor = await world.site.visit({ as: 'executor' });
  const { page } = executor;
  await page.goto('/paiement/prets');
  await heading(page, 'Prêts').waitFor();
  await executor.expectSound();
  await page.getByRole('link', { name: 'Pôle fictif des Landes' }).click();
  await heading(page, 'Prêt\u00a0: Pôle fictif des Landes').waitFor();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Recopiez la référence du relevé').waitFor();
  for (const [amount, reference] of [['833,34', 'VIR 1'], ['9 000', 'VIR 2']] as const) {
    await page.getByLabel('Montant reçu, en euros').fill(amount);
    await page.getByLabel('Référence bancaire').fill(reference);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('cell', { name: reference, exact: true }).waitFor();
  }
  await executor.expectSound();
  const approver = await world.site.visit({ as: 'approver', width: 360, theme: 'dark' });
  await approver.page.goto(page.url());
  await approver.page.getByRole('button', { name: 'Reprendre VIR 2' }).click();
  await approver.page.getByLabel(/^Pourquoi reprendre/).fill('Virement d’un autre pôle.');
  await approver.expectSound();
  await approver.page.getByRole('button', { name: 'Reprendre ce remboursement' }).click();
  await approver.page.getByText(/Le remboursement est repris/).waitFor();
  await approver.page.getByText(/Repris le .* Virement d’un autre pôle/).waitFor();
  await approver.expectSound();
  await pole.page.goto(`/pole/dossiers/${dossier}/suivi`);
  const loan = pole.page.getByRole('region', { name: 'Votre prêt à rembourser' });
  await loan.getByText('29\u202f166,66\u00a0€').waitFor();
  await loan.getByText('Voir les 36\u00a0échéances').click();
  await pole.expectSound();
  expect(await json<{ items: { repaidCents: number }[] }>(pole.page, `/api/loans?applicationId=${dossier}`)).toMatchObject({ items: [{ repaidCents: 83_334 }] });
});
