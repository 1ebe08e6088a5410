import type { Role } from '#domain/identity/actor.js';
import { focused, heading, openSite, taken, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { playUntilCommittee, type SmallRound } from '../support/small-round.js';
import { readCsv } from '../support/tables.js';
import { until } from '../support/until.js';

let site: Site;
let round: SmallRound;
beforeAll(async () => {
  site = await openSite();
  round = await playUntilCommittee(site);
});
afterAll(() => site?.close());

const visit = (as: Role, look: Omit<VisitOptions, 'as'> = {}): Promise<Visit> => site.visit({ as, ...look });
afterEach(() => site?.closeWindows());

type Page = Visit['page'];
const spaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const poles = (page: Page): Promise<string[]> => page.locator('tr[data-rank] th[scope="row"]').evaluateAll((all) => all.map((one) => (one as unknown as { firstChild: { textContent: string } }).firstChild.textContent));
const cut = async (page: Page): Promise<string> => spaces((await page.locator('.es-cut').first().textContent()) ?? '');
const said = async (page: Page): Promise<string> => spaces((await page.locator('.es-said').textContent()) ?? '');

async function openRanking(page: Page): Promise<void> {
  await page.goto('/comite');
  await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Classements' }).click();
  await page.getByRole('link', { name: round.title }).click();
  await heading(page, 'Classement').waitFor();
}

it('the line of the envelope moves as amounts change and ties are settled; each move is said', async () => {
  const { page, expectSound } = await visit('chair');
  await openRanking(page);
  expect(await poles(page)).toEqual([1, 2, 3, 4, 5].map((n) => `Pôle de la séance ${n}`));
  expect(await cut(page)).toBe('Fin de l’enveloppe : 2 aides, 200 000 €reste 50 000 € pour une aide suivante à 100 000 €');
  await page.getByText('40 points').waitFor();
  await page.getByText('1 égalité à départager avant de figer'.replace('1 ', '1\u00a0')).waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Monter Pôle de la séance 3' }).click();
  expect(await poles(page)).toEqual([1, 3, 2, 4, 5].map((n) => `Pôle de la séance ${n}`));
  expect(await said(page)).toBe('Pôle de la séance 3 : rang 2, financé, reste 50 000 €.');
  await page.getByLabel('Aide par lauréat, à l’essai').fill('80000');
  expect(await cut(page)).toBe('Fin de l’enveloppe : 3 aides, 240 000 €reste 10 000 € pour une aide suivante à 80 000 €');
  await page.getByLabel('Aide par lauréat, à l’essai').fill('120000');
  await page.getByText(/Baissez le montant de 20\s000\s€/).waitFor();
  expect(await cut(page)).toMatch(/^Fin de l’enveloppe : 3 aides/);
});

it('by keyboard alone: a dossier of a tie is moved down, placed at a rank, and the order is kept', async () => {
  const { page } = await visit('session-secretary');
  await openRanking(page);
  await page.getByRole('button', { name: 'Descendre Pôle de la séance 2' }).focus();
  await page.keyboard.press('Enter');
  expect(await said(page)).toBe('Pôle de la séance 2 : rang 3, non financé, reste 50 000 €.');
  const more = page.getByRole('button', { name: 'Autres actions : Pôle de la séance 2'.replace(' :', '\u00a0:') });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/^Placer au rang/);
  await page.keyboard.press('ArrowUp');
  await until('it has the second rank again', async () => (await said(page)) === 'Pôle de la séance 2 : rang 2, financé, reste 50 000 €.');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toMatch(/^Autres actions/);
});

it('the evaluations are taken away dossier by dossier, in the order of the ranking', async () => {
  const one = await visit('session-secretary');
  const { page, expectSound } = one;
  await openRanking(page);
  await page.getByRole('button', { name: 'Exporter' }).click();
  await expectSound();
  const csv = await taken(one, () => page.getByRole('group', { name: 'Les évaluations, dossier par dossier' }).getByRole('link', { name: 'Texte (CSV)' }).click());
  expect(csv.name).toMatch(/^evaluations-PETIT-\d{4}-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...rows] = readCsv(csv.bytes);
  expect(head!.slice(0, 7)).toEqual(['Rang', 'À départager', 'Numéro', 'Pôle', 'Projet', 'Volet', 'Région']);
  expect(rows.map(([, tied, , pole]) => [pole, tied])).toEqual([1, 2, 3, 4, 5].map((n) => [`Pôle de la séance ${n}`, n === 2 || n === 3 ? 'oui' : 'non']));
});

it('a small round: frozen, proposed in bulk, confirmed and released, agreed in bulk', async () => {
  const chair = await visit('chair');
  await openRanking(chair.page);
  await chair.page.getByRole('button', { name: 'Garder l’ordre des rangs 2 à 3' }).click();
  await chair.page.getByRole('button', { name: 'Figer le classement' }).click();
  await chair.page.getByText('Le classement est figé').waitFor();
  await chair.page.getByRole('link', { name: 'Proposer les décisions' }).click();
  await heading(chair.page, 'Propositions de décision').waitFor();
  await chair.page.getByLabel('Places en liste complémentaire').fill('1');
  expect(await chair.page.getByRole('button', { name: /^Relire/ }).isDisabled()).toBe(true);
  await chair.page.getByLabel('Motif des rejets').fill('Le rang du projet ne permet pas de le retenir dans la limite de l’enveloppe.');
  await chair.page.reload();
  expect(await chair.page.getByLabel('Motif des rejets').inputValue()).toMatch(/^Le rang du projet/);
  await chair.page.getByLabel('Places en liste complémentaire').fill('1');
  await chair.expectSound();
  await chair.page.getByRole('button', { name: /^Relire 5/ }).click();
  const panel = chair.page.getByRole('region', { name: 'Ce qui va se passer' });
  expect(spaces((await panel.textContent()) ?? '')).toMatch(/2 attributions pour 200 000 €, 1 place en liste complémentaire et 2 rejets/);
  await panel.getByRole('button', { name: /^Proposer 5/ }).click();
  await chair.page.getByText(/5\slignes faites, 0\srefusée/).waitFor();
  await chair.expectSound();

  const signatory = await visit('signatory');
  const { page } = signatory;
  await page.goto('/comite/decisions?etat=proposed');
  await page.getByLabel('Appel').selectOption({ label: round.title });
  await until('the five are listed', async () => (await page.getByRole('checkbox').count()) === 5);
  await page.getByRole('button', { name: 'Tout cocher' }).click();
  await page.getByRole('button', { name: /^Confirmer 5/ }).click();
  await page.getByText(/200\s000\s€ sont engagés sur l’enveloppe/).waitFor();
  await page.getByRole('region', { name: 'Ce qui va se passer' }).getByRole('button', { name: /^Confirmer 5/ }).click();
  await page.getByText(/5\slignes faites, 0\srefusée/).waitFor();
  await page.getByRole('button', { name: 'Fermer' }).click();
  await page.getByRole('button', { name: 'Confirmées' }).click();
  await until('every letter is there', async () => {
    await page.reload();
    await heading(page, 'Décisions').waitFor();
    return (await page.getByRole('link', { name: /^Lettre .*PDF$/ }).count()) === 5;
  });
  await page.getByRole('button', { name: 'Tout cocher' }).click();
  await page.getByRole('button', { name: /^Notifier 5/ }).click();
  await page.getByRole('region', { name: 'Ce qui va se passer' }).getByRole('button', { name: /^Notifier 5/ }).click();
  await page.getByText(/5\slignes faites, 0\srefusée/).waitFor();
  await page.getByRole('button', { name: 'Fermer' }).click();
  await page.getByRole('button', { name: 'Notifiées' }).click();
  await page.getByRole('link', { name: 'Pôle de la séance 1' }).click();
  await page.getByText('Elle est notifiée : le pôle a sa lettre.'.replace(' :', '\u00a0:')).waitFor();
  const letter = await page.request.get((await page.getByRole('link', { name: 'Lire la lettre (PDF)' }).getAttribute('href'))!);
  expect([letter.headers()['content-type'], (await letter.body()).subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  await signatory.expectSound();

  const officer = await visit('officer');
  await officer.page.goto('/paiement/conventions');
  await officer.page.getByRole('button', { name: /^Préparer 2/ }).click();
  await officer.page.getByText(/2\slignes faites, 0\srefusée/).waitFor();
});

it.each([
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'light' },
] as const)('every page is sound at $width px, $theme', async (look) => {
  const { page, expectSound } = await visit('chair', look);
  const past = (await site.get<{ items: { callId: string }[] }>('/api/results')).items.at(-1)!.callId;
  for (const [address, title] of [
    ['/comite', 'À faire'],
    ['/comite/classements', 'Classements'],
    [`/comite/classements/${past}`, 'Classement'],
    [`/comite/classements/${past}/propositions`, 'Propositions de décision'],
    ['/comite/decisions', 'Décisions'],
    ['/aide/comite', 'Classer, décider, notifier'],
  ] as const) {
    await page.goto(address);
    await heading(page, title).waitFor();
    await expectSound();
  }
});
