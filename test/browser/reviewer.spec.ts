import { openSite, tabTo, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { until } from '../support/until.js';

interface Assignment {
  reviewId: string;
  reviewState: string;
  poleName: string;
}

let site: Site;
const reviewer = 'regional-reviewer';

/** The reviewer's queue gets the three dossiers that wait for somebody: one per journey. */
beforeAll(async () => {
  site = await openSite();
  const officer = await site.visit({ as: 'officer' });
  const person = await site.visit({ as: reviewer });
  const read = async <T>(address: string): Promise<T> => (await (await officer.page.request.get(address)).json()) as T;
  const { userId } = (await (await person.page.request.get('/api/session')).json()) as { userId: string };
  const [call] = (await read<{ items: { id: string }[] }>('/api/calls?open=true')).items;
  for (const { id } of (await read<{ items: { id: string }[] }>(`/api/calls/${call!.id}/dossiers?state=eligible`)).items) {
    const answer = await officer.page.request.post('/api/assignments', { data: { applicationId: id, reviewerId: userId, level: 'regional' } });
    if (answer.status() !== 201) throw new Error(`the dossier could not be assigned: ${await answer.text()}`);
  }
  await officer.close();
  await person.close();
});
afterAll(() => site?.close());

const visit = (options?: VisitOptions): Promise<Visit> => site.visit(options);
afterEach(() => site?.closeWindows());

const queue = async ({ page }: Visit): Promise<Assignment[]> => ((await (await page.request.get('/api/assignments?limit=100')).json()) as { items: Assignment[] }).items;
const firstDraft = async (one: Visit): Promise<Assignment> => (await queue(one)).find(({ reviewState }) => reviewState === 'draft')!;
const marksOf = async ({ page }: Visit, id: string): Promise<{ value: number | null; notApplicable: boolean; comment: string }[]> => ((await (await page.request.get(`/api/reviews/${id}`)).json()) as { marks: never[] }).marks;
const labels = ['1. Coopération réelle entre les membres', '2. Innovation sociale ou technologique', '3. Effets sur le territoire', '4. Solidité du modèle économique', '5. Suivi et évaluation prévus'];

it.each([
  { width: 1440, theme: 'dark' },
  { width: 768, theme: 'light' },
  { width: 360, theme: 'light' },
  { width: 320, theme: 'dark' },
] as const)('sound at $width px, $theme', async (look) => {
  const one = await visit({ as: reviewer, ...look });
  const { page, expectSound } = one;
  const all = await queue(one);
  const of = (state: string): string => all.find(({ reviewState }) => reviewState === state)!.reviewId;
  for (const address of ['/evaluation', `/evaluation/${of('draft')}`, `/evaluation/${of('final')}`, `/evaluation/${of('draft')}/lien`, '/aide/evaluateur']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('h1').count()).toBe(1);
    await expectSound();
  }
});

it('scores by mouse: the mark follows, saves itself, is sent after a second look', async () => {
  const one = await visit({ as: reviewer });
  const { page, expectSound } = one;
  await page.goto('/evaluation');
  await page.getByText('évaluations restent à rendre').waitFor();
  const { poleName, reviewId } = await firstDraft(one);
  await page.locator(`a[href="/evaluation/${reviewId}"]`).click();
  await page.getByRole('heading', { level: 1, name: poleName }).waitFor();
  await page.getByRole('heading', { name: 'Le budget' }).waitFor();
  const [archive] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tout télécharger (ZIP)' }).click()]);
  expect(archive.suggestedFilename()).toMatch(/^dossier-.*\.zip$/);
  const mark = page.locator('.es-mark');
  for (const [index, label] of labels.entries()) {
    await page.getByRole('group', { name: label }).locator('label').getByText(index === 1 ? 'Sans objet' : '4', { exact: true }).click();
  }
  expect((await mark.textContent())!.replace(/\s/g, ' ')).toMatch(/^64 \/ 80 points notés5 critères sur 5/);
  await page.getByLabel('Motif, Suivi et évaluation prévus').fill('Des indicateurs suivis, avec qui et quand.');
  await page.getByText(/^Enregistré à/).waitFor();
  expect(await marksOf(one, reviewId)).toMatchObject([{ value: 4 }, { value: null, notApplicable: true }, { value: 4 }, { value: 4 }, { value: 4, comment: 'Des indicateurs suivis, avec qui et quand.' }]);
  await expectSound();
  await page.getByRole('button', { name: 'Rendre l’évaluation' }).click();
  await page.getByText('Vous allez rendre 80,0 sur 100.').waitFor();
  await expectSound();
  await page.getByRole('button', { name: 'Rendre pour de bon' }).click();
  await page.getByText(/Évaluation rendue le .*, elle ne change plus/).waitFor();
  await expectSound();
  expect((await queue(one)).find((other) => other.reviewId === reviewId)!.reviewState).toBe('final');
});

it('scores by keyboard alone: digits and S in the grid, Alt and arrows between criteria, digits stay digits in a text', async () => {
  const one = await visit({ as: reviewer });
  const { page } = one;
  await page.goto('/evaluation');
  const { poleName, reviewId } = await firstDraft(one);
  await page.locator(`a[href="/evaluation/${reviewId}"]`).waitFor();
  await tabTo(page, poleName);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: poleName }).waitFor();
  await until('the grid has the focus', async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(`document.activeElement.type === 'radio'`);
  });
  await page.keyboard.press('Alt+ArrowUp');
  for (const key of ['3', 's', '5', '0', '2']) {
    await page.keyboard.press(key);
    await page.keyboard.press('Alt+ArrowDown');
  }
  expect(await page.getByRole('group', { name: labels[4]! }).getByRole('radio', { name: '2', exact: true }).isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  await page.keyboard.type('Noté 4 sur 5 ailleurs.');
  await page.getByText(/^Enregistré à/).waitFor();
  expect(await marksOf(one, reviewId)).toMatchObject([{ value: 3 }, { notApplicable: true }, { value: 5 }, { value: 0 }, { value: 2, comment: 'Noté 4 sur 5 ailleurs.' }]);
  await tabTo(page, 'Rendre l’évaluation');
  await page.keyboard.press('Enter');
  await page.getByText('Vous allez rendre').waitFor();
  await tabTo(page, 'Rendre pour de bon');
  await page.keyboard.press('Enter');
  await page.getByText(/elle ne change plus/).waitFor();
});

it('what is missing is told where it is missing, and nothing is sent', async () => {
  const one = await visit({ as: reviewer });
  const { page } = one;
  const { reviewId } = await firstDraft(one);
  await page.goto(`/evaluation/${reviewId}`);
  await page.getByRole('button', { name: 'Rendre l’évaluation' }).click();
  await page.getByText(/restent à noter. Complétez/).waitFor();
  expect(await page.getByText('Ce critère attend une note.').count()).toBeGreaterThan(0);
  expect(await page.getByRole('button', { name: 'Rendre pour de bon' }).count()).toBe(0);
  await one.expectSound();
});

it('the network is cut in the middle of a comment: it is kept, sent when it is back, and still there after a reload', async () => {
  const one = await visit({ as: reviewer });
  const { page } = one;
  const { reviewId } = await firstDraft(one);
  await page.goto(`/evaluation/${reviewId}`);
  const comment = page.getByLabel('Motif, Effets sur le territoire');
  await page.getByRole('group', { name: labels[2]! }).locator('label').getByText('3', { exact: true }).click();
  await comment.fill('Avant la coupure.');
  await page.getByText(/^Enregistré à/).waitFor();
  await page.context().setOffline(true);
  await comment.fill('Pendant la coupure.');
  await page.getByText('La connexion est coupée.').waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^Enregistré à/).waitFor();
  expect((await marksOf(one, reviewId))[2]).toMatchObject({ comment: 'Pendant la coupure.' });
  await page.route('**/api/reviews/*/marks', (route) => route.abort());
  await comment.fill('Jamais parti avant le rechargement.');
  await page.getByText('La connexion est coupée.').waitFor();
  await page.reload();
  expect(await page.getByLabel('Motif, Effets sur le territoire').inputValue()).toBe('Jamais parti avant le rechargement.');
  await page.unroute('**/api/reviews/*/marks');
  await until('it is saved', async () => (await marksOf(one, reviewId))[2]!.comment === 'Jamais parti avant le rechargement.');
});

it('a stale draft is told, and nothing is overwritten before one chooses', async () => {
  const one = await visit({ as: reviewer });
  one.expectRefusals();
  const { page } = one;
  const { reviewId } = await firstDraft(one);
  await page.goto(`/evaluation/${reviewId}`);
  await page.getByRole('group', { name: labels[3]! }).waitFor();
  const before = (await (await page.request.get(`/api/reviews/${reviewId}`)).json()) as { version: number; marks: { criterion: string }[] };
  const theirs = before.marks.map((mark, index) => ({ ...mark, ...(index === 3 ? { value: 1 } : {}) }));
  expect((await page.request.put(`/api/reviews/${reviewId}/marks`, { data: { version: before.version, marks: theirs } })).status()).toBe(200);
  await page.getByRole('group', { name: labels[3]! }).locator('label').getByText('5', { exact: true }).click();
  await page.getByText('Une autre personne a changé cette réponse').waitFor();
  await one.expectSound();
  await page.getByRole('group', { name: labels[4]! }).locator('label').getByText('2', { exact: true }).click();
  await page.waitForTimeout(1_500);
  expect((await marksOf(one, reviewId))[3]).toMatchObject({ value: 1 });
  await page.getByRole('button', { name: 'Garder ma version' }).click();
  await until('mine is saved', async () => (await marksOf(one, reviewId))[3]!.value === 5);
});

it('a link with the dossier: said before and after, and the dossier leaves the queue', async () => {
  const one = await visit({ as: reviewer });
  const { page, expectSound } = one;
  const { reviewId } = await firstDraft(one);
  await page.goto(`/evaluation/${reviewId}`);
  await page.getByRole('link', { name: 'Déclarer un conflit d’intérêts' }).click();
  await page.getByText('Ce dossier vous sera retiré tout de suite.').waitFor();
  await page.getByText('Lien familial').click();
  await expectSound();
  await page.getByRole('button', { name: 'Déclarer ce lien' }).click();
  await page.getByText('Ce dossier est retiré de vos évaluations').waitFor();
  // However slow the queue is to come, it is not shown as it was.
  await page.route('**/api/assignments*', (route) => setTimeout(() => void route.continue(), 1_000));
  await page.getByRole('link', { name: 'Revenir à mes évaluations' }).click();
  await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
  expect(await page.locator(`a[href="/evaluation/${reviewId}"]`).count()).toBe(0);
});
