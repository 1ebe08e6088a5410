import { heading } from '../support/browser.js';
import { answersOf, json, made, PoleSite } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const summary = 'Résumé du projet';

it('the network is cut in the middle of typing: the text is still there after it comes back, and after a reload', async () => {
  const { email, id, section } = await world.draft();
  const { page } = await world.visit(email);
  await page.goto(section('projet'));
  const field = page.getByLabel(summary);
  await field.fill('Avant la coupure.');
  await page.getByText(/^Enregistré à/).first().waitFor();
  await page.context().setOffline(true);
  await field.fill('Avant la coupure, puis pendant.');
  await page.getByText('Gardé sur cet appareil').waitFor();
  await field.pressSequentially(' Et encore.');
  expect(await answersOf(page, id, 'projet').catch(() => undefined)).not.toMatchObject({ resume: expect.stringContaining('encore') });
  await page.context().setOffline(false);
  await page.getByText(/^Enregistré à/).first().waitFor();
  await until('the server has it', async () => (await answersOf(page, id, 'projet'))?.['resume'] === 'Avant la coupure, puis pendant. Et encore.');

  await page.route('**/api/applications/*/sections/*', (route) => route.abort());
  await field.fill('Écrit sans réseau, avant un rechargement.');
  await page.getByText('Gardé sur cet appareil').waitFor();
  await page.reload();
  expect(await field.inputValue()).toBe('Écrit sans réseau, avant un rechargement.');
  await page.unroute('**/api/applications/*/sections/*');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await until('the server has it', async () => (await answersOf(page, id, 'projet'))?.['resume'] === 'Écrit sans réseau, avant un rechargement.');
  await page.reload();
  expect(await field.inputValue()).toBe('Écrit sans réseau, avant un rechargement.');
  await page.getByText('Tout est enregistré').waitFor();
});

it('two people on one section: other fields are put together, one field is chosen, and the history gives an old text back', async () => {
  const { email, id, section } = await world.draft();
  const mine = await world.visit(email);
  const { page } = mine;
  mine.expectRefusals();
  await page.goto(section('projet'));
  await page.getByLabel(summary).waitFor();
  const other = await world.visit(email);
  const saveElsewhere = (version: number, answers: object) => made(other.page.request.put(`/api/applications/${id}/sections/projet`, { data: { version, answers } }));
  const summaryIs = (text: string) => until(`the server has « ${text} »`, async () => (await answersOf(page, id, 'projet'))?.['resume'] === text);

  await page.getByLabel(summary).fill('Mon texte.');
  await saveElsewhere(0, { territoire: 'Le bocage.' });
  await summaryIs('Mon texte.');
  expect(await answersOf(page, id, 'projet')).toMatchObject({ territoire: 'Le bocage.' });
  await page.getByText('Ses changements et les vôtres sont réunis.').waitFor();

  await page.getByLabel(summary).fill('Mon texte, plus long.');
  await saveElsewhere(2, { territoire: 'Le bocage.', resume: 'Le texte de l’autre personne.' });
  const choice = page.getByRole('region', { name: 'Deux versions à départager' });
  await choice.waitFor();
  await page.getByLabel(summary, { exact: true }).fill('Mon texte, qui continue.');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.waitForTimeout(2_000);
  expect(await answersOf(page, id, 'projet')).toMatchObject({ resume: 'Le texte de l’autre personne.' });
  expect(await choice.textContent()).toMatch(/Mon texte, qui continue\..*Le texte de l’autre personne\./);
  await mine.expectSound();
  await choice.getByLabel('Garder ma version').check({ force: true });
  await choice.getByRole('button', { name: 'Enregistrer mes choix' }).click();
  await summaryIs('Mon texte, qui continue.');

  await page.getByRole('link', { name: 'Historique de la rubrique' }).click();
  await heading(page, /^Historique/).waitFor();
  const versions = page.getByRole('complementary').getByRole('listitem');
  expect(await versions.count()).toBe(6);
  expect(await versions.filter({ hasText: 'non enregistrée' }).count()).toBe(2);
  await versions.nth(2).getByRole('link').click();
  await page.getByText('Le texte de l’autre personne.').waitFor();
  await mine.expectSound();
  await page.getByRole('button', { name: 'Reprendre cette version' }).click();
  await page.getByText('Tout est enregistré').waitFor();
  expect(await page.getByLabel(summary).inputValue()).toBe('Le texte de l’autre personne.');
  await summaryIs('Le texte de l’autre personne.');
});

it('members: a section saved meanwhile makes nothing stale, members changed meanwhile do', async () => {
  const { email, id } = await world.draft();
  const mine = await world.visit(email);
  const { page } = mine;
  mine.expectRefusals();
  await page.goto(`/pole/dossiers/${id}/membres`);
  await page.getByRole('button', { name: 'Reprendre la structure porteuse' }).waitFor();
  const { request } = page;
  await request.put(`/api/applications/${id}/sections/projet`, { data: { version: 0, answers: { resume: 'Ailleurs.' } } });
  await page.getByRole('button', { name: 'Reprendre la structure porteuse' }).click();
  await page.getByText(/^Enregistré à/).first().waitFor();
  const { version, members } = await json<{ version: number; members: { name: string }[] }>(page, `/api/applications/${id}`);
  expect(members).toHaveLength(1);
  await request.put(`/api/applications/${id}/members`, { data: { version, members: [{ ...members[0]!, name: 'Changé ailleurs' }] } });
  await page.getByLabel('Nom').fill('Changé ici');
  await page.getByText('Une autre personne a changé cette réponse').waitFor();
  expect((await json<{ members: { name: string }[] }>(page, `/api/applications/${id}`)).members[0]!.name).toBe('Changé ailleurs');
  await page.getByRole('button', { name: 'Prendre l’autre version' }).click();
  expect(await page.getByLabel('Nom').inputValue()).toBe('Changé ailleurs');
});

it('the session ends while one types: the text stays, and is there after signing in again', async () => {
  const { email, id, section } = await world.draft();
  const mine = await world.visit(email);
  const { page } = mine;
  mine.expectRefusals();
  await page.goto(section('projet'));
  await page.getByLabel(summary).waitFor();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect((await fetch(`${world.site.url}/api/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(204);
  await page.getByLabel(summary).fill('Écrit après la fin de la session.');
  await page.getByText(/^Votre session est terminée/).waitFor();
  await mine.expectSound();
  await page.getByRole('link', { name: 'Me reconnecter et revenir ici' }).click();
  await page.getByText('Cette page demande une connexion.').waitFor();
  await page.getByRole('link', { name: 'Choisir un compte en un clic' }).click();
  await heading(page, 'Comptes de démonstration').waitFor();
  await world.signIn(page, email);
  await page.goto('/espace');
  await heading(page, /Le projet/).waitFor();
  expect(await page.getByLabel(summary).inputValue()).toBe('Écrit après la fin de la session.');
  await until('the server has it', async () => (await answersOf(page, id, 'projet'))?.['resume'] === 'Écrit après la fin de la session.');
});

it('what a step could not save is told on the next one, with its link, until it is saved; the end of the session too', async () => {
  const { email, id, section } = await world.draft();
  const one = await world.visit(email);
  const { page } = one;
  one.expectRefusals();
  const answer = (): Promise<unknown> => answersOf(page, id, 'projet').then((answers) => answers?.['resume']);
  await page.goto(section('projet'));
  await page.route('**/api/applications/*/sections/projet', (route) => (route.request().method() === 'PUT' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"code":"application.not-a-draft"}' }) : route.continue()));
  await page.getByLabel(summary).fill('Pas encore parti.');
  await page.getByRole('button', { name: /^Continuer/ }).click();
  const elsewhere = page.getByRole('status').filter({ hasText: 'Seulement sur cet appareil' });
  await elsewhere.getByRole('link', { name: 'Le projet' }).waitFor();
  expect(await page.getByText('Tout est enregistré').count()).toBe(0);
  await one.expectSound();
  await page.unroute('**/api/applications/*/sections/projet');
  await elsewhere.getByRole('link', { name: 'Le projet' }).click();
  expect(await page.getByLabel(summary).inputValue()).toBe('Pas encore parti.');
  await until('the server has it', async () => (await answer()) === 'Pas encore parti.');
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByText('Tout est enregistré').waitFor();
  expect(await elsewhere.count()).toBe(0);

  await page.goto(section('projet'));
  await page.getByLabel(summary).waitFor();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect((await fetch(`${world.site.url}/api/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(204);
  await page.getByLabel(summary).fill('Après la fin de la session.');
  await page.getByText(/^Votre session est terminée/).waitFor();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByText('Session terminée', { exact: true }).waitFor();
  await page.getByText('rien ne s’enregistre plus', { exact: false }).waitFor();
  await elsewhere.getByRole('link', { name: 'Le projet' }).waitFor();
  expect(await page.getByText('Tout est enregistré').count()).toBe(0);
});

it('characters that cannot be kept are taken out, and the person is told', async () => {
  const { email, id, section } = await world.draft();
  const { page, expectSound } = await world.visit(email);
  await page.goto(section('projet'));
  await page.getByLabel(summary).waitFor();
  await page.evaluate(`(() => {
    const area = document.getElementById('champ-projet-resume');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, 'Collé\\u0000 d’ailleurs\\ud800.');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  await page.getByText(/^Des caractères invisibles/).waitFor();
  await until('the server has it', async () => (await answersOf(page, id, 'projet'))?.['resume'] === 'Collé d’ailleurs.');
  await expectSound();
});
