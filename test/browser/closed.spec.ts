import { heading } from '../support/browser.js';
import { answersOf, PoleSite } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

it('the deadline passes while a text could not leave: it is read and copied from the closed dossier, which has no dead link', async () => {
  const { email, id, section } = await world.draft();
  const one = await world.visit(email);
  const { page } = one;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(section('projet'));
  const field = page.getByLabel('Résumé du projet');
  await field.fill('Arrivé à temps.');
  await page.getByText(/^Enregistré à/).first().waitFor();
  await page.context().setOffline(true);
  await field.fill('Arrivé à temps. La dernière phrase.');
  await page.getByText('Gardé sur cet appareil').waitFor();
  const { phases } = await world.site.get<{ phases: { closesAt: string }[] }>(`/api/calls/${world.call}`);
  await world.site.setClock(new Date(Date.parse(phases.at(-1)!.closesAt) + 60_000).toISOString());
  await page.context().setOffline(false);
  await page.getByText(/^Le dépôt est clos/).first().waitFor();
  await page.reload();
  await heading(page, 'Un bocage partagé').waitFor();
  const own = page.getByRole('region', { name: 'Ce qui n’est que sur cet appareil' });
  await own.getByText('Arrivé à temps. La dernière phrase.').waitFor();
  expect(await answersOf(page, id, 'projet')).toEqual({ resume: 'Arrivé à temps.' });
  await page.getByText(/^Ce dossier n’a pas été déposé\. Le dépôt est clos depuis le/).waitFor();
  expect(await page.getByText(/Chaque lien mène où|Ouvrez-la pour qu’elle s’enregistre/).count()).toBe(0);
  expect(await page.getByRole('link', { name: /^Modifier/ }).count()).toBe(0);
  await own.getByRole('button', { name: /^Copier/ }).click();
  await own.getByText('Le texte est copié.').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/Résumé du projet\nArrivé à temps\. La dernière phrase\./);
  await page.getByRole('button', { name: /^Abandonner/ }).first().waitFor();
  await own.getByRole('link', { name: 'page de l’appel' }).click();
  await page.waitForURL(`**/appels/${world.call}`);
  await page.goBack();
  await until('the text is still there', async () => (await own.getByText('La dernière phrase.', { exact: false }).count()) === 1);

  // The same device, on a phone's screen.
  const phone = await world.visit(email, { width: 360, theme: 'dark' });
  await phone.page.goto('/accessibilite');
  const kept = await page.evaluate<[string, string][]>('Object.entries(localStorage)');
  await phone.page.evaluate(`for (const [key, value] of ${JSON.stringify(kept)}) localStorage.setItem(key, value)`);
  await phone.page.goto(section('projet'));
  await phone.page.getByText('Arrivé à temps. La dernière phrase.').waitFor();
  await phone.expectSound();
});
