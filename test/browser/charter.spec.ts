import type { Page } from 'playwright-core';
import { heading, openSite, type Site } from '../support/browser.js';
import { json, made, siren } from '../support/pole-site.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterEach(() => site?.closeWindows());
afterAll(() => site?.close());

const enter = async (page: Page, email: string): Promise<void> => {
  const [account] = await site.get<{ id: string }[]>(`/api/demonstration/accounts?search=${email}`);
  await page.request.post('/api/demonstration/sign-in', { data: { userId: account!.id } });
};

/** Somebody with a pole and a dossier in a call, made over HTTP. */
async function applicant(callId: string): Promise<{ page: Page; expectSound: () => Promise<void>; poleId: string; id: string }> {
  const email = 'charte-1@exemple.test';
  await fetch(`${site.url}/api/accounts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, fullName: 'Charlotte Fictive' }) });
  const { page, expectSound } = await site.visit();
  await enter(page, email);
  const { id: poleId } = await made<{ id: string }>(page.request.post('/api/poles', { data: { name: 'Pôle fictif des Chartrons', siren: siren(), legalCategory: '9220', regionCode: '75', addressLine: '1 rue Imaginaire', postalCode: '33000', city: 'Bordeaux' } }));
  const { id } = await made<{ id: string }>(page.request.post('/api/applications', { data: { callId, poleId, projectTitle: 'Un quai partagé', prerequisiteDeclared: true } }));
  return { page, expectSound, poleId, id };
}

/** Says where the pole stands on every commitment that has no answer yet. */
async function answerAll(page: Page, word: string): Promise<void> {
  for (const radio of await page.getByRole('radio', { name: word }).all()) await radio.check({ force: true });
}

it('a call asks for the charter, a pole signs it, and a new version asks again', async () => {
  // The publisher publishes the call that waits for it and asks for the charter.
  const publisher = await site.visit({ as: 'publisher' });
  const calls = (await json<{ items: { id: string; title: string; state: string }[] }>(publisher.page, '/api/calls?limit=100')).items;
  const call = calls.find(({ state, title }) => state === 'draft' && title.includes('volet rural'))!;
  await publisher.page.goto(`/instruction/appels/${call.id}`);
  await publisher.page.getByRole('link', { name: 'la charte des pôles' }).waitFor();
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).click();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByRole('heading', { name: 'Additifs' }).waitFor();

  // Its page says so, and leads to the charter.
  const visitor = await site.visit({ width: 360 });
  await visitor.page.goto(`/appels/${call.id}`);
  await visitor.page.getByRole('link', { name: 'la charte des pôles' }).click();
  await heading(visitor.page, /^Charte des pôles territoriaux/).waitFor();
  await visitor.page.getByText('En vigueur : adoptée le 30 juin 2021').waitFor();
  await visitor.expectSound();

  // The dossier waits for the signature; « À faire » and the read-through lead to it.
  const { page, expectSound, poleId, id } = await applicant(call.id);
  await page.goto('/pole');
  await page.getByRole('link', { name: 'Signer la charte des pôles, Pôle fictif des Chartrons' }).waitFor();
  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByRole('link', { name: 'Charte des pôles' }).click();
  await heading(page, 'La charte des pôles').waitFor();

  // Nothing is signed half answered: each missing answer has its link.
  await page.getByRole('radio', { name: 'Pas encore' }).first().check({ force: true });
  await page.getByLabel('Commentaire sur « Coopérer et faire ensemble »').fill('Un conseil commun est à l’étude.');
  await page.getByText(/^Enregistré à/).waitFor();
  await page.getByRole('button', { name: 'Signer la charte' }).click();
  expect(await page.getByRole('alert').getByRole('link').count()).toBe(5);
  await expectSound();

  // What was said is kept after a reload.
  await page.getByLabel('En qualité de').fill('Présidente');
  await page.reload();
  expect(await page.getByLabel('En qualité de').inputValue()).toBe('Présidente');
  expect(await page.getByLabel('Commentaire sur « Coopérer et faire ensemble »').inputValue()).toBe('Un conseil commun est à l’étude.');
  await answerAll(page, 'En cours');
  await page.getByLabel(/^Publier nos réponses/).check({ force: true });
  await page.getByRole('button', { name: 'Signer la charte' }).click();
  await page.getByText('La version en vigueur est signée').waitFor();
  await page.getByText('Un conseil commun est à l’étude.').first().waitFor();
  await expectSound();
  await page.getByRole('link', { name: 'Revenir au dossier' }).click();
  await page.getByText('à compléter.', { exact: false }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Charte des pôles', exact: true }).count()).toBe(0);
  const [signature] = await json<{ items: { level: string; comment: string }[] | null; signedByName: string | null }[]>(page, `/api/poles/${poleId}/charter`);
  expect(signature).toMatchObject({ signedByName: 'Charlotte Fictive', items: [{ level: 'under-way', comment: 'Un conseil commun est à l’étude.' }, {}, {}, {}, {}] });

  // An officer writes a new version from the text in force, and another person publishes it.
  const officer = await site.visit({ as: 'officer' });
  await officer.page.goto('/instruction/charte');
  await officer.page.getByRole('button', { name: 'Préparer une version' }).click();
  await officer.page.getByLabel('Titre').fill('Charte des pôles, nouvelle version');
  await officer.page.getByRole('button', { name: 'Ajouter un engagement' }).click();
  await officer.page.getByRole('button', { name: 'Enregistrer la version' }).click();
  expect(await officer.page.getByRole('alert').getByRole('link').allTextContents()).toEqual(['Adoptée le', 'Engagement 6']);
  await officer.expectSound();
  await officer.page.getByLabel('Adoptée le').fill('2026-01-15');
  await officer.page.getByRole('group', { name: 'Engagement 6' }).getByLabel('Intitulé').fill('Rendre compte de son action');
  await officer.page.getByRole('button', { name: 'Enregistrer la version' }).click();
  await officer.page.getByRole('heading', { name: 'Abandonner' }).waitFor();
  expect(await officer.page.getByRole('heading', { name: 'Publier' }).count()).toBe(0);
  await publisher.page.goto('/instruction/charte');
  await publisher.page.getByRole('button', { name: 'Publier la version' }).click();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByText('« Charte des pôles, nouvelle version » est en vigueur.').waitFor();
  await publisher.expectSound();

  // The pole is asked again: its answers come back for the commitments that stay, the new one is to answer.
  await page.goto(`/pole/charte/${poleId}`);
  await page.getByText('sont reprises pour les engagements').waitFor();
  await page.getByLabel('En qualité de').fill('Présidente');
  await page.getByRole('button', { name: 'Signer la charte' }).click();
  expect(await page.getByRole('alert').getByRole('link').allTextContents()).toEqual(['Rendre compte de son action']);
  await page.getByRole('radio', { name: 'Acquis' }).last().check({ force: true });
  await page.getByRole('button', { name: 'Signer la charte' }).click();
  await page.getByText('La version en vigueur est signée').waitFor();
  await page.getByRole('heading', { name: /^Avant : Charte des pôles territoriaux/ }).waitFor();
  await expectSound();
});
