import type { Locator } from 'playwright-core';
import { openSite, type Site, type Visit } from '../support/browser.js';
import { draftCall, openCallWith } from '../support/built-call.js';
import { until } from '../support/until.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());
afterEach(() => site?.closeWindows());

const read = async <T>({ page }: Visit, address: string): Promise<T> => (await (await page.request.get(address)).json()) as T;

const saved = ({ page }: Visit): Promise<void> => page.getByText(/^Enregistré à/).waitFor();

it('an officer builds a form from nothing, tries it as an applicant, saves it, and finds it again', async () => {
  const one = await site.visit({ as: 'officer' });
  const { page, expectSound } = one;
  const id = await draftCall(page, 'ESSAI-FORME');
  await page.goto(`/instruction/appels/${id}`);
  await page.getByRole('link', { name: 'Construire le formulaire' }).click();
  await page.getByRole('heading', { level: 1, name: 'Formulaire' }).waitFor();
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await page.getByText(/à corriger|sont à corriger/).first().waitFor();
  await expectSound();

  await page.getByLabel('Titre de la rubrique').fill('Le projet');
  const card = (index: number): Locator => page.locator(`#question-0-${index}`);
  const add = async (index: number, kind: string, label: string): Promise<void> => {
    await page.getByLabel('Type de la nouvelle question').last().selectOption(kind);
    await page.getByRole('button', { name: 'Ajouter la question' }).last().click();
    await page.locator(`#question-0-${index}-libelle`).fill(label);
  };
  await add(0, 'text', 'Titre du projet');
  await add(1, 'yes-no', 'Le porteur est-il une association ?');
  await add(2, 'rna', 'Numéro RNA');
  await card(2).getByRole('button', { name: 'N’afficher cette question que sous condition' }).click();
  await card(2).getByLabel('Aide (facultatif)').fill('Il figure sur le récépissé de la préfecture.');
  await card(2).getByLabel('Masqué aux évaluateurs').check({ force: true });
  await expectSound();
  await add(3, 'repeat', 'Partenaires');
  await card(3).getByLabel('Nom d’un élément').fill('Partenaire');
  await card(3).getByLabel('Type de la nouvelle question').selectOption('amount');
  await card(3).getByRole('button', { name: 'Ajouter la question' }).click();
  await page.locator('#question-0-3-1-libelle').fill('Apport');
  await expectSound();
  await add(4, 'computed', 'Total des apports');
  await card(4).getByLabel('La valeur est').selectOption('sum');
  await card(4).getByRole('button', { name: 'Monter Total des apports' }).click();
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await page.getByRole('link', { name: 'Total des apports' }).waitFor();
  await page.getByRole('button', { name: 'Descendre Total des apports' }).click();
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await saved(one);
  await expectSound();

  await page.getByRole('button', { name: 'Essayer' }).click();
  await page.getByLabel('Titre du projet').fill('Ruche');
  expect(await page.getByLabel('Numéro RNA').count()).toBe(0);
  await page.getByText('Oui', { exact: true }).click();
  await page.getByLabel('Numéro RNA').fill('W12');
  await page.getByRole('button', { name: 'Ajouter : partenaire' }).click();
  await page.getByLabel('Nom', { exact: true }).fill('Mairie');
  await page.getByRole('textbox', { name: /^Apport/ }).fill('1 234,50');
  await until('the total follows', async () => /1.234,50/.test((await page.locator('output').textContent()) ?? ''));
  await page.getByRole('button', { name: 'Vérifier ces réponses' }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await expectSound();
  await page.getByRole('link', { name: 'Numéro RNA' }).click();
  await page.getByLabel('Numéro RNA').fill('w75 1234567');
  await page.getByRole('textbox', { name: /^Apport/ }).focus();
  await page.getByText('Ces réponses suffiraient pour déposer un dossier.').waitFor();
  await expectSound();

  await page.reload();
  await page.getByText(/^1\srubrique, 5\squestions\./).waitFor();
  await card(2).getByRole('button', { name: 'Modifier Numéro RNA' }).click();
  expect(await card(2).getByLabel('Masqué aux évaluateurs').isChecked()).toBe(true);
  const { form } = await read<{ form: { sections: { key: string; fields: object[] }[] } }>(one, `/api/calls/${id}`);
  expect(form.sections).toEqual([expect.objectContaining({ key: 'le-projet', title: 'Le projet' })]);
  expect(form.sections[0]!.fields).toMatchObject([
    { key: 'titre-du-projet', kind: 'text', required: true },
    { key: 'le-porteur-est-il-une-association', kind: 'yes-no' },
    { key: 'numero-rna', kind: 'rna', blind: true, help: 'Il figure sur le récépissé de la préfecture.', showIf: { field: 'le-porteur-est-il-une-association', equals: true } },
    { key: 'partenaires', kind: 'repeat', itemLabel: 'Partenaire', fields: [{ kind: 'text' }, { key: 'apport', kind: 'amount' }] },
    { key: 'total-des-apports', kind: 'computed', unit: 'amount', formula: { sum: 'partenaires', field: 'apport' } },
  ]);

  await page.getByRole('button', { name: 'Exporter, importer' }).click();
  await page.getByLabel('Ou le texte du fichier').fill('{"sections": [{"key": "a", "title": "A", "fields": [{"key": "b", "label": "", "kind": "text"}, {"key": "c", "label": "C", "kind": "video"}]}]}');
  await page.getByRole('button', { name: 'Importer ce formulaire' }).click();
  await page.getByText('sections[0].fields[0].label').waitFor();
  await page.getByText('sections[0].fields[1].kind').waitFor();
  await expectSound();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exporter en JSON' }).click();
  expect((await downloaded).suggestedFilename()).toBe('formulaire-essai-forme.json');
  await page.getByLabel('Ou le texte du fichier').fill(JSON.stringify(form));
  await page.getByRole('button', { name: 'Importer ce formulaire' }).click();
  await page.getByText(/1\srubrique, 5\squestions\) remplace celui qui est ici/).waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Remplacer le formulaire' }).click();
  await page.getByText('Le formulaire est repris').waitFor();
  await page.getByRole('button', { name: 'Construire', exact: true }).click();
  await page.getByRole('button', { name: 'Supprimer Titre du projet' }).click();
  await page.getByText(/^Supprimer «\sTitre du projet\s»/).waitFor();
  await page.getByRole('button', { name: 'Garder' }).click();
  await page.getByRole('button', { name: 'Supprimer Le porteur est-il une association' }).click();
  await page.getByText(/1\scondition ou calcul porte dessus/).waitFor();
  await page.getByRole('button', { name: 'Confirmer la suppression' }).click();
  await page.getByRole('button', { name: 'Enregistrer le formulaire' }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await expectSound();
});

it('an officer builds a rubric from nothing, tries it as a reviewer, saves it, and finds it again', async () => {
  const one = await site.visit({ as: 'officer' });
  const { page, expectSound } = one;
  const id = await draftCall(page, 'ESSAI-GRILLE');
  await page.goto(`/instruction/appels/${id}/grille`);
  await page.getByRole('button', { name: 'Ajouter un critère' }).click();
  await page.getByLabel('Critère', { exact: true }).fill('Coopération');
  await page.getByLabel('Poids, en %').fill('60');
  await page.getByLabel('Motif attendu').check({ force: true });
  await page.getByLabel('Seuil éliminatoire (facultatif)').fill('2');
  await page.getByLabel('Dire ce que vaut chaque note').check({ force: true });
  for (let mark = 0; mark <= 5; mark++) await page.getByLabel(`Note ${mark}`, { exact: true }).fill(`Repère ${mark}`);
  await page.getByText(/Il manque 40\s%/).waitFor();
  await page.getByRole('button', { name: 'Enregistrer la grille' }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Ajouter un critère' }).click();
  await page.getByLabel('Critère', { exact: true }).fill('Innovation');
  await page.getByLabel('Ce qui est regardé (facultatif)').fill('Ce que le projet change ici.');
  await page.getByLabel('Note la plus haute').fill('20');
  await page.getByLabel('Peut être sans objet').check({ force: true });
  await page.getByText(/Les poids font 100\s% en tout/).waitFor();
  await page.getByRole('button', { name: 'Essayer' }).click();
  await page.getByRole('group', { name: /Coopération/ }).getByText('4', { exact: true }).first().click();
  await page.getByLabel(/^Note, de 0 à 20/).fill('21');
  await page.getByText('Une note de 0 à 20 est attendue.').waitFor();
  await page.getByLabel(/^Note, de 0 à 20/).fill('15');
  await page.getByText('Ce que le projet change ici.').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Enregistrer la grille' }).click();
  await saved(one);
  await page.reload();
  await page.getByText(/40\s%, de 0 à 20/).waitFor();
  await expectSound();
  expect(await read(one, `/api/calls/${id}`)).toMatchObject({
    rubric: {
      criteria: [
        { key: 'cooperation', label: 'Coopération', weight: 60, threshold: 2, mandatoryComment: true, allowsNotApplicable: false, scale: { min: 0, max: 5, anchors: [0, 1, 2, 3, 4, 5].map((mark) => `Repère ${mark}`) } },
        { key: 'innovation', label: 'Innovation', weight: 40, guidance: 'Ce que le projet change ici.', mandatoryComment: false, allowsNotApplicable: true, scale: { min: 0, max: 20 } },
      ],
    },
  });
});

const field = (key: string, kind: string, label: string, over: object = {}) => ({ key, label, kind, ...over });
const everything = {
  sections: [
    { key: 'tout', title: 'De tout', help: 'Une question de chaque sorte.', fields: [
      field('titre', 'text', 'Titre', { required: true, help: 'En peu de mots.', example: 'Ruche' }),
      field('emplois', 'number', 'Emplois', { min: 1, max: 50, decimals: 1 }),
      field('debut', 'date', 'Début', { earliest: '2024-01-01' }),
      field('echelle', 'choice', 'Échelle', { options: [{ value: 'locale', label: 'Locale' }, { value: 'nationale', label: 'Nationale' }] }),
      field('publics', 'choices', 'Publics', { options: [{ value: 'jeunes', label: 'Jeunes' }, { value: 'aines', label: 'Aînés' }] }),
      field('cer', 'engagement', 'Nous souscrivons au contrat d’engagement républicain.', { required: true }),
      field('siege', 'address', 'Siège'),
      field('region', 'territory', 'Région', { level: 'region' }),
      field('commune', 'territory', 'Commune du projet', { level: 'commune' }),
      field('siret', 'siret', 'SIRET'),
      field('iban', 'iban', 'IBAN'),
      field('contact', 'email', 'Adresse électronique'),
      field('telephone', 'phone', 'Téléphone'),
      field('statuts', 'attachment', 'Statuts', { maxFiles: 1, accept: ['pdf'] }),
      field('partenaires', 'repeat', 'Partenaires', { itemLabel: 'Partenaire', fields: [field('nom', 'text', 'Nom du partenaire', { required: true }), field('apport', 'amount', 'Apport')] }),
      field('total', 'computed', 'Total des apports', { unit: 'amount', formula: { sum: 'partenaires', field: 'apport' } }),
    ] },
    { key: 'national', title: 'À l’échelle nationale', showIf: { field: 'echelle', equals: 'nationale' }, fields: [field('reseau', 'long-text', 'Votre réseau', { required: true })] },
  ],
};

it('a pole answers every kind of question, reads what is wrong beside it, and what it said', async () => {
  const id = await openCallWith(site, 'ESSAI-TOUT', everything);
  expect(await read(await site.visit(), `/api/calls/${id}/form.schema.json`)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['tout'] });

  const one = await site.visit({ as: 'applicant' });
  const { page, expectSound } = one;
  const { items: poles } = await read<{ items: { id: string }[] }>(one, '/api/poles');
  const started = await page.request.post('/api/applications', { data: { callId: id, poleId: poles[0]!.id, projectTitle: 'De tout', prerequisiteDeclared: false } });
  const dossier = ((await started.json()) as { id: string }).id;
  await page.goto(`/pole/dossiers/${dossier}/rubriques/tout`);
  await page.getByText('Une question de chaque sorte.').waitFor();
  await expectSound();
  await page.getByLabel('Titre', { exact: false }).first().fill('Ruche\u0000');
  await page.getByLabel('Emplois (facultatif)').fill('0,5');
  await page.getByLabel('Début (facultatif)').fill('2023-05-01');
  await page.getByText('Locale', { exact: true }).click();
  await page.getByText('Cette valeur est trop basse').waitFor();
  await page.getByText('Cette date vient trop tôt').waitFor();
  await page.getByText('Jeunes', { exact: true }).click();
  await page.getByText('Nous souscrivons au contrat').click();
  await page.getByLabel('Numéro et voie').fill('1 rue Imaginaire');
  await page.getByLabel('Code postal', { exact: true }).fill('35000');
  await page.getByLabel('Commune', { exact: true }).fill('Rennes');
  await page.getByLabel('Région (facultatif)').selectOption('53');
  await page.getByRole('button', { name: 'Saisir à la main' }).click();
  await page.getByLabel('Code de l’INSEE', { exact: true }).fill('35238');
  await page.getByRole('combobox', { name: 'Nom', exact: true }).fill('Rennes');
  await page.getByLabel('SIRET (facultatif)').fill('418 166 096 00052');
  await page.getByLabel('IBAN (facultatif)').fill('fr76 3000 6000 0112 3456 7890 189');
  await page.getByText('Ce numéro SIRET n’est pas valable.').waitFor();
  await page.getByLabel('SIRET (facultatif)').fill('418 166 096 00051');
  await page.getByLabel('Adresse électronique (facultatif)').fill('pole@exemple.fr');
  await page.getByLabel('Téléphone (facultatif)').fill('02 99 00 00 00');
  await page.getByRole('button', { name: 'Ajouter : partenaire' }).click();
  await page.getByLabel('Nom du partenaire').fill('Mairie');
  await page.getByLabel('Apport (facultatif)').fill('10 000,25');
  await page.getByLabel('Emplois (facultatif)').fill('2,5');
  await page.getByLabel('Début (facultatif)').fill('2027-01-04');
  await expectSound();
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await saved(one);
  const { sections } = await read<{ sections: { answers: object }[] }>(one, `/api/applications/${dossier}`);
  expect(sections[0]!.answers).toEqual({
    titre: 'Ruche', emplois: 2.5, debut: '2027-01-04', echelle: 'locale', publics: ['jeunes'], cer: true,
    siege: { line: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' }, region: { code: '53', name: 'Bretagne' }, commune: { code: '35238', name: 'Rennes' },
    siret: '41816609600051', iban: 'FR7630006000011234567890189', contact: 'pole@exemple.fr', telephone: '0299000000', partenaires: [{ nom: 'Mairie', apport: 1_000_025 }],
  });
  await page.goto(`/pole/dossiers/${dossier}/relire`);
  await page.getByText('Partenaire 1').waitFor();
  await page.getByText('Engagement pris').waitFor();
  expect(await page.getByText('Votre réseau').count()).toBe(0);
  expect(await page.getByText(/10.000,25/).count()).toBe(2);
  await expectSound();
});
