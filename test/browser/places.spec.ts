import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { draftCall, openCallWith } from '../support/built-call.js';
import { answersOf, made, PoleSite, siren, type Draft } from '../support/pole-site.js';
import { until } from '../support/until.js';

const field = (key: string, kind: string, label: string, over: object = {}) => ({ key, label, kind, ...over });
const form = {
  sections: [
    { key: 'lieux', title: 'Les lieux', fields: [
      field('commune', 'territory', 'Commune du projet', { level: 'commune', required: true }),
      field('epci', 'territory', 'Intercommunalité', { level: 'epci' }),
      field('sites', 'repeat', 'Sites', { itemLabel: 'Site', fields: [field('ou', 'territory', 'Commune du site', { level: 'commune', required: true })] }),
    ] },
  ],
};

let world: PoleSite;
let callId: string;
beforeAll(async () => {
  world = await PoleSite.open();
  callId = await openCallWith(world.site, 'ESSAI-LIEUX', form);
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const question = (page: Page, name: string): Locator => page.getByRole('group', { name: new RegExp(`^${name}`) });
const combobox = (of: Locator): Locator => of.getByRole('combobox');
const code = (of: Locator): Locator => of.getByLabel(/^(Code de l’INSEE|SIREN)$/);
const answered = (page: Page, { id }: Draft, answers: object): Promise<boolean> =>
  until(`the server has ${JSON.stringify(answers)}`, async () => isDeepStrictEqual(await answersOf(page, id, 'lieux'), answers));
/** Answers of a draft, as they were typed before. */
const before = (page: Page, { id }: Draft, answers: object): Promise<unknown> => made(page.request.put(`/api/applications/${id}/sections/lieux`, { data: { version: 0, answers } }));
const rennes = { code: '35238', name: 'Rennes' };

it.each([1440, 360])('at %i px, a commune is found by its beginning and taken by keyboard, an EPCI by a click; both are there after a reload', async (width) => {
  const draft = await world.draft(callId);
  const { page, expectSound } = await world.visit(draft.email, { width });
  await page.goto(draft.section('lieux'));
  const commune = question(page, 'Commune du projet');
  await combobox(commune).pressSequentially('renn');
  const options = commune.getByRole('option');
  await options.first().waitFor();
  expect(await options.first().textContent()).toMatch(/^Rennes \(35\).*35238$/);
  await commune.getByRole('status').getByText(/^10\scommunes trouvées\.$/).waitFor();
  expect(await combobox(commune).getAttribute('aria-activedescendant')).toBeNull();
  await page.keyboard.press('ArrowUp');
  expect(await commune.getByRole('option', { selected: true }).textContent()).toBe(await options.last().textContent());
  await page.keyboard.press('ArrowDown');
  expect(await combobox(commune).getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
  expect(await commune.getByRole('option', { selected: true }).textContent()).toBe(await options.first().textContent());
  await expectSound();
  await page.keyboard.press('Enter');
  await commune.getByText('Rennes (35)').waitFor();
  expect([await combobox(commune).inputValue(), await options.count(), await combobox(commune).getAttribute('aria-expanded')]).toEqual(['Rennes', 0, 'false']);
  await answered(page, draft, { commune: rennes });

  const epci = question(page, 'Intercommunalité');
  await combobox(epci).fill('redon');
  await epci.getByRole('option', { name: /^CA Redon Agglomération/ }).click();
  await epci.getByText('CA Redon Agglomération (35, 56, 44)').waitFor();
  await expectSound();
  await answered(page, draft, { commune: rennes, epci: { code: '243500741', name: 'CA Redon Agglomération' } });

  await page.getByRole('button', { name: 'Ajouter : site' }).click();
  const [one, other] = [question(page, 'Commune du site').first(), question(page, 'Commune du site').last()];
  await combobox(one).fill('35170');
  await one.getByRole('option', { name: /^Bruz/ }).click();
  await page.getByRole('button', { name: 'Ajouter : site' }).click();
  await combobox(other).fill('st denis 93');
  await other.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await answered(page, draft, { commune: rennes, epci: { code: '243500741', name: 'CA Redon Agglomération' }, sites: [{ ou: { code: '35047', name: 'Bruz' } }, { ou: { code: '93066', name: 'Saint-Denis' } }] });

  await page.reload();
  await commune.getByText('Rennes (35)').waitFor();
  await epci.getByText(/communauté d’agglomération, 31\scommunes, SIREN 243500741/).waitFor();
  await one.getByText('Bruz (35)').waitFor();
  await other.getByText('Saint-Denis (93)').waitFor();
  expect([await combobox(commune).inputValue(), await code(commune).count()]).toEqual(['Rennes', 0]);
  await page.goto(`/pole/dossiers/${draft.id}/relire`);
  await page.getByText('Rennes (35238)').waitFor();
  await expectSound();
});

it('Escape closes the list and keeps the text; a name typed over loses the code that the list gave, and has it back when it is typed again', async () => {
  const draft = await world.draft(callId);
  const { page } = await world.visit(draft.email);
  await page.goto(draft.section('lieux'));
  const commune = question(page, 'Commune du projet');
  await combobox(commune).fill('renn');
  await commune.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  expect([await commune.getByRole('option').count(), await combobox(commune).inputValue()]).toEqual([0, 'renn']);
  await answered(page, draft, { commune: { name: 'renn' } });
  await page.keyboard.press('ArrowDown');
  await commune.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await answered(page, draft, { commune: rennes });
  await page.keyboard.press('Backspace');
  await answered(page, draft, { commune: { name: 'Renne' } });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await commune.getByText('Ce territoire n’est pas complet').waitFor();
  await combobox(commune).press('End');
  await page.keyboard.press('s');
  await answered(page, draft, { commune: rennes });
  await commune.getByText('Ce territoire n’est pas complet').waitFor({ state: 'detached' });
});

it('by hand when the list does not answer: what is typed stays, is saved, and is there after a reload; the list vouches for it when it is back', async () => {
  const draft = await world.draft(callId);
  const { page } = await world.visit(draft.email, { width: 360 });
  const other = { sites: [{ ou: { name: 'Rennes' } }] };
  await before(page, draft, other);
  await page.route('**/api/places*', (route) => route.abort());
  await page.goto(draft.section('lieux'));
  const commune = question(page, 'Commune du projet');
  await combobox(commune).pressSequentially('Rennes');
  await commune.getByText('La liste des communes ne répond pas : saisissez le nom et le code à la main.').waitFor();
  expect([await combobox(commune).inputValue(), await combobox(commune).evaluate((one) => one === one.ownerDocument.activeElement)]).toEqual(['Rennes', true]);
  expect(await question(page, 'Commune du site').getByText('La liste des communes ne répond pas').count()).toBe(0);
  await page.keyboard.press('Tab');
  await page.keyboard.type('35 238');
  await answered(page, draft, { commune: rennes, ...other });
  await page.reload();
  expect([await combobox(commune).inputValue(), await code(commune).inputValue()]).toEqual(['Rennes', '35238']);
  await page.unroute('**/api/places*');
  await page.reload();
  await commune.getByText('Rennes (35)').waitFor();
  expect(await code(commune).count()).toBe(0);
});

it('what was typed before is shown as it is; a code that the list does not have, or has under another name, is told quietly and keeps nothing from being sent', async () => {
  const draft = await world.draft(callId);
  const { page, expectSound } = await world.visit(draft.email);
  const typed = { commune: { code: '35999', name: 'Commune nouvelle' }, epci: { code: '243500139', name: 'Redon' }, sites: [{ ou: { code: '35238', name: 'RENNES' } }, { ou: { code: '3523', name: 'Rennes' } }, { ou: { code: '35047', name: 'Rennes' } }] };
  await before(page, draft, typed);
  await page.goto(draft.section('lieux'));
  const [commune, epci] = [question(page, 'Commune du projet'), question(page, 'Intercommunalité')];
  const unknown = 'Ce code n’est pas dans la liste des communes de 2026 : vérifiez-le.';
  await commune.getByText(unknown).waitFor();
  await epci.getByText(/Ce SIREN est celui de «\sRennes Métropole \(35\)\s»/).waitFor();
  const site = (index: number): Locator => question(page, 'Commune du site').nth(index);
  await site(0).getByText('Rennes (35)').waitFor();
  await site(2).getByText(/Ce code est celui de «\sBruz \(35\)\s»/).waitFor();
  expect([await combobox(commune).inputValue(), await code(commune).inputValue(), await combobox(site(0)).inputValue(), await code(site(1)).inputValue()]).toEqual(['Commune nouvelle', '35999', 'RENNES', '3523']);
  await expectSound();

  await combobox(commune).fill('Commune nouvelle du Bocage');
  await code(site(1)).fill('35238');
  await site(1).getByText('Rennes (35)').waitFor();
  expect(await code(site(1)).evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  const kept = { commune: { code: '35999', name: 'Commune nouvelle du Bocage' }, epci: typed.epci, sites: [typed.sites[0], { ou: rennes }, typed.sites[2]] };
  await answered(page, draft, kept);

  await page.goto(`/pole/dossiers/${draft.id}/relire`);
  await page.getByText(unknown).waitFor();
  await expectSound();
  const { version } = await made<{ version: number }>(page.request.get(`/api/applications/${draft.id}`));
  const member = (legalCategory: string, slot: string): object => ({ name: `Membre ${slot}`, siren: siren(), legalCategory, slots: [slot], evidence: 'Statuts' });
  const members = await made<{ version: number }>(page.request.put(`/api/applications/${draft.id}/members`, { data: { version, members: [member('9220', 'ess'), member('5710', 'non-ess'), member('7210', 'other')] } }));
  await made(page.request.post(`/api/applications/${draft.id}/submit`, { data: { version: members.version } }));

  const officer = await world.site.visit({ as: 'officer' });
  const asked: string[] = [];
  officer.page.on('request', (request) => {
    if (request.url().includes('/api/places')) asked.push(request.url());
  });
  await officer.page.goto(`/instruction/dossiers/${draft.id}`);
  await officer.page.getByText(unknown).waitFor();
  await officer.page.getByText(/Ce SIREN est celui de «\sRennes Métropole \(35\)\s»/).waitFor();
  expect(await officer.page.getByText(/Ce code est celui de/).count()).toBe(1);
  expect(asked).toHaveLength(2);
  await officer.expectSound();
});

it('two people change the same place: each is shown whole, and one is chosen', async () => {
  const draft = await world.draft(callId);
  const mine = await world.visit(draft.email);
  mine.expectRefusals();
  const { page } = mine;
  await before(page, draft, { commune: { code: '35047', name: 'Bruz' } });
  await page.goto(draft.section('lieux'));
  const commune = question(page, 'Commune du projet');
  await commune.getByText('Bruz (35)').waitFor();
  await page.route('**/api/applications/*/sections/*', (route) => route.abort());
  await combobox(commune).fill('rennes');
  expect(await commune.getByRole('option', { name: /^Bruz/ }).count()).toBe(0);
  await commune.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await made(page.request.put(`/api/applications/${draft.id}/sections/lieux`, { data: { version: 1, answers: { commune: { code: '35288', name: 'Saint-Malo' } } } }));
  await page.unroute('**/api/applications/*/sections/*');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  const choice = page.getByRole('region', { name: 'Deux versions à départager' });
  await choice.waitFor();
  expect(await choice.textContent()).toMatch(/Rennes \(35238\).*Saint-Malo \(35288\)/);
  await choice.getByLabel('Garder ma version').check({ force: true });
  await choice.getByRole('button', { name: 'Enregistrer mes choix' }).click();
  await answered(page, draft, { commune: rennes });
});

it('an officer who tries the form has the same look-up, by hand too', async () => {
  const { page, expectSound } = await world.site.visit({ as: 'officer' });
  const draft = await draftCall(page, 'ESSAI-LIEUX-2');
  await made(page.request.put(`/api/calls/${draft}/form`, { data: { version: 1, definition: form } }));
  await page.goto(`/instruction/appels/${draft}/formulaire`);
  await page.getByRole('button', { name: 'Essayer' }).click();
  const epci = question(page, 'Intercommunalité');
  await combobox(epci).fill('rennes');
  await epci.getByRole('option', { name: /^Rennes Métropole \(35\)/ }).click();
  await epci.getByText(/métropole, 43\scommunes/).waitFor();
  const commune = question(page, 'Commune du projet');
  await commune.getByRole('button', { name: 'Saisir à la main' }).press('Enter');
  expect(await combobox(commune).evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  await combobox(commune).fill('Rennes');
  await code(commune).fill('35238');
  await commune.getByText('Rennes (35)').last().waitFor();
  await page.getByRole('button', { name: 'Vérifier ces réponses' }).click();
  await page.getByText('Ces réponses suffiraient pour déposer un dossier.').waitFor();
  await expectSound();
});
