import { createHash } from 'node:crypto';
import { openSite, tabTo, taken, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { readCsv, readXlsx, readZip } from '../support/tables.js';
import { until } from '../support/until.js';

let site: Site;
let callId: string;
beforeAll(async () => {
  site = await openSite();
  callId = (await site.get<{ items: { id: string }[] }>('/api/calls?open=true')).items[0]!.id;
});
afterAll(() => site?.close());

const visit = (options?: VisitOptions): Promise<Visit> => site.visit(options);
afterEach(() => site?.closeWindows());

interface Dossier {
  id: string;
  number: string;
  poleName: string;
  regionCode: string;
  state: string;
  assigned: number;
}
const read = async <T>({ page }: Visit, address: string): Promise<T> => (await (await page.request.get(address)).json()) as T;
const dossiers = async (one: Visit, query = ''): Promise<Dossier[]> => (await read<{ items: Dossier[] }>(one, `/api/calls/${callId}/dossiers?limit=100${query}`)).items;
const names = ({ page }: Visit): Promise<string[]> => page.locator('tbody th a').allTextContents();

it('checks a dossier by mouse: findings with a reason, the ruling in two steps, the next dossier', async () => {
  const one = await visit({ as: 'officer' });
  const { page, expectSound } = one;
  const [first] = await dossiers(one, '&state=submitted&sort=silence');
  await page.goto('/instruction');
  await page.getByRole('link', { name: 'Recevabilité', exact: true }).click();
  await page.getByText(/dossiers sont à vérifier avant le/).waitFor();
  await page.getByRole('link', { name: first!.poleName, exact: true }).click();
  await page.getByText('Il reste 5 conditions à juger.').waitFor();
  expect(await page.getByRole('button', { name: 'Statuer' }).isDisabled()).toBe(true);
  for (const condition of ['innovant', 'développement local', 'cahier des charges', 'Condition préalable']) await answer(one, condition, 'Oui');
  await answer(one, 'déjà été aidé', 'Non');
  await page.getByLabel(/^Motif du refus/).fill('Trop court');
  await page.getByLabel(/^Motif du refus/).fill('Court');
  await page.getByRole('button', { name: 'Enregistrer les constats' }).click();
  await page.getByText('Un motif de refus manque').waitFor();
  await expectSound();
  await page.getByLabel(/^Motif du refus/).fill('Le pôle a reçu cette aide en 2023, pour le même projet.');
  await page.getByRole('button', { name: 'Enregistrer les constats' }).click();
  await page.getByText(/^Enregistré à/).waitFor();
  expect(await read(one, `/api/applications/${first!.id}`)).toMatchObject({ state: 'submitted', prerequisiteValidated: true, findings: expect.arrayContaining([{ condition: 'not-already-funded', met: false, reason: 'Le pôle a reçu cette aide en 2023, pour le même projet.' }]) });
  await answer(one, 'déjà été aidé', 'Oui');
  await page.getByRole('button', { name: 'Statuer' }).click();
  await page.getByText('Vous allez juger ce dossier recevable.').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Juger recevable' }).click();
  await page.getByText('Le dossier est recevable. Il attend ses évaluateurs.').waitFor();
  await expectSound();
  expect(await read(one, `/api/applications/${first!.id}`)).toMatchObject({ state: 'eligible' });
  await page.getByRole('link', { name: 'Dossier suivant' }).click();
  await page.getByText('Il reste 5 conditions à juger.').waitFor();
});

const answer = ({ page }: Visit, condition: string, yes: 'Oui' | 'Non'): Promise<void> => page.getByRole('group', { name: condition }).getByText(yes, { exact: true }).click();

it('assigns in bulk by mouse: a preview, then a result on each line, refusals told', async () => {
  const one = await visit({ as: 'officer' });
  one.expectRefusals();
  const { page, expectSound } = one;
  const [first, second] = await dossiers(one, '&fewerReviewersThan=1&sort=silence');
  await page.goto('/instruction/affectation');
  await page.getByText('1. Les dossiers').waitFor();
  await page.getByLabel(first!.poleName, { exact: false }).first().check();
  await page.getByLabel(second!.poleName, { exact: false }).first().check();
  await page.getByLabel('Évaluatrice Fictive 24').check();
  await page.getByLabel('Évaluatrice Fictive 8').check();
  const preview = page.getByRole('table', { name: 'Affectations à faire' });
  expect(await preview.locator('tbody tr').count()).toBe(4);
  const [load] = (await read<{ loads: { reviewerId: string; reviewerName: string }[] }>(one, `/api/assignments?callId=${callId}&limit=1`)).loads.filter(({ reviewerName }) => reviewerName === 'Évaluatrice Fictive 24');
  expect((await page.request.post(`/api/applications/${first!.id}/conflicts`, { data: { basis: 'family', personId: load!.reviewerId } })).status()).toBe(201);
  await expectSound();
  await page.getByRole('button', { name: /^Affecter 4/ }).click();
  await page.getByText(/^3\sévaluations affectées sur 4\.$/).waitFor();
  expect((await preview.locator('tbody tr').filter({ hasText: 'Refusée' }).textContent())!).toContain('Cette personne a un lien avec ce dossier');
  await expectSound();
  expect((await dossiers(one)).find(({ id }) => id === second!.id)).toMatchObject({ assigned: 2, state: 'under-review' });
  await page.getByRole('link', { name: second!.poleName }).last().click();
  await page.getByText(/0\sévaluation rendue sur 2\./).waitFor();
  await page.getByText('Évaluatrice Fictive 24').waitFor();
  await expectSound();
});

it('takes the dossiers away as they are filtered, and with their answers', async () => {
  const one = await visit({ as: 'officer', width: 360 });
  const { page, expectSound } = one;
  await page.goto('/instruction/dossiers?etat=submitted');
  await page.getByRole('button', { name: 'Exporter' }).click();
  const csv = await taken(one, () => page.getByRole('group', { name: 'Les dossiers affichés' }).getByRole('link', { name: 'Texte (CSV)' }).click());
  expect(csv.name).toMatch(/^dossiers-.*-\d{4}-\d\d-\d\d\.csv$/);
  const wanted = (await dossiers(one, '&state=submitted')).map(({ number }) => number);
  expect(readCsv(csv.bytes).slice(1, 101).map(([number]) => number)).toEqual(wanted);
  expect(readCsv(csv.bytes).slice(1).every((row) => row[5] === 'À vérifier')).toBe(true);
  const xlsx = await taken(one, () => page.getByRole('group', { name: 'Avec les réponses au formulaire' }).getByRole('link', { name: 'Tableur (XLSX)' }).click());
  const sheets = await readXlsx(xlsx.bytes);
  expect(sheets.get('Dossiers')!.slice(1, 101).map(([number]) => number)).toEqual(wanted);
  expect(sheets.size).toBeGreaterThan(1);
  await page.goto(`/instruction/dossiers/${(await dossiers(one, '&state=submitted'))[0]!.id}`);
  const archive = await readZip((await taken(one, () => page.getByRole('link', { name: 'Tout télécharger (ZIP)' }).click())).bytes);
  for (const { nom, sha256 } of (JSON.parse(archive.get('manifeste.json')!.toString()) as { fichiers: { nom: string; sha256: string }[] }).fichiers) expect(createHash('sha256').update(archive.get(nom)!).digest('hex')).toBe(sha256);
  await expectSound();
});

it('finds dossiers: filters, search and order are in the address and survive a reload', async () => {
  const one = await visit({ as: 'officer' });
  const { page } = one;
  const all = await dossiers(one);
  await page.goto('/instruction/dossiers');
  await page.getByRole('button', { name: /^Tous, / }).waitFor();
  expect(await names(one)).toHaveLength(all.length);
  await page.getByRole('button', { name: /^En évaluation/ }).click();
  await until('the state is in the address', () => page.url().includes('etat=under-review'));
  const reviewed = all.filter(({ state }) => state === 'under-review').map(({ poleName }) => poleName);
  await until('only those under review', async () => (await names(one)).length === reviewed.length);
  await page.getByRole('button', { name: 'Pôle', exact: true }).click();
  await until('sorted by pole', async () => (await page.getByRole('columnheader', { name: 'Pôle' }).getAttribute('aria-sort')) === 'ascending');
  const byName = (await dossiers(one, '&state=under-review&sort=pole')).map(({ poleName }) => poleName);
  await until('in the order of their names', async () => JSON.stringify(await names(one)) === JSON.stringify(byName));
  await page.reload();
  await until('the same list', async () => JSON.stringify(await names(one)) === JSON.stringify(byName));
  await page.getByRole('button', { name: /^Tous, / }).click();
  const wanted = all[3]!;
  await page.getByRole('searchbox', { name: /^Nom, projet/ }).fill(wanted.number);
  await until('one is found', async () => JSON.stringify(await names(one)) === JSON.stringify([wanted.poleName]));
  await page.getByLabel('Région').selectOption(wanted.regionCode === '11' ? '24' : '11');
  await page.getByRole('heading', { name: 'Aucun dossier ne correspond' }).waitFor();
  await one.expectSound();
  await page.getByRole('button', { name: 'Retirer les filtres' }).click();
  await until('all again', async () => (await names(one)).length === all.length);
});

it('by keyboard alone: from « À faire » to a dossier that is checked and ruled', async () => {
  const one = await visit({ as: 'officer' });
  const { page } = one;
  const [first] = await dossiers(one, '&state=submitted&sort=silence');
  await page.goto('/instruction');
  await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
  await tabTo(page, 'Recevabilité');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Recevabilité' }).waitFor();
  await tabTo(page, 'Vérifier le premier');
  await page.keyboard.press('Enter');
  await page.getByText('Il reste 5 conditions à juger.').waitFor();
  for (let condition = 0; condition < 5; condition++) {
    await until('an unanswered question has the focus', async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(`document.activeElement.type === 'radio' && ![...document.getElementsByName(document.activeElement.name)].some(({ checked }) => checked)`);
    });
    await page.keyboard.press('Space');
  }
  await page.getByText('Toutes les conditions sont remplies.').waitFor();
  await tabTo(page, 'Statuer');
  await page.keyboard.press('Enter');
  await page.getByText('Vous allez juger ce dossier recevable.').waitFor();
  await page.getByRole('button', { name: 'Juger recevable' }).waitFor();
  await tabTo(page, 'Juger recevable');
  await page.keyboard.press('Enter');
  await page.getByText('Le dossier est recevable.', { exact: false }).first().waitFor();
  expect(await read(one, `/api/applications/${first!.id}`)).toMatchObject({ state: 'eligible' });
});

it('a call in preparation: changed by the officer, published by another person', async () => {
  const one = await visit({ as: 'officer' });
  const { page, expectSound } = one;
  await page.goto('/instruction/appels');
  await page.getByRole('link', { name: /volet rural$/ }).click();
  await page.getByLabel('Lauréats attendus').fill('zéro');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText('Une réponse est à corriger.').waitFor();
  await expectSound();
  await page.getByLabel('Lauréats attendus').fill('12');
  await page.getByLabel('Aide au moins').fill('80 000,50');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText(/^Enregistré à/).waitFor();
  const id = page.url().split('/').at(-1)!;
  expect(await read(one, `/api/calls/${id}`)).toMatchObject({ state: 'draft', awardTerms: { minCents: 8_000_050, laureatesExpected: 12 } });
  const publisher = await visit({ as: 'publisher' });
  await publisher.page.goto(`/instruction/appels/${id}`);
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).click();
  await publisher.expectSound();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByText(/^Publié le/).waitFor();
  await publisher.expectSound();
});

it.each([
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 768, theme: 'light' },
  { width: 360, theme: 'dark' },
  { width: 320, theme: 'light' },
] as const)('sound at $width px, $theme', async (look) => {
  const one = await visit({ as: 'officer', ...look });
  const { page, expectSound } = one;
  const all = await dossiers(one);
  const of = (state: string): string => all.find((dossier) => dossier.state === state)!.id;
  const past = (await site.get<{ items: { callId: string }[] }>('/api/results')).items[0]!.callId;
  for (const address of ['/instruction', '/instruction/pilotage', `/instruction/pilotage?appel=${past}`, '/instruction/dossiers', `/instruction/dossiers?appel=${past}`, `/instruction/dossiers/${of('under-review')}`, `/instruction/dossiers/${of('ineligible')}`, '/instruction/recevabilite', `/instruction/recevabilite/${of('submitted')}`, '/instruction/affectation', '/instruction/appels', '/instruction/appels/nouveau', `/instruction/appels/${past}`, '/aide/instruction']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect([address, await page.locator('h1').count()]).toEqual([address, 1]);
    await expectSound();
  }
});

it('steering: the points are the dossiers, and only what is late has colour', async () => {
  const one = await visit({ as: 'officer' });
  const { page, expectSound } = one;
  const all = await dossiers(one);
  await page.goto(`/instruction/pilotage?appel=${callId}`);
  await page.getByText('Rien n’est en retard.').waitFor();
  expect(await page.locator('.es-stages circle').count()).toBe(all.length);
  expect(await page.locator('.es-late').count()).toBe(0);
  await site.setClock(new Date(Date.now() + 90 * 86_400_000).toISOString());
  await page.reload();
  const pending = all.filter(({ state }) => ['submitted', 'eligible', 'ineligible', 'under-review'].includes(state)).length;
  await page.getByRole('link', { name: `Traiter les ${pending} retards` }).waitFor();
  await expectSound();
  expect(await page.locator('.es-stages path').count()).toBe(pending);
  await page.getByRole('link', { name: /^Traiter/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Dossiers' }).waitFor();
  await until('only the late', async () => (await names(one)).length === pending);
  await expectSound();
});
