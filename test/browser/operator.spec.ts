import type { Role } from '#domain/identity/actor.js';
import { heading, openSite, taken, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { readCsv } from '../support/tables.js';
import { until } from '../support/until.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const visit = (as: Role, look: Omit<VisitOptions, 'as'> = {}): Promise<Visit> => site.visit({ as, ...look });
afterEach(() => site?.closeWindows());

const read = async <T>({ page }: Visit, address: string): Promise<T> => (await (await page.request.get(address)).json()) as T;

it('an instalment is paid by three people, each with their step, and the money follows', async () => {
  const preparer = await visit('preparer');
  const { page } = preparer;
  await page.goto('/paiement');
  const section = page.getByRole('region', { name: 'Versements à préparer' });
  const pole = await section.getByRole('link').first().textContent();
  await section.getByRole('link').first().click();
  await heading(page, `Second versement : ${pole}`.replace(' :', '\u00a0:')).waitFor();
  const proofs = page.getByRole('region', { name: 'Le montant et ses preuves' });
  await proofs.getByText(/vérifié par/).waitFor();
  expect(await proofs.textContent()).toMatch(/40\s000,00\s€.*signée par .*accepté le .*FR76.*Reste après cet ordre0,00\s€/);
  await preparer.expectSound();
  await page.getByRole('button', { name: /^Préparer l’ordre de/ }).click();
  await page.getByText('L’ordre de 40 000,00 € est préparé.'.replace('40 000,00 €', '40\u202f000,00\u00a0€')).waitFor();
  await page.getByText('La suite revient à une autre personne').waitFor();
  expect(await page.getByRole('button', { name: /^Approuver/ }).count()).toBe(0);
  const address = new URL(page.url()).pathname;

  const approver = await visit('approver');
  await approver.page.goto('/paiement');
  await approver.page.getByRole('region', { name: 'Ordres à approuver' }).getByRole('link', { name: pole! }).click();
  await approver.page.getByRole('button', { name: /^Approuver l’ordre de/ }).click();
  await approver.page.getByText(/est approuvé\. Une autre personne l’exécute/).waitFor();
  expect(await approver.page.getByRole('button', { name: /^Exécuter/ }).count()).toBe(0);

  const executor = await visit('executor');
  await executor.page.goto(address);
  await executor.page.getByText('Un paiement ne s’annule plus.').waitFor();
  await executor.page.getByRole('button', { name: /^Exécuter le paiement de/ }).click();
  await executor.page.getByText(/sont payés/).waitFor();
  const steps = executor.page.getByRole('region', { name: 'Trois étapes, trois personnes' });
  expect(new Set(await steps.locator('li').evaluateAll((all) => all.map((one) => (one as unknown as { textContent: string }).textContent.replace(/.* par /, '')))).size).toBe(3);
  await executor.expectSound();
  await executor.page.goto('/paiement/versements?vue=payes');
  await executor.page.getByRole('row', { name: new RegExp(`${pole}.*Second`) }).waitFor();
  expect(await executor.page.getByRole('region', { name: /Où est l’argent/ }).getByRole('row', { name: /^Payé/ }).textContent()).toMatch(/40\s000,00\s€/);
});

it('what blocks is said with whose turn it is; an order is cancelled only after being asked twice', async () => {
  const approver = await visit('approver');
  const { page } = approver;
  await page.goto('/paiement/versements?vue=en-attente');
  await page.getByRole('table', { name: 'Versements, ce qui attend d’abord' }).getByRole('link').first().click();
  await page.getByText('Le bilan n’est pas encore accepté. À faire par').waitFor();
  await page.goto('/paiement/versements?vue=ordonnances');
  await page.getByRole('table', { name: 'Versements, ce qui attend d’abord' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Annuler l’ordre' }).click();
  await page.getByRole('button', { name: 'Garder l’ordre' }).click();
  await page.getByRole('button', { name: 'Annuler l’ordre' }).click();
  await page.getByRole('button', { name: /^Annuler cet ordre de/ }).click();
  await page.getByText(/Préparé le .*, puis annulé/).waitFor();
  expect(await page.getByRole('button', { name: 'Annuler l’ordre' }).count()).toBe(0);
  await approver.expectSound();
});

it('an envelope is proposed by one person and confirmed by another; the ledger adds up, down to each transfer', async () => {
  const officer = await visit('officer');
  const { page } = officer;
  await page.goto('/paiement/feuilles-de-route/nouvelle');
  await page.getByLabel('Titre', { exact: true }).fill('Feuille de route d’essai');
  await page.getByLabel('Annoncée le').fill('2023-11-06');
  await page.getByLabel('Nom de l’objet').fill('Création et structuration');
  await page.getByLabel('Montant par an').fill('1 000 000');
  await page.getByLabel('Première année').fill('2024');
  await page.getByLabel('Dernière année').fill('2026');
  await officer.expectSound();
  await page.getByRole('button', { name: 'Enregistrer la feuille de route' }).click();
  await page.getByText('Aucune enveloppe confirmée ne tient cette annonce.').waitFor();
  const roadmap = new URL(page.url()).pathname;
  await page.goto('/paiement/enveloppes');
  await page.getByRole('link', { name: 'Proposer une enveloppe' }).click();
  await heading(page, 'Proposer une enveloppe').waitFor();
  await page.getByLabel('Titre', { exact: true }).fill('Enveloppe d’essai');
  await page.getByLabel(/^Feuille de route que/).selectOption('Feuille de route d’essai');
  await page.getByLabel('Financeur').first().fill('Banque publique fictive');
  await page.getByLabel('Montant').first().fill('250000,50');
  await page.getByLabel('Montant').last().fill('100000');
  await page.getByLabel('Montant').first().fill('250 000 euros et des centimes');
  await page.getByText('Écrivez un montant en euros').waitFor();
  expect(await page.getByRole('button', { name: 'Proposer l’enveloppe' }).count()).toBe(0);
  await page.getByLabel('Montant').first().fill('250000,50');
  await officer.expectSound();
  await page.getByRole('button', { name: 'Proposer l’enveloppe' }).click();
  await heading(page, 'Enveloppe d’essai').waitFor();
  const budget = await visit('budget-approver');
  await budget.page.goto(new URL(page.url()).pathname);
  await budget.page.getByRole('button', { name: 'Confirmer l’enveloppe' }).click();
  await budget.page.getByText(/L’enveloppe est ouverte/).waitFor();
  const ae = budget.page.getByRole('region', { name: 'Autorisations d’engagement' });
  expect(await ae.getByRole('row', { name: /^Autorisé/ }).textContent()).toMatch(/250\s000,50\s€/);
  await until('both entries are listed', async () => (await budget.page.getByRole('table', { name: 'Écritures, la dernière d’abord' }).locator('tbody tr').count()) === 2);
  await budget.page.getByRole('button', { name: 'Exporter' }).click();
  await budget.expectSound();
  const csv = await taken(budget, () => budget.page.getByRole('group', { name: 'Les écritures affichées' }).getByRole('link', { name: 'Texte (CSV)' }).click());
  expect(csv.name).toMatch(/^ecritures-Enveloppe-d-essai-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...transfers] = readCsv(csv.bytes);
  expect(head!.slice(0, 4)).toEqual(['Écriture n°', 'Nature', 'Date (heure de Paris)', 'Crédits']);
  expect(transfers.map((row) => [row[1], row[3], row[8]].join(' ')).sort()).toEqual(['Ouverture AE 250000,50', 'Ouverture CP 100000,00']);
  await budget.page.goto(roadmap);
  expect(await budget.page.getByRole('table', { name: 'Crédits ouverts par année et financeur' }).getByRole('row', { name: /Banque publique fictive/ }).textContent()).toMatch(/250\s000,50\s€/);
  await budget.expectSound();
});

it('agreements and accounts: the payment history of an award leads back to its decision', async () => {
  const preparer = await visit('preparer');
  const { page } = preparer;
  await page.goto('/paiement/conventions');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('region', { name: 'Historique des paiements' }).getByText('Engagement').first().waitFor();
  const { items } = await read<{ items: { decisionReference: string }[] }>(preparer, '/api/agreements?limit=1');
  expect(await page.getByRole('region', { name: 'Ce qu’elle promet' }).textContent()).toContain(items[0]!.decisionReference);
});

it.each([
  { width: 1440, theme: 'light' },
  { width: 360, theme: 'dark' },
] as const)('every page is sound at $width px, $theme', async (look) => {
  const one = await visit('preparer', look);
  const { page, expectSound } = one;
  const { items } = await read<{ items: { id: string; agreementId: string }[] }>(one, '/api/instalments?limit=1');
  const envelopes = await read<{ items: { id: string }[] }>(one, '/api/envelopes?search=2023');
  for (const [address, title] of [
    ['/paiement', 'À faire'],
    ['/paiement/versements', 'Versements'],
    [`/paiement/versements/${items[0]!.agreementId}/${items[0]!.id}`, /versement/],
    ['/paiement/conventions', 'Conventions'],
    [`/paiement/conventions/${items[0]!.agreementId}`, /^Convention/],
    ['/paiement/enveloppes', 'Enveloppes'],
    [`/paiement/enveloppes/${envelopes.items[0]!.id}`, /Enveloppe/],
    ['/paiement/feuilles-de-route', 'Feuilles de route'],
    ['/paiement/comptes', 'Comptes bancaires'],
    ['/aide/paiement', /Payer/],
  ] as const) {
    await page.goto(address);
    await heading(page, title).waitFor();
    await page.waitForLoadState('networkidle');
    await expectSound();
  }
});
