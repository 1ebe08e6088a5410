import { heading } from '../support/browser.js';
import { known, openFakeCompanySearch, type FakeCompanySearch } from '../support/fake-company-search.js';
import { json, PoleSite } from '../support/pole-site.js';
import { until } from '../support/until.js';

let fake: FakeCompanySearch;
let world: PoleSite;
beforeAll(async () => {
  fake = await openFakeCompanySearch();
  fake.mode = 'fails';
  world = await PoleSite.open({ COMPANY_SEARCH_URL: fake.url });
});
afterAll(async () => {
  await world?.site.close();
  await fake?.close();
});
afterEach(() => world?.site.closeWindows());

// First: until then the register is silent, so that what the demonstration has asked it is still open.
it('an officer has the register asked, reads what it says beside the members, and says that a pole has stopped', async () => {
  const { page, expectSound } = await world.site.visit({ as: 'officer' });
  const { items } = await json<{ items: { id: string; poleId: string }[] }>(page, `/api/applications?callId=${world.call}&state=submitted&limit=1`);
  await page.goto(`/instruction/recevabilite/${items[0]!.id}`);
  await page.getByText('pas encore vérifié').first().waitFor();
  fake.mode = 'answers';
  await page.getByRole('button', { name: 'Vérifier au registre' }).click();
  await page.getByText('La vérification est demandée').waitFor();
  await until('the register has answered', async () => {
    await page.reload();
    await page.getByText(/Structure porteuse/).waitFor();
    return (await page.getByText('inconnu du registre public').count()) > 1;
  });
  await expectSound();
  await page.goto(`/instruction/poles/${items[0]!.poleId}`);
  await page.getByRole('button', { name: 'Le pôle n’est plus actif' }).click();
  await page.getByRole('button', { name: 'Déclarer le pôle inactif' }).click();
  await page.getByText('Donnez le jour').waitFor();
  await page.getByLabel('Depuis le').fill('2023-02-01');
  await page.getByLabel('Pourquoi').fill('Le pôle a été dissous.');
  await expectSound();
  await page.getByRole('button', { name: 'Déclarer le pôle inactif' }).click();
  await page.getByText('La fiche dit maintenant que le pôle n’est plus actif.').waitFor();
  await expectSound();
});

it('two people of one pole change different parts: both are kept', async () => {
  const { email, id } = await world.draft();
  const one = await world.visit(email);
  const two = await world.visit(email);
  const { poleId } = await json<{ poleId: string }>(one.page, `/api/applications/${id}`);
  for (const { page } of [one, two]) await page.goto(`/pole/fiche/${poleId}`);
  await one.page.getByLabel('Présentation').fill('Par la première.');
  await one.page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await one.page.getByText(/^Enregistré à/).waitFor();
  two.expectRefusals();
  await two.page.getByLabel('Territoire d’action').fill('Le bocage');
  await two.page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await until('both are there', async () => {
    const { description, territory } = await json<{ description: string; territory: string }>(one.page, `/api/poles/${poleId}/profile`);
    if (territory === '') await two.page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
    return description === 'Par la première.' && territory === 'Le bocage';
  });
  await two.expectSound();
  expect(await json(one.page, `/api/poles/${poleId}/profile`)).toMatchObject({ description: 'Par la première.', territory: 'Le bocage', version: 3 });
});

it('a visitor finds a pole by the map, then by its name, and reads its page', async () => {
  const { page, expectSound } = await world.site.visit();
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Annuaire' }).click();
  await heading(page, 'Annuaire des pôles').waitFor();
  await expectSound();
  const tile = page.getByRole('button', { name: /^Bretagne BRE \d+/ });
  const count = Number(/\d+/.exec((await tile.getAttribute('aria-label'))!)![0]);
  expect(count).toBeGreaterThan(1);
  await tile.focus();
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`^${count}.pôles correspondent`)).waitFor();
  expect(new URL(page.url()).searchParams.get('region')).toMatch(/53/);
  const rows = page.getByRole('table', { name: 'Pôles de l’annuaire' }).locator('tbody tr');
  expect(await rows.count()).toBe(count);
  expect(await tile.getAttribute('aria-pressed')).toBe('true');
  await page.getByText('Voir le tableau').click();
  expect(await page.getByRole('row', { name: /^Bretagne/ }).locator('td').textContent()).toBe(String(count));
  await expectSound();
  const first = await rows.first().getByRole('link').textContent();
  await page.getByLabel('Nom ou commune').fill(`RENNES ${first!.slice(-1)}`);
  await until('the search is in the address', () => Promise.resolve(new URL(page.url()).searchParams.get('recherche') !== null));
  await page.getByRole('link', { name: first!, exact: true }).click();
  await heading(page, first!).waitFor();
  await page.getByRole('heading', { name: 'Les membres' }).waitFor();
  await expectSound();
  await page.goto('/poles?recherche=introuvable');
  await page.getByRole('heading', { name: 'Aucun pôle ne correspond' }).waitFor();
  await expectSound();
});

it('a structure found by its SIREN fills the form of a new pole', async () => {
  const { page, expectSound } = await world.visit(await world.newcomer());
  await page.goto(`/pole/candidater/${world.call}`);
  await page.getByLabel('Trouver votre structure au registre public').fill('000 700 047');
  await page.getByRole('button', { name: /^A LANA CORSA/ }).click();
  expect(await Promise.all(['Nom de la structure', 'Adresse', 'Code postal', 'Commune'].map((label) => page.getByLabel(label, { exact: true }).inputValue()))).toEqual(['A LANA CORSA', '12 RUE DES TISSERANDS', '20000', 'AJACCIO']);
  expect(await page.getByRole('combobox', { name: 'Région' }).inputValue()).toBe('94');
  await expectSound();
});

it('a pole writes its profile, with a member looked up, then one by hand when nothing answers; a visitor reads it, and its dossier takes its members', async () => {
  const { email, id: dossierId } = await world.draft();
  const { page, expectSound } = await world.visit(email);
  const { poleId } = await json<{ poleId: string }>(page, `/api/applications/${dossierId}`);
  await page.goto('/pole');
  await page.getByRole('link', { name: 'Pôle fictif du Bocage', exact: true }).click();
  await heading(page, /^Fiche.: Pôle fictif du Bocage/).waitFor();
  await expectSound();
  await page.getByLabel('Présentation').fill('Des haies, de la laine et du bois.');
  await page.getByLabel('Un thème qui n’est pas dans la liste').fill('Bocage');
  await page.keyboard.press('Enter');
  const search = page.getByLabel('Trouver un membre au registre public');
  await search.fill('laines du');
  await page.getByRole('button', { name: /^LES LAINES DU BOCAGE/ }).click();
  await page.getByRole('heading', { level: 3, name: 'LES LAINES DU BOCAGE' }).waitFor();
  expect(await page.getByRole('textbox', { name: /^SIREN ou SIRET/ }).inputValue()).toBe(known.laine.siren);
  expect(await page.getByRole('textbox', { name: /^Numéro RNA/ }).last().inputValue()).toBe('W351234567');
  await expectSound();

  fake.mode = 'fails';
  await search.fill('atelier du pont');
  await page.getByText('La recherche d’entreprises ne répond pas. Continuez à la main').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Ajouter un membre à la main' }).click();
  const last = page.locator('.es-members > li').last();
  await last.getByLabel('Nom', { exact: true }).fill('Commune fictive');
  await last.getByRole('textbox', { name: /^SIREN ou SIRET/ }).fill('000 700 055');
  await last.getByLabel('Forme juridique').selectOption('7210');
  await page.getByText('Faire paraître cette fiche').click();
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await expectSound();
  await last.getByRole('textbox', { name: /^SIREN ou SIRET/ }).fill('000 700 054');
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await page.getByText('La fiche paraît dans l’annuaire public').waitFor();
  await expectSound();
  fake.mode = 'answers';

  const visitor = await world.site.visit({ width: 360 });
  await visitor.page.goto(`/poles/${poleId}`);
  await heading(visitor.page, 'Pôle fictif du Bocage').waitFor();
  await visitor.page.getByText('Des haies, de la laine et du bois.').waitFor();
  await visitor.page.getByRole('rowheader', { name: 'Commune fictive' }).waitFor();
  await visitor.expectSound();

  await page.goto(`/pole/dossiers/${dossierId}/membres`);
  await page.getByRole('button', { name: /^Reprendre les membres du pôle/ }).click();
  await page.getByRole('heading', { level: 3, name: 'Commune fictive' }).waitFor();
  await page.getByText(/^Enregistré à/).first().waitFor();
  await expectSound();
});
