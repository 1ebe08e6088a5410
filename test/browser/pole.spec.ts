import { focused, heading, tabTo } from '../support/browser.js';
import { fictitiousIban } from '../support/fictitious-iban.js';
import { json, made, PoleSite, siren } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const summary = 'Résumé du projet';

it('by mouse, from « candidater » to the receipt: the pole, its members, the form, the budget, and what it proves', async () => {
  const one = await world.visit(await world.newcomer());
  const { page, expectSound } = one;
  await page.goto('/pole');
  await page.getByRole('heading', { name: 'Votre premier dossier commence ici' }).waitFor();
  await expectSound();
  await page.goto(`/appels/${world.call}`);
  await page.getByRole('link', { name: 'Déposer un dossier' }).click();
  await heading(page, 'Candidater').waitFor();
  await page.getByLabel('Nom de la structure').fill('Pôle fictif de la Rive');
  const own = siren();
  await page.getByLabel('SIREN').fill(own.slice(0, 8));
  await page.getByRole('button', { name: 'Inscrire mon pôle' }).click();
  await page.getByText('Il manque un chiffre : vous en avez saisi 8 sur 9.'.replace(' :', '\u00a0:')).first().waitFor();
  await expectSound();
  await page.getByLabel('SIREN').fill(`${own.slice(0, 3)} ${own.slice(3, 6)} ${own.slice(6)}`);
  await page.getByLabel('Région').selectOption('Bretagne');
  await page.getByLabel('Adresse', { exact: true }).fill('2 quai Imaginaire');
  await page.getByLabel('Code postal').fill('29000');
  await page.getByLabel('Commune').fill('Quimper');
  await page.getByRole('button', { name: 'Inscrire mon pôle' }).click();
  await page.getByLabel('Titre du projet').fill('Une rive, des métiers');
  await page.getByText('Oui', { exact: true }).click();
  await expectSound();
  await page.getByRole('button', { name: 'Commencer mon dossier' }).click();

  await heading(page, /Membres du pôle/).waitFor();
  await page.getByText('En l’état, votre pôle ne remplit pas les conditions.').waitFor();
  expect(await page.getByRole('img', { name: /^Trois places/ }).getAttribute('aria-label')).toMatch(/ESS vide, Hors ESS vide, Autre vide/);
  await page.getByRole('button', { name: 'Reprendre la structure porteuse' }).click();
  for (const [index, name, form] of [[1, 'Menuiserie fictive', 'SAS'], [2, 'Commune fictive', 'Commune']] as const) {
    await page.getByRole('button', { name: 'Ajouter un membre' }).click();
    const card = page.getByRole('listitem').filter({ has: page.getByLabel('Forme juridique') }).nth(index);
    await card.getByLabel('Nom').fill(name);
    await card.getByLabel('Forme juridique').selectOption(form);
    const number = siren();
    await card.getByLabel('SIREN').fill(number.slice(0, 8));
    await card.getByLabel('Nom').focus();
    await card.getByText(/^Il manque un chiffre/).waitFor();
    await card.getByLabel('SIREN').fill(number);
  }
  await page.getByText('Votre pôle remplit les conditions qui se vérifient ici.').waitFor();
  expect(await page.getByRole('img', { name: /^Trois places/ }).getAttribute('aria-label')).toMatch(/ESS remplie, Hors ESS remplie, Autre remplie/);
  await page.getByText(/^Enregistré à/).first().waitFor();
  await expectSound();
  await page.getByRole('button', { name: /^Continuer/ }).click();

  await heading(page, /Le projet/).waitFor();
  await page.getByLabel(summary).fill('Mutualiser des ateliers sur la rive.');
  await page.getByLabel('Territoire d’activité').fill('Quimper');
  await page.getByLabel(/^En quoi le projet/).fill('Une gouvernance partagée.');
  await expectSound();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await heading(page, /La coopération/).waitFor();
  await page.getByLabel(/^Stratégie commune/).fill('Un plan sur trois ans.');
  await page.getByLabel(/^Postes consacrés/).fill('1,5');
  await page.getByText('Intercommunale', { exact: true }).click();
  await expectSound();
  await page.getByRole('button', { name: /^Continuer/ }).click();

  await heading(page, /Le budget/).waitFor();
  await page.getByRole('button', { name: 'Ajouter une dépense' }).click();
  await page.getByLabel(/^Dépense 1.: nature/).selectOption('Charges de personnel');
  await page.getByLabel(/^Dépense 1.: montant/).fill('128000');
  await page.getByRole('button', { name: 'Ajouter une ressource' }).click();
  await page.getByLabel(/^Ressource 1.: montant/).fill('123 400,00');
  await page.getByLabel(/^Ressource 1.: précision/).fill('Aide demandée à l’État');
  await page.getByText('Il manque 4\u202f600,00\u00a0€ de ressources.').waitFor();
  expect(await page.getByLabel(/^Dépense 1.: montant/).inputValue()).toBe('128\u202f000,00\u00a0€');
  await expectSound();
  await page.getByRole('button', { name: /^Continuer/ }).click();

  await heading(page, /Relire et déposer/).waitFor();
  await page.getByText('Il reste un point à compléter.').waitFor();
  expect(await page.getByRole('button', { name: 'Déposer mon dossier' }).count()).toBe(0);
  await expectSound();
  await page.getByRole('main').getByRole('link', { name: 'Budget prévisionnel sur deux ans' }).click();
  await heading(page, /Le budget/).waitFor();
  await until('the field has the focus', () => page.evaluate(`document.activeElement.id === 'champ-budget-previsionnel'`));
  await page.getByRole('button', { name: 'Ajouter une ressource' }).click();
  await page.getByLabel(/^Ressource 2.: nature/).selectOption('Cotisations, dons et mécénat');
  await page.getByLabel(/^Ressource 2.: montant/).fill('4600');
  await page.getByText('le budget est équilibré', { exact: false }).waitFor();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByRole('heading', { name: /^Rien ne manque/ }).waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();

  await heading(page, 'Votre dossier est déposé').waitFor();
  const facts = await page.locator('.es-facts').textContent();
  expect(facts).toMatch(/Numéro\d{4}-\d{6}Reçu le\d{1,2}.*Empreinte[0-9a-f]{64}Réponse avant le.*le silence vaut rejet/);
  await expectSound();
  await page.getByRole('link', { name: 'Suivre mon dossier' }).click();
  await page.getByText('Vous avez déposé le dossier').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Retirer mon dossier' }).click();
  await page.getByText('Le retrait est définitif.').waitFor();
  await page.getByRole('button', { name: 'Retirer définitivement' }).click();
  await page.getByText('vous avez retiré ce dossier', { exact: false }).waitFor();
  expect(await page.locator('.es-facts').textContent()).not.toContain('Réponse avant le');
  await expectSound();
});

it('by keyboard only, from « candidater » to the receipt', async () => {
  const { page, expectSound } = await world.visit(await world.newcomer());
  const type = async (name: string, text: string): Promise<void> => {
    await tabTo(page, name);
    await page.keyboard.type(text);
  };
  const press = async (name: string): Promise<void> => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  const choose = async (name: string, option: string): Promise<void> => {
    await tabTo(page, name);
    await page.keyboard.type(option);
  };
  await page.goto('/pole');
  await heading(page, 'À faire').waitFor();
  await press('Candidater');
  await heading(page, 'Candidater').waitFor();
  await until('the page has the focus', () => page.evaluate(`document.activeElement.id === 'contenu'`));
  await type('Nom de la structure', 'Pôle fictif du Clavier');
  await type('SIREN', siren());
  await choose('Région', 'Bretagne');
  await type('Adresse', '3 rue Imaginaire');
  await type('Code postal', '56000');
  await type('Commune', 'Vannes');
  await press('Inscrire mon pôle');
  await page.getByLabel('Titre du projet').waitFor();
  await type('Titre du projet', 'Un clavier pour tous');
  await tabTo(page, 'Oui');
  await page.keyboard.press('Space');
  await press('Commencer mon dossier');

  await heading(page, /Membres du pôle/).waitFor();
  await press('Reprendre la structure porteuse');
  await until('the new member has the focus', async () => (await focused(page)) === 'Nom');
  for (const [name, form] of [['Menuiserie fictive', 'SAS'], ['Commune fictive', 'Commune']] as const) {
    await press('Ajouter un membre');
    await until('the new member has the focus', async () => (await focused(page)) === 'Nom');
    await page.keyboard.type(name);
    await choose('Forme juridique', form);
    await type('SIREN', siren());
  }
  await page.getByText('Votre pôle remplit les conditions qui se vérifient ici.').waitFor();
  await press('Continuer');

  await heading(page, /Le projet/).waitFor();
  await type(summary, 'Sans souris.');
  await type('Territoire', 'Vannes');
  await type('En quoi le projet', 'Tout au clavier.');
  await press('Continuer');
  await heading(page, /La coopération/).waitFor();
  await type('Stratégie commune', 'Un plan.');
  await tabTo(page, 'Intercommunale');
  await page.keyboard.press('Space');
  await press('Continuer');

  await heading(page, /Le budget/).waitFor();
  await press('Ajouter une dépense');
  await until('the new line has the focus', async () => /^Dépense 1.: nature/.test(await focused(page)));
  await page.keyboard.type('Charges de personnel');
  await type('Dépense 1 : montant', '100000');
  await press('Ajouter une ressource');
  await until('the new line has the focus', async () => /^Ressource 1.: nature/.test(await focused(page)));
  await type('Ressource 1 : montant', '100000');
  await page.getByText('le budget est équilibré', { exact: false }).waitFor();
  await press('Continuer');
  await page.getByRole('heading', { name: /^Rien ne manque/ }).waitFor();
  await press('Déposer mon dossier');
  await heading(page, 'Votre dossier est déposé').waitFor();
  expect(await page.locator('.es-facts').textContent()).toMatch(/Numéro\d{4}-\d{6}/);
  await expectSound();
});

it('every page of a draft is sound, wide and narrow, light and dark', async () => {
  const { email, id, section } = await world.draft();
  const one = await world.visit(email);
  const { page } = one;
  const pole = (await json<{ items: { siren: string }[] }>(page, '/api/poles?limit=1')).items[0]!;
  const members = [
    { name: 'Association fictive Entraide', siren: pole.siren, legalCategory: '9220', slots: [], evidence: '' },
    { name: 'Atelier fictif agréé', siren: siren(), legalCategory: '5710', slots: ['ess'], evidence: 'Agrément ESUS' },
  ];
  await page.request.put(`/api/applications/${id}/members`, { data: { version: 1, members } });
  const previsionnel = { charges: [{ account: '64', label: 'Animation du pôle, à mi-temps, deux ans', cents: 12_800_000 }], products: [{ account: '74', label: '', cents: 10_000_000 }, { account: '87', label: '', cents: 500_000 }] };
  await page.request.put(`/api/applications/${id}/sections/budget`, { data: { version: 0, answers: { previsionnel } } });
  const addresses = ['/pole', `/pole/candidater/${world.call}`, `/pole/dossiers/${id}/presentation`, `/pole/dossiers/${id}/membres`, section('projet'), section('cooperation'), section('budget'), `/pole/dossiers/${id}/relire`, `/pole/dossiers/${id}/recepisse`, '/aide/pole'];
  for (const look of [{ width: 1440, theme: 'light' }, { width: 1440, theme: 'dark' }, { width: 360, theme: 'light' }, { width: 360, theme: 'dark' }, { width: 320, theme: 'light' }] as const) {
    const window = await world.visit(email, look);
    for (const address of addresses) {
      await window.page.goto(address);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      await window.page.evaluate('document.fonts.ready');
      expect(await window.page.locator('h1').count()).toBe(1);
      await window.expectSound();
    }
  }
});

it('a laureate signs, declares its account and sees where the money is', async () => {
  const signatory = (await world.visit('signatory@')).page.request;
  const chair = (await world.visit('chair@')).page.request;
  const officer = (await world.visit('officer@')).page.request;
  const budget = (await world.visit('budget@')).page.request;
  const past = (await world.site.get<{ items: { callId: string }[] }>('/api/results')).items[0]!.callId;
  const { envelopeId } = (await (await officer.get(`/api/calls/${past}`)).json()) as { envelopeId: string };
  const now = (await world.site.get<{ now: string }>('/api/site')).now;
  const year = Number(now.slice(0, 4));
  const lines = [['ae', year, 10_000_000], ['cp', year, 6_000_000], ['cp', year + 1, 4_000_000]].map(([nature, of, amountCents]) => ({ nature, year: of, amountCents }));
  const { id: topUpId } = await made<{ id: string }>(officer.post(`/api/envelopes/${envelopeId}/top-ups`, { data: { lines } }));
  await made(budget.post(`/api/top-ups/${topUpId}/confirm`));
  const [reserve] = (await made<{ items: { id: string; poleName: string }[] }>(signatory.get(`/api/applications?callId=${past}&state=reserve&limit=1`))).items;
  const { poleName } = reserve!;
  const { id: decisionId } = await made<{ id: string }>(chair.post('/api/decisions', { data: { applicationId: reserve!.id, kind: 'award', amountCents: 10_000_000, releaseOn: now.slice(0, 10) } }));
  await made(signatory.post(`/api/decisions/${decisionId}/confirm`));
  await until('the decision may be released', async () => (await signatory.post(`/api/decisions/${decisionId}/release`)).ok());
  const laureate = await world.visit(`pole-${/\d+$/.exec(poleName)![0]}@`);
  const { page, expectSound } = laureate;
  await page.goto('/pole');
  await page.getByText('Lauréat : l’administration prépare la convention.'.replace(' :', '\u00a0:')).waitFor();
  expect((await officer.post('/api/agreements', { data: { decisionId } })).status()).toBe(201);

  await page.goto('/pole');
  await page.getByText(/signez la convention de/).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'signez la convention' }).getByRole('link').click();
  const letter = page.getByRole('link', { name: /^Ouvrir la lettre/ }).first();
  await letter.waitFor();
  const file = await page.request.get((await letter.getAttribute('href'))!);
  expect([file.status(), file.headers()['content-type'], (await file.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  await expectSound();
  await page.getByRole('button', { name: 'Signer la convention' }).click();
  await page.getByText('Votre signature est enregistrée.').waitFor();
  await page.getByText('déclarez le compte bancaire', { exact: false }).waitFor();

  const declare = page.getByRole('region', { name: 'Compte bancaire' });
  const iban = fictitiousIban(123_456);
  await declare.getByLabel('IBAN').fill(`${iban.slice(0, -1)}${(Number(iban.at(-1)) + 1) % 10}`);
  await declare.getByLabel('Titulaire').fill(poleName);
  await declare.getByRole('button', { name: 'Déclarer ce compte' }).click();
  await declare.getByText('Un caractère de cet IBAN est faux', { exact: false }).waitFor();
  await declare.getByLabel('IBAN').fill(iban);
  await declare.getByRole('button', { name: 'Déclarer ce compte' }).click();
  await declare.getByText('l’opérateur le vérifie', { exact: false }).first().waitFor();
  await page.getByText('la convention attend la signature de l’État', { exact: false }).waitFor();
  await expectSound();

  const { items } = (await (await officer.get(`/api/agreements?callId=${past}&limit=100`)).json()) as { items: { id: string; decisionId: string }[] };
  expect((await signatory.post(`/api/agreements/${items.find((one) => one.decisionId === decisionId)!.id}/sign`)).status()).toBe(200);
  await page.reload();
  const money = page.getByRole('region', { name: 'Où est l’argent' });
  await money.getByText('À payer', { exact: true }).first().waitFor();
  expect(await money.textContent()).toMatch(/0,00\s€ versés sur 100\s000,00\s€.*60\s000,00\s€.*Bloqué.: aucun compte bancaire vérifié\./);
  for (const theme of ['light', 'dark'] as const) {
    const narrow = await world.visit(`pole-${/\d+$/.exec(poleName)![0]}@`, { width: 360, theme });
    await narrow.page.goto(new URL(page.url()).pathname);
    await narrow.page.getByRole('heading', { name: 'Où est l’argent' }).waitFor();
    await narrow.expectSound();
  }
  await expectSound();
});
