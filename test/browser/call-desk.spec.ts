import { focused, heading } from '../support/browser.js';
import { pdf } from '../support/files.js';
import { json, made, PoleSite } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

type Page = Awaited<ReturnType<PoleSite['visit']>>['page'];

const year = 2041;

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s/g, ' ');

/** A draft made from the open call, with its form and its rubric. */
async function cloned(page: Page, code: string): Promise<string> {
  const phases = [{ title: 'Dépôt', opensAt: `${year}-01-05T08:00:00Z`, closesAt: `${year}-02-05T23:00:00Z`, requiresPhase: null }];
  return (await made<{ id: string }>(page.request.post(`/api/calls/${world.call}/clone`, { data: { code, title: `Appel ${code}`, phases, envelopeId: null } }))).id;
}

it('« À faire » shows a publisher the calls in preparation and the addenda that wait for a second person; each role has its part', async () => {
  const officer = await world.site.visit({ as: 'officer' });
  await cloned(officer.page, 'PTCE-A-PUBLIER');
  const { version } = await json<{ version: number }>(officer.page, `/api/calls/${world.call}`);
  await made(officer.page.request.post(`/api/calls/${world.call}/addenda`, { data: { version, reason: 'Un titre plus clair.', title: 'Un titre plus clair' } }));
  const publisher = await world.site.visit({ as: 'publisher' });
  await publisher.page.goto('/instruction');
  await heading(publisher.page, 'À faire').waitFor();
  expect(plain(await publisher.page.getByRole('banner').or(publisher.page.getByRole('main')).last().textContent())).toContain('1 additif est à publier');
  await publisher.page.getByRole('region', { name: 'Additifs à publier' }).getByRole('link', { name: 'Un titre plus clair.' }).waitFor();
  await publisher.expectSound();
  await publisher.page.getByRole('region', { name: 'Appels en préparation' }).getByRole('link', { name: 'Appel PTCE-A-PUBLIER' }).click();
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).waitFor();
  await officer.page.goto('/instruction');
  await officer.page.getByRole('region', { name: 'Recevabilité à vérifier' }).waitFor();
  await officer.page.getByRole('region', { name: 'Enveloppes à confirmer' }).waitFor();
  await officer.expectSound();
  const budget = await world.site.visit({ as: 'budget-approver' });
  await budget.page.goto('/instruction');
  await budget.page.getByRole('region', { name: 'Enveloppes à confirmer' }).waitFor();
  await budget.expectSound();
});

it('a refused « Enregistrer » takes the focus to its reason; the period that is added opens when the one before has closed', async () => {
  const one = await world.site.visit({ as: 'officer' });
  one.expectRefusals();
  const { page } = one;
  await page.goto(`/instruction/appels/${await cloned(page, 'PTCE-PERIODES')}`);
  await page.getByRole('button', { name: 'Ajouter une période' }).click();
  const second = page.getByRole('group', { name: 'Période 2' });
  const proposed = await second.getByLabel('Ouverture').inputValue();
  expect(proposed).toBe(`${year}-02-06T00:00`);
  await second.getByLabel('Ouverture').fill(`${year}-01-20T09:00`);
  await second.getByLabel('Clôture').fill(`${year}-03-20T23:59`);
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'se chevauchent' }).waitFor();
  expect(await focused(page)).toContain('Deux périodes de dépôt se chevauchent');
  await one.expectSound();
  await second.getByLabel('Ouverture').fill(proposed);
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText(/^Enregistré à/).waitFor();
});

it('the form and the rubric of another call are taken after a word, and what was typed is then saved', async () => {
  const { page, expectSound } = await world.site.visit({ as: 'officer' });
  const id = await cloned(page, 'PTCE-REPRISE');
  await page.goto(`/instruction/appels/${id}`);
  await page.getByLabel('Résumé').fill('Un résumé tapé avant la reprise.');
  await page.getByLabel('Reprendre ceux d’un autre appel').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Reprendre le formulaire et la grille' }).click();
  await page.getByText('seront remplacés').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Remplacer le formulaire et la grille' }).click();
  await page.getByText('Le formulaire et la grille sont repris.').waitFor();
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText(/^Enregistré à/).waitFor();
  expect(await json(page, `/api/calls/${id}`)).toMatchObject({ summary: 'Un résumé tapé avant la reprise.' });
  await expectSound();
});

it('a document that is refused keeps its kind and its title for another try', async () => {
  const one = await world.site.visit({ as: 'officer' });
  one.expectRefusals();
  const { page } = one;
  await page.goto(`/instruction/appels/${await cloned(page, 'PTCE-FICHIERS')}`);
  const documents = page.getByRole('region', { name: 'Documents à télécharger' });
  await documents.getByLabel('Sorte de document').selectOption('specification');
  await documents.getByLabel('Titre du document').fill('Cahier des charges amendé');
  await documents.getByLabel('Fichier du document').setInputFiles({ name: 'faux.pdf', mimeType: 'application/pdf', buffer: Buffer.from('pas un pdf') });
  await documents.getByText('Non joint').waitFor();
  expect([await documents.getByLabel('Sorte de document').inputValue(), await documents.getByLabel('Titre du document').inputValue()]).toEqual(['specification', 'Cahier des charges amendé']);
  await documents.getByLabel('Fichier du document').setInputFiles({ name: 'cahier.pdf', mimeType: 'application/pdf', buffer: pdf('cahier des charges') });
  await documents.getByRole('link', { name: 'Cahier des charges amendé' }).waitFor();
  expect(await documents.getByLabel('Sorte de document').inputValue()).toBe('guide');
  expect(await heading(page, 'Appel PTCE-FICHIERS').count()).toBe(1);
});

const tracks = [
  { key: 'appui', title: 'Appui', support: 'cash', minCents: 1_000_000, maxCents: 2_000_000, durationMonths: 24, laureatesExpected: 3, repaidOverMonths: null, requiresTrack: null },
  { key: 'poste', title: 'Poste de coordination', support: 'post', minCents: 716_400, maxCents: 716_400, durationMonths: 36, laureatesExpected: 4, repaidOverMonths: null, requiresTrack: null },
  { key: 'pret', title: 'Avance', support: 'loan', minCents: 500_000, maxCents: 1_200_000, durationMonths: 24, laureatesExpected: null, repaidOverMonths: 24, requiresTrack: 'poste' },
];

/** A draft with three tracks, for one region, that asks for the charter. */
async function withTracks(page: Page, code: string): Promise<string> {
  const id = await cloned(page, code);
  const { code: _, title, instrument, summary, envelopeId, authority, compositionProfile, certification, prerequisite, tieBreak, awardTerms, phases, version } = await json<Record<string, unknown> & { phases: object[] }>(page, `/api/calls/${id}`);
  const body = { code, title, instrument, summary, envelopeId, authority, compositionProfile, certification, prerequisite, tieBreak, awardTerms, version, themes: ['laine'], regions: ['53'], zonings: ['rural'], charterRequired: true };
  const dated = phases.map((phase) => ({ ...phase, id: undefined }));
  await made(page.request.put(`/api/calls/${id}`, { data: { ...body, phases: dated, tracks: tracks.map((track) => ({ ...track, envelopeId: null })), prerequisiteCallId: null } }));
  return id;
}

it('the public page of a call with tracks says of each when it is paid, and nothing of the call’s own instalments', async () => {
  const { page, expectSound } = await world.site.visit({ as: 'publisher' });
  const officer = await world.site.visit({ as: 'officer' });
  await page.goto(`/appels/${await withTracks(officer.page, 'PTCE-VOLETS')}`);
  const said = page.getByRole('region', { name: 'Les aides, volet par volet' });
  await said.waitFor();
  expect(await page.getByRole('heading', { name: 'Comment l’aide est versée' }).count()).toBe(0);
  const text = plain(await said.textContent());
  expect(text).toMatch(/Versé en 2 fois : \d+ % à la signature/);
  expect(text).toContain('au début de chaque trimestre. Chacun est payé sous 30 jours.');
  expect(text).toContain('Il est versé en une fois, à la signature de la convention, sous 60 jours.');
  await expectSound();
});

it('whoever publishes sees what is published: tracks, envelope, places, charter, the public page as it will be and the form to try; afterwards too', async () => {
  const officer = await world.site.visit({ as: 'officer' });
  const id = await withTracks(officer.page, 'PTCE-SECONDE');
  const { envelopes } = await json<{ envelopes: { title: string }[] }>(officer.page, `/api/calls/${id}`);
  const { page, expectSound } = await world.site.visit({ as: 'publisher' });
  await page.goto(`/instruction/appels/${id}`);
  const facts = page.getByRole('region', { name: 'L’appel', exact: true });
  const shown = async (): Promise<void> => {
    const text = plain(await facts.textContent());
    for (const part of [plain(envelopes[0]!.title), 'laine', 'Bretagne', 'communes rurales', 'la charte des pôles', 'Toute autre personne morale']) expect(text).toContain(part);
    expect(text).not.toContain('Versements');
    expect(plain(await page.getByRole('region', { name: 'Les aides, volet par volet' }).textContent())).toContain('Réservé aux lauréats du volet « Poste de coordination »');
  };
  await facts.waitFor();
  await shown();
  await page.getByRole('region', { name: 'Documents à télécharger' }).getByRole('link', { name: 'Cahier des charges' }).waitFor();
  await expectSound();
  await page.getByRole('link', { name: 'Voir la page publique' }).click();
  await page.getByRole('heading', { name: 'Les critères de sélection' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Essayer le formulaire' }).click();
  await heading(page, 'Essai du formulaire').waitFor();
  await page.getByRole('button', { name: 'Vérifier ces réponses' }).click();
  await page.getByText(/réponses? (est|sont) à corriger/).waitFor();
  await expectSound();
  await page.goBack();
  await page.getByRole('button', { name: 'Publier l’appel' }).click();
  await page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await page.getByText(/^Publié le/).waitFor();
  await shown();
  await page.getByRole('link', { name: 'Essayer le formulaire' }).waitFor();
  const visitor = await world.site.visit();
  expect(await json(visitor.page, `/api/calls/${id}`)).toMatchObject({ state: 'published', envelopes: [] });
});
