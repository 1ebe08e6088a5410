import { heading } from '../support/browser.js';
import { newCall } from '../support/open-call.js';
import { made, PoleSite } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());

it('a call in preparation is given up in two steps: it leaves the list, and stays to read', async () => {
  const officer = await world.site.visit({ as: 'officer' });
  const { page } = officer;
  const { envelopeId } = await world.site.get<{ envelopeId: string }>(`/api/calls/${world.call}`);
  const { id } = await made<{ id: string }>(page.request.post('/api/calls', { data: { ...newCall('A-ABANDONNER', envelopeId), title: 'Appel de trop' } }));
  await page.goto('/instruction/appels');
  await page.getByRole('link', { name: 'Appel de trop' }).click();
  await page.getByRole('button', { name: 'Abandonner cet appel' }).click();
  await page.getByText('L’abandon est définitif.').waitFor();
  await officer.expectSound();
  await page.getByRole('button', { name: 'Abandonner définitivement' }).click();
  await heading(page, 'Appels').waitFor();
  expect(await page.getByText('Appel de trop').count()).toBe(0);
  await page.goto(`/instruction/appels/${id}`);
  await page.getByText(/^Abandonné avant sa publication/).waitFor();
  expect(await page.getByRole('button').filter({ hasText: /Publier|Enregistrer|Abandonner|Cloner/ }).count()).toBe(0);
  await officer.expectSound();
});
