import type { Locator, Page } from 'playwright-core';
import { heading } from '../support/browser.js';
import { json, PoleSite, siren } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());

const local = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(instant).replace(' ', 'T');
const day = 86_400_000;
const saved = (page: Page): Promise<void> => page.getByText(/^Enregistré à/).first().waitFor();

it('an officer builds a call from nothing by mouse and keyboard: terms, form, rubric; another person publishes it, and a pole may begin', async () => {
  const one = await world.site.visit({ as: 'officer' });
  const { page, expectSound } = one;
  const { phases } = await json<{ phases: { opensAt: string }[] }>(page, `/api/calls/${world.call}`);
  const now = Date.parse(phases[0]!.opensAt) + day;
  await page.goto('/instruction/appels');
  await page.getByRole('link', { name: 'Préparer un appel' }).click();
  await page.getByLabel('Titre', { exact: true }).fill('Les pôles de la transition 2027');
  await page.getByLabel('Référence').fill('PTCE-TRANSITION-2027');
  await page.getByLabel('Résumé').fill('Quinze pôles changent d’échelle, 40 000 € à 100 000 € chacun.');
  await page.getByLabel('Autorité').fill('La ministre déléguée chargée de l’économie sociale et solidaire');
  await page.getByLabel('Ouverture').fill(local(now - day));
  await page.getByLabel('Clôture').fill(local(now + 60 * day));
  await page.getByLabel('Enveloppe', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Lauréats attendus').fill('5');
  await page.getByLabel('Aide au moins').fill('40 000');
  await page.getByLabel('Aide au plus').fill('100 000');
  await page.getByLabel('Durée, en mois').fill('24');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await page.getByRole('link', { name: 'Construire le formulaire' }).click();

  await heading(page, 'Formulaire').waitFor();
  await page.getByLabel('Titre de la rubrique').fill('Le projet');
  const add = async (index: number, kind: string, label: string): Promise<Locator> => {
    await page.getByLabel('Type de la nouvelle question').last().selectOption(kind);
    await page.getByRole('button', { name: 'Ajouter la question' }).last().click();
    await page.locator(`#question-0-${index}-libelle`).fill(label);
    return page.locator(`#question-0-${index}`);
  };
  const summary = await add(0, 'long-text', 'Résumé du projet');
  await summary.getByLabel('Obligatoire', { exact: true }).check({ force: true });
  await add(1, 'amount', 'Coût du projet');
  await add(2, 'yes-no', 'Le projet est-il dans un quartier prioritaire ?');
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await saved(page);
  await expectSound();

  await page.goBack();
  await page.getByRole('link', { name: 'Construire la grille' }).click();
  for (const [label, weight] of [['Coopération', '60'], ['Transition', '40']] as const) {
    await page.getByRole('button', { name: 'Ajouter un critère' }).click();
    await page.getByLabel('Critère', { exact: true }).fill(label);
    if (await page.getByLabel('Poids, en %').inputValue() !== weight) await page.getByLabel('Poids, en %').fill(weight);
  }
  await page.getByRole('button', { name: 'Enregistrer la grille' }).click();
  await saved(page);
  await page.goBack();
  await heading(page, 'Les pôles de la transition 2027').waitFor();
  await expectSound();
  const id = page.url().split('/').at(-1)!;

  const publisher = await world.site.visit({ as: 'publisher' });
  await publisher.page.goto(`/instruction/appels/${id}`);
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).click();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByText(/^Publié le/).waitFor();

  const pole = await world.visit(await world.newcomer());
  await pole.page.goto(`/appels/${id}`);
  await pole.page.getByRole('link', { name: 'Déposer un dossier' }).waitFor();
  await pole.expectSound();
  await pole.page.getByRole('link', { name: 'Déposer un dossier' }).click();
  await heading(pole.page, 'Candidater').waitFor();
  await pole.page.getByLabel('Nom de la structure').fill('Pôle fictif des Coteaux');
  await pole.page.getByLabel('SIREN').fill(siren());
  await pole.page.getByLabel('Région').selectOption('Bretagne');
  await pole.page.getByLabel('Adresse', { exact: true }).fill('3 quai Imaginaire');
  await pole.page.getByLabel('Code postal').fill('29000');
  await pole.page.getByLabel('Commune').fill('Quimper');
  await pole.page.getByRole('button', { name: 'Inscrire mon pôle' }).click();
  await pole.page.getByLabel('Titre du projet').fill('Des coteaux, des métiers');
  await pole.page.getByRole('button', { name: 'Commencer mon dossier' }).click();
  await heading(pole.page, /Membres du pôle/).waitFor();
  await pole.page.getByRole('link', { name: /Le projet/ }).first().click();
  await pole.page.getByLabel('Résumé du projet').waitFor();
  await pole.page.getByLabel(/^Coût du projet/).waitFor();
});
