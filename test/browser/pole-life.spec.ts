import { answersOf, roundInputs } from '#standalone/round/inputs.js';
import { heading, type Visit } from '../support/browser.js';
import { json, made, PoleSite, siren } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

/** The text of an hour in Paris, in a field of date and hour. */
const local = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(instant).replace(' ', 'T');

async function complete({ page }: Visit, id: string): Promise<void> {
  const [input] = roundInputs().poles.slice(20);
  let version = 1;
  for (const [key, answers] of Object.entries(answersOf(input!))) ({ applicationVersion: version } = await made<{ applicationVersion: number }>(page.request.put(`/api/applications/${id}/sections/${key}`, { data: { version: 0, answers } })));
  await made(page.request.put(`/api/applications/${id}/members`, { data: { version, members: input!.members } }));
}

it('submitted with four members, reopened and submitted again; one member leaves, and the list is corrected after the deadline; the ministry sees what changed, and they write to each other', async () => {
  const { email, id } = await world.draft();
  const pole = await world.visit(email);
  const { page } = pole;
  await complete(pole, id);
  await page.goto(`/pole/dossiers/${id}/membres`);
  const cards = page.getByRole('listitem').filter({ has: page.getByLabel('Forme juridique') });
  await cards.first().waitFor();
  for (let count = await cards.count(); count > 3; count--) await cards.last().getByRole('button', { name: /^Retirer/ }).click();
  await page.getByRole('button', { name: 'Ajouter un membre' }).click();
  await cards.nth(3).getByLabel('Nom').fill('Brasserie fictive des Roseaux');
  await cards.nth(3).getByLabel('Forme juridique').selectOption('SAS');
  await cards.nth(3).getByLabel('SIREN').fill(siren());
  await page.getByText(/^Enregistré à/).first().waitFor();
  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
  await page.getByRole('link', { name: 'Suivre mon dossier' }).click();
  await page.getByRole('button', { name: 'Rouvrir mon dossier' }).click();
  await page.getByText('reste en vigueur tant que vous ne déposez pas de nouveau', { exact: false }).waitFor();
  await page.goto(`/pole/dossiers/${id}/rubriques/projet`);
  await page.getByLabel('Territoire d’activité').fill('Le bocage et la rive.');
  await page.getByText(/^Enregistré à/).first().waitFor();
  await pole.expectSound();
  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByRole('button', { name: 'Déposer de nouveau' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
  await page.goto(`/pole/dossiers/${id}/depots`);
  await page.getByText('Le bocage et la rive.').waitFor();
  await pole.expectSound();
  await page.goto(`/pole/dossiers/${id}/messages`);
  await page.getByLabel('Votre message').fill('Une question sur le budget.');
  await page.reload();
  expect(await page.getByLabel('Votre message').inputValue()).toBe('Une question sur le budget.');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Une question sur le budget.' }).waitFor();
  await pole.expectSound();

  const { phases } = await json<{ phases: { closesAt: string }[] }>(page, `/api/calls/${world.call}`);
  const closesAt = Date.parse(phases.at(-1)!.closesAt);
  const officer = await world.site.visit({ as: 'officer' });
  await officer.page.goto('/instruction/brouillons');
  await heading(officer.page, 'Brouillons').waitFor();
  await officer.page.getByRole('button', { name: 'Accorder le délai' }).click();
  await officer.page.getByText('Dites pourquoi, en dix signes au moins.').waitFor();
  await officer.page.getByLabel('Nom du pôle').fill('Bocage');
  await until('a pole is found', async () => (await officer.page.getByLabel('Pôle', { exact: true }).locator('option').count()) > 1);
  await officer.page.getByLabel('Pôle', { exact: true }).selectOption({ index: 1 });
  await officer.page.getByLabel('Dépôt possible jusqu’au').fill(local(closesAt + 3_600_000));
  await officer.page.getByLabel('Motif').fill('Panne du service constatée.');
  await officer.page.getByRole('button', { name: 'Accorder le délai' }).click();
  await officer.page.getByText('Le délai est accordé.', { exact: false }).waitFor();
  expect([await officer.page.getByLabel('Motif').inputValue(), await officer.page.locator('.fr-error-text').allTextContents()]).toEqual(['', []]);
  await officer.expectSound();

  await world.site.setClock(new Date(closesAt + 7_200_000).toISOString());
  await officer.page.goto(`/instruction/dossiers/${id}`);
  await officer.page.getByRole('button', { name: 'Demander une correction' }).click();
  await officer.page.getByRole('group', { name: /^Ce que le pôle peut reprendre/ }).getByText('Le projet', { exact: true }).click();
  await officer.page.getByRole('group', { name: /^Ce que le pôle peut reprendre/ }).getByText('Membres du pôle', { exact: true }).click();
  await officer.page.getByLabel('Ce qu’il faut corriger, et pourquoi').fill('Précisez le territoire du projet, et dites quels membres restent.');
  await officer.page.getByLabel('À déposer jusqu’au').fill(local(closesAt + 10 * 86_400_000));
  await officer.expectSound();
  await officer.page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await officer.page.getByText('Attendue jusqu’au', { exact: false }).waitFor();
  await officer.page.goto(`/instruction/dossiers/${id}/echanges`);
  await officer.page.getByText('Le bocage et la rive.').waitFor();
  await officer.page.getByText('Une question sur le budget.').waitFor();
  await officer.expectSound();

  await page.goto(`/pole/dossiers/${id}/suivi`);
  await page.getByText('Une correction vous est demandée').waitFor();
  await pole.expectSound();
  await page.getByRole('link', { name: 'Corriger le dossier' }).click();
  await page.goto(`/pole/dossiers/${id}/rubriques/projet`);
  await page.getByText('L’administration demande une correction.').waitFor();
  await page.getByLabel('Territoire d’activité').fill('Le bocage seul.');
  await page.getByText(/^Enregistré à/).first().waitFor();
  await pole.expectSound();
  await page.goto(`/pole/dossiers/${id}/membres`);
  await page.getByRole('button', { name: 'Retirer Brasserie fictive des Roseaux' }).click();
  await page.getByText('Votre pôle remplit les conditions qui se vérifient ici.').waitFor();
  await page.getByText(/^Enregistré à/).first().waitFor();
  await pole.expectSound();
  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByRole('button', { name: 'Déposer de nouveau' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
  expect((await json<{ submissions: unknown[] }>(page, `/api/applications/${id}`)).submissions).toHaveLength(3);
  await officer.page.goto(`/instruction/dossiers/${id}/echanges`);
  await officer.page.getByText('Brasserie fictive des Roseaux').first().waitFor();
  const names = (await json<{ members: { name: string }[] }>(officer.page, `/api/applications/${id}`)).members.map(({ name }) => name);
  expect([names.length, names.includes('Brasserie fictive des Roseaux')]).toEqual([3, false]);
});
