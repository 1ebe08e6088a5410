import type { Role } from '#domain/identity/actor.js';
import { heading, openSite, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { until } from '../support/until.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const visit = (as: Role, look: Omit<VisitOptions, 'as'> = {}): Promise<Visit> => site.visit({ as, ...look });
afterEach(() => site?.closeWindows());

it('a person is registered, given a role for one call, and loses it; the journal keeps all three', async () => {
  const { page, expectSound } = await visit('administrator');
  await page.goto('/administration');
  await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Personnes' }).click();
  await page.getByRole('link', { name: 'Inscrire une personne' }).click();
  await page.getByRole('button', { name: 'Inscrire la personne' }).click();
  await page.getByText('Indiquez le prénom et le nom.').waitFor();
  await expectSound();
  await page.getByLabel('Prénom et nom').fill('Théodora Fictive');
  await page.getByLabel('Adresse électronique').fill('theodora@exemple.test');
  await page.getByRole('button', { name: 'Inscrire la personne' }).click();
  await heading(page, 'Théodora Fictive').waitFor();
  await page.getByLabel('Rôle', { exact: true }).selectOption({ label: 'membre du comité' });
  await page.getByText('Pour un appel', { exact: true }).click();
  await page.getByLabel('Appel', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Dernier jour').fill('2020-01-01');
  await page.getByText('Ce jour est passé.').waitFor();
  expect(await page.getByRole('button', { name: 'Donner le rôle' }).count()).toBe(0);
  await page.getByLabel('Dernier jour').fill('2099-12-31');
  await page.getByText(/Théodora Fictive pourra agir comme.*jusqu’au\s31\sdécembre\s2099\sinclus/).waitFor();
  await page.getByRole('button', { name: 'Donner le rôle' }).click();
  await page.getByText(/Théodora Fictive a le rôle.*jusqu’au\s31\sdécembre\s2099\sinclus/).waitFor();
  await page.getByRole('listitem').filter({ hasText: /depuis le.*jusqu’au\s31\sdécembre\s2099\sinclus/ }).waitFor();
  await page.getByRole('button', { name: /^Retirer membre du comité/ }).click();
  await page.getByRole('button', { name: /^Retirer ce rôle dès maintenant/ }).click();
  await page.getByText('Ce qui a été fait avec reste au journal.').waitFor();
  await page.getByText('Aucun rôle.').waitFor();
  await page.getByText('Rôles terminés, 1').click();
  await expectSound();
  await page.getByRole('link', { name: 'Voir au journal' }).click();
  await heading(page, 'Journal').waitFor();
  await until('the three events are there', async () => (await page.getByRole('row').count()) === 4);
  expect(await page.locator('tbody th').evaluateAll((all) => all.map((one) => (one as unknown as { firstChild: { textContent: string } }).firstChild.textContent))).toEqual(['Rôle retiré', 'Rôle donné', 'Personne inscrite']);
  expect(await page.getByRole('link', { name: 'Adélaïde Fictive' }).count()).toBe(3);
  await page.getByRole('link', { name: 'Personne', exact: true }).first().click();
  await heading(page, 'Théodora Fictive').waitFor();
});

it('the search finds people by name without accents, and by role; the address keeps it', async () => {
  const { page } = await visit('administrator');
  await page.goto('/administration/personnes');
  await page.getByLabel('Nom ou adresse').fill('eugenie');
  await until('one is left', async () => (await page.getByRole('row').count()) === 2);
  expect(new URL(page.url()).searchParams.get('recherche')).toBe('eugenie');
  await page.reload();
  await page.getByRole('link', { name: 'Eugénie Fictive' }).waitFor();
  await page.goto('/administration/personnes?role=signatory');
  await page.getByRole('link', { name: 'Sidonie Fictive' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
});

it('a mail is sent again, as a new one', async () => {
  const { page, expectSound } = await visit('administrator');
  await page.goto('/administration/courriels?etat=sent');
  await page.getByRole('button', { name: /^Renvoyer/ }).first().click();
  await page.getByText(/repart à .*comme un nouveau courriel/).waitFor();
  await page.goto('/administration/courriels');
  await page.getByText('renvoi n° 1'.replace('n° ', 'n°\u00a0')).or(page.getByText('renvoi n° 1')).first().waitFor();
  await expectSound();
  expect(await page.getByText(/renvoi n°\s1/).count()).toBe(1);
});

it('the chain of events is verified, and what the service says of its health is read', async () => {
  const { page } = await visit('auditor');
  await page.goto('/administration/journal');
  await page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
  await page.getByText('aucun n’a été modifié').waitFor();
  await page.getByRole('link', { name: /^Son histoire/ }).first().click();
  await page.getByText(/^Ce qui est arrivé à/).waitFor();
  await page.goto('/administration/sante');
  await heading(page, 'Santé').waitFor();
  expect(await page.getByText('En marche').count()).toBe(2);
  await page.goto('/administration/personnes');
  await heading(page, 'Personnes et rôles').waitFor();
  expect(await page.getByRole('link', { name: 'Inscrire une personne' }).count()).toBe(0);
});

it.each([
  { width: 1440, theme: 'light' },
  { width: 360, theme: 'dark' },
] as const)('every page is sound at $width px, $theme', async (look) => {
  const { page, expectSound } = await visit('administrator', look);
  for (const [address, title] of [
    ['/administration', 'À faire'],
    ['/administration/personnes', 'Personnes et rôles'],
    ['/administration/courriels', 'Courriels'],
    ['/administration/travaux', 'Travaux en échec'],
    ['/administration/journal', 'Journal'],
    ['/administration/sante', 'Santé'],
    ['/aide/administration', 'Administrer et contrôler'],
  ] as const) {
    await page.goto(address);
    await heading(page, title).waitFor();
    await expectSound();
  }
});
