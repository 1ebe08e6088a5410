import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSite, type Site, type Visit } from '../support/browser.js';
import { randomCase } from '../support/random-form.js';
import { until } from '../support/until.js';
import { verdictOf } from './harness/evaluator.js';

const address = '/essai.js';
let site: Site;
let code: string;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-parts-'));
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'test/browser/harness/vite.config.mjs', '--outDir', folder, '--emptyOutDir', '--logLevel', 'silent'], { stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } });
  code = await readFile(path.join(folder, 'parts.js'), 'utf8');
  await rm(folder, { recursive: true });
  site = await openSite();
});
afterAll(() => site?.close());

let visit: Visit;
beforeEach(async () => {
  visit = await site.visit();
  await visit.page.route(`**${address}`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  await visit.page.goto('/accessibilite');
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
});
afterEach(() => visit?.close());

const call = (expression: string): Promise<unknown> => visit.page.evaluate(`import('${address}').then((all) => { ${expression} })`);
const draft = (saved: { value: string; version: number }, online = true): Promise<unknown> => call(`window.server = all.showDraft(${JSON.stringify(saved)}, ${online})`);
const server = (): Promise<{ value: string; version: number; saves: string[] }> => visit.page.evaluate('({ value: server.value, version: server.version, saves: server.saves })');
const answer = () => visit.page.getByLabel('Votre réponse');
const says = (text: string | RegExp): Promise<void> => visit.page.getByRole('status').getByText(text).waitFor();

describe('a text that is being typed', () => {
  it('is saved a moment after the last key, and says when', async () => {
    await draft({ value: '', version: 1 });
    await answer().pressSequentially('Trois emplois', { delay: 20 });
    await says(/^Enregistré à \d+.h.\d\d$/);
    expect(await server()).toEqual({ value: 'Trois emplois', version: 2, saves: ['Trois emplois'] });
    expect(await visit.page.evaluate('localStorage.length')).toBe(0);
    await visit.expectSound();
  });

  it('with the network cut: is kept here, is there after a reload, and leaves when the network is back', async () => {
    await draft({ value: 'ancien', version: 1 });
    await visit.page.evaluate('server.online = false');
    await answer().fill('écrit sans réseau');
    await says('Gardé sur cet appareil');
    await visit.page.getByText('La connexion est coupée.').waitFor();
    await answer().pressSequentially(', et après');
    await visit.page.reload();
    await draft({ value: 'ancien', version: 1 }, false);
    expect(await answer().inputValue()).toBe('écrit sans réseau, et après');
    await says('Gardé sur cet appareil');
    await visit.page.evaluate(`server.online = true; window.dispatchEvent(new Event('online'))`);
    await says(/^Enregistré à/);
    expect(await server()).toEqual({ value: 'écrit sans réseau, et après', version: 2, saves: ['écrit sans réseau, et après'] });
    expect(await visit.page.evaluate('localStorage.length')).toBe(0);
  });

  it('overtaken by somebody else: nothing is written over, later keys neither, until the person has chosen', async () => {
    await draft({ value: 'ancien', version: 1 });
    await visit.page.evaluate(`server.value = 'de Malo'; server.version = 2`);
    await answer().fill('le mien');
    await visit.page.getByRole('heading', { name: 'Une autre personne a changé cette réponse' }).waitFor();
    await answer().pressSequentially(', et plus', { delay: 60 });
    await visit.page.waitForTimeout(600);
    expect(await server()).toMatchObject({ value: 'de Malo', saves: [] });
    expect(await visit.page.getByRole('region', { name: 'Deux versions' }).textContent()).toMatch(/le mien, et plus[\s\S]*de Malo/);
    await visit.expectSound();
    await visit.page.getByRole('button', { name: 'Garder ma version' }).click();
    await says(/^Enregistré à/);
    expect(await server()).toEqual({ value: 'le mien, et plus', version: 3, saves: ['le mien, et plus'] });
  });

  it('overtaken, the other version taken: it is on the page, and nothing was sent', async () => {
    await draft({ value: 'ancien', version: 1 });
    await visit.page.evaluate(`server.value = 'de Malo'; server.version = 2`);
    await answer().fill('le mien');
    await visit.page.getByRole('button', { name: 'Prendre l’autre version' }).click();
    await until('the other text is there', async () => (await answer().inputValue()) === 'de Malo');
    expect((await server()).saves).toEqual([]);
  });
});

it('a table of 5 000 rows draws those in sight, tells how many there are, and follows the scroll', async () => {
  const began = Date.now();
  await call('all.showTable(5000)');
  const rows = visit.page.locator('tbody tr[data-index]');
  await rows.first().waitFor();
  expect(Date.now() - began).toBeLessThan(2_000);
  expect(await visit.page.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
  expect(await rows.count()).toBeLessThan(60);
  await visit.page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
  await visit.page.getByRole('rowheader', { name: 'Dossier 4999' }).waitFor();
  expect(await visit.page.getByRole('row', { name: 'Dossier 4999' }).getAttribute('aria-rowindex')).toBe('5001');
  expect(await rows.count()).toBeLessThan(60);
  await visit.expectSound();
});

it('a form means the same in the browser as on the server: 400 random forms, each with answers good and bad', async () => {
  const cases = Array.from({ length: 400 }, (_, seed) => randomCase(seed));
  const there = (await visit.page.evaluate(`import('${address}').then((all) => JSON.parse(${JSON.stringify(JSON.stringify(cases))}).map(all.verdictOf))`)) as string[];
  expect(there).toHaveLength(400);
  expect(cases.flatMap((one, seed) => (there[seed] === verdictOf(one) ? [] : [seed]))).toEqual([]);
});
