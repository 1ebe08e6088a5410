import { heading, openSite, taken, type Site, type Visit } from '../support/browser.js';
import { readCsv, readXlsx } from '../support/tables.js';

let site: Site;
let past: { callId: string; code: string };
beforeAll(async () => {
  site = await openSite();
  past = (await site.get<{ items: { callId: string; code: string }[] }>('/api/results')).items[0]!;
});
afterAll(() => site?.close());
afterEach(() => site?.closeWindows());

const visit = (): Promise<Visit> => site.visit();

it('results: the map, its table and the list say the same', async () => {
  const { page } = await visit();
  await page.goto(`/resultats/${past.callId}`);
  await page.getByRole('heading', { name: 'Les lauréats' }).waitFor();
  const list = page.getByRole('table', { name: /^Lauréats de l’appel/ });
  await list.getByRole('row').nth(15).waitFor();
  const regions = await list.locator('tbody td[data-l="Région"]').allTextContents();
  expect(regions).toHaveLength(15);
  await page.getByText('Voir le tableau').click();
  const rows = await page.getByRole('table', { name: 'lauréats par région' }).locator('tbody tr').evaluateAll((found) => found.map((row) => [...(row as unknown as { children: Iterable<{ textContent: string }> }).children].map((cell) => cell.textContent)));
  const tiles = await page.locator('.es-tiles g').evaluateAll((found) => found.map((tile) => [...(tile as unknown as { children: Iterable<{ textContent: string }> }).children].map((part) => part.textContent.trim())));
  expect(rows).toHaveLength(18);
  for (const [index, [name, count, received]] of rows.entries()) {
    expect([name, Number(count)]).toEqual([name, regions.filter((one) => one === name).length]);
    expect(tiles[index]).toEqual([name, '', expect.any(String), `${count} / ${received}`]);
  }
});

const head = ['Appel', 'Pôle', 'Région', 'Projet', 'Montant attribué (€)'];

it('the laureates of a call are taken away as its list shows them, and those of all calls', async () => {
  const one = await site.visit({ width: 360 });
  const { page, expectSound } = one;
  const laureates = async (query: string): Promise<string[]> => (await site.get<{ items: { poleName: string }[] }>(`/api/laureates?limit=100${query}`)).items.map(({ poleName }) => poleName);
  await page.goto(`/resultats/${past.callId}`);
  await page.getByRole('button', { name: 'Exporter' }).click();
  await expectSound();
  const csv = await taken(one, () => page.getByRole('group', { name: 'Les lauréats' }).getByRole('link', { name: 'Texte (CSV)' }).click());
  expect(csv.name).toMatch(new RegExp(`^laureats-${past.code}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const rows = readCsv(csv.bytes);
  expect(rows[0]).toEqual(head);
  expect(rows.slice(1).map(([, pole]) => pole)).toEqual(await laureates(`&callId=${past.callId}`));

  await page.getByRole('navigation', { name: 'Vous êtes ici' }).getByRole('link', { name: 'Résultats' }).click();
  await heading(page, 'Résultats').waitFor();
  await page.getByRole('button', { name: 'Exporter' }).click();
  await expectSound();
  const xlsx = await taken(one, () => page.getByRole('group', { name: 'Les lauréats de tous les appels' }).getByRole('link', { name: 'Tableur (XLSX)' }).click());
  expect(xlsx.name).toMatch(/^laureats-tous-les-appels-\d{4}-\d\d-\d\d\.xlsx$/);
  const all = (await readXlsx(xlsx.bytes)).get('Lauréats')!;
  expect(all[0]).toEqual(head);
  expect(all.slice(1).map(([, pole]) => pole)).toEqual(await laureates(''));
});
