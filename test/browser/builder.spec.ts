import { openSite, type Site } from '../support/browser.js';
import { draftCall } from '../support/built-call.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());
afterEach(() => site?.closeWindows());

const question = (key: string, label: string, over: object = {}) => ({ key, label, kind: 'text', required: true, ...over });
const form = { sections: [{ key: 'projet', title: 'Le projet', fields: [question('titre', 'Titre du projet'), question('resume', 'Résumé du projet')] }] };

it('a question that was deleted comes back, by « Annuler » or by the saved version; an import asks first and can be undone', async () => {
  const { page, expectSound } = await site.visit({ as: 'officer', width: 360 });
  const id = await draftCall(page, 'ESSAI-ANNULER');
  expect((await page.request.put(`/api/calls/${id}/form`, { data: { version: 1, definition: form } })).status()).toBe(200);
  await page.goto(`/instruction/appels/${id}/formulaire`);
  await page.getByText('Tout est enregistré').waitFor();
  const undo = page.getByRole('button', { name: 'Annuler le dernier changement' });
  const remove = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Supprimer ${name}` }).click();
    await page.getByRole('button', { name: 'Confirmer la suppression' }).click();
    await page.getByRole('button', { name: `Modifier ${name}` }).waitFor({ state: 'detached' });
  };
  await remove('Titre du projet');
  await page.getByLabel('Titre de la rubrique').pressSequentially(' commun');
  await expectSound();
  await undo.focus();
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('Titre de la rubrique').inputValue()).toBe('Le projet');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Modifier Titre du projet' }).waitFor();
  await page.getByText('Tout est enregistré').waitFor();
  expect(await undo.getAttribute('aria-disabled')).toBe('true');

  await remove('Résumé du projet');
  await page.reload();
  await page.getByRole('button', { name: 'Revenir à la version enregistrée' }).click();
  await page.getByRole('button', { name: 'Garder mes changements' }).waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Y revenir' }).click();
  await page.getByRole('button', { name: 'Modifier Résumé du projet' }).waitFor();
  await page.getByText('Tout est enregistré').waitFor();

  await page.getByRole('button', { name: 'Exporter, importer' }).click();
  await page.getByLabel('Ou le texte du fichier').fill(JSON.stringify({ sections: [{ key: 'autre', title: 'Autre', fields: [question('nom', 'Nom')] }] }));
  await page.getByRole('button', { name: 'Importer ce formulaire' }).click();
  await page.getByText(/1\srubrique, 1\squestion\) remplace celui qui est ici \(1\srubrique, 2\squestions\)/).waitFor();
  await page.getByRole('button', { name: 'Garder celui-ci' }).click();
  await page.getByText('Tout est enregistré').waitFor();
  await page.getByRole('button', { name: 'Importer ce formulaire' }).click();
  await page.getByRole('button', { name: 'Remplacer le formulaire' }).click();
  await page.getByText('Le formulaire est repris').waitFor();
  await expectSound();
  await undo.click();
  await page.getByRole('button', { name: 'Construire', exact: true }).click();
  await page.getByRole('button', { name: 'Modifier Titre du projet' }).waitFor();
});

it('what saves stays in sight at the bottom of a long form and of a rubric', async () => {
  for (const width of [360, 1440]) {
    const { page } = await site.visit({ as: 'officer', width });
    const id = await draftCall(page, `ESSAI-LONG-${width}`);
    const fields = Array.from({ length: 30 }, (_, index) => question(`q-${index}`, `Question ${index + 1}`));
    expect((await page.request.put(`/api/calls/${id}/form`, { data: { version: 1, definition: { sections: [{ ...form.sections[0], fields }] } } })).status()).toBe(200);
    const criteria = Array.from({ length: 10 }, (_, index) => ({ key: `c-${index}`, label: `Critère ${index + 1}`, weight: 10, scale: { min: 0, max: 5 } }));
    expect((await page.request.put(`/api/calls/${id}/rubric`, { data: { version: 2, definition: { criteria } } })).status()).toBe(200);
    for (const [address, button] of [['formulaire', 'Enregistrer le formulaire'], ['grille', 'Enregistrer la grille']] as const) {
      await page.goto(`/instruction/appels/${id}/${address}`);
      const box = (await page.getByRole('button', { name: button }).boundingBox())!;
      expect(box.y + box.height).toBeLessThan(900);
      expect(box.y).toBeGreaterThan(600);
    }
  }
});

it('all that is wrong is told at once, each under its field and by its name', async () => {
  const { page, expectSound } = await site.visit({ as: 'officer' });
  const id = await draftCall(page, 'ESSAI-ERREURS');
  await page.goto(`/instruction/appels/${id}/formulaire`);
  await page.getByLabel('Type de la nouvelle question').selectOption('choice');
  await page.getByRole('button', { name: 'Ajouter la question' }).click();
  await page.locator('#question-0-0').getByLabel('Réponse 2', { exact: true }).fill('réponse 1');
  await page.getByRole('button', { name: 'Ajouter une rubrique' }).click();
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await page.getByText(/^5\sréponses sont à corriger/).waitFor();
  expect(await page.locator('#question-0-0-libelle-erreur').textContent()).toBe('Le libellé de la question est vide.');
  expect(await page.locator('#question-0-0-reponse-1-erreur').textContent()).toBe('Une autre réponse porte déjà ce libellé.');
  expect(await page.locator('#rubrique-1-titre-erreur').textContent()).toBe('Le titre de la rubrique est vide.');
  await page.getByText('Cette rubrique n’a pas de question.', { exact: true }).waitFor();
  await expectSound();

  await page.goto(`/instruction/appels/${id}/grille`);
  await page.getByRole('button', { name: 'Ajouter un critère' }).click();
  await page.getByLabel('Poids, en %').fill('0');
  await page.getByLabel('Seuil éliminatoire (facultatif)').fill('9');
  await page.getByRole('button', { name: 'Enregistrer la grille' }).click();
  await page.getByText(/^3\sréponses sont à corriger/).waitFor();
  for (const [field, sentence] of [['libelle', 'Le nom du critère est vide.'], ['poids', 'Le poids va de 1 à 100.'], ['seuil', 'Le seuil éliminatoire sort de l’échelle de notes.']] as const) {
    expect(await page.locator(`#critere-0-${field}-erreur`).textContent()).toBe(sentence);
  }
  await expectSound();
});
