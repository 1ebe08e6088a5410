import { heading } from '../support/browser.js';
import { newCall } from '../support/open-call.js';
import { json, made, PoleSite, siren } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const day = 86_400_000;
const form = { sections: [{ key: 'projet', title: 'Le projet', fields: [{ key: 'resume', label: 'Résumé', kind: 'long-text' }] }] };
const rubric = { criteria: [{ key: 'cooperation', label: 'Coopération', weight: 100, scale: { min: 0, max: 5 } }] };
const said = (text: string | null): string => (text ?? '').replaceAll(/\s/g, ' ');

/** A call for Bretagne, open now. */
async function breton(): Promise<string> {
  const [officer, publisher] = [(await world.visit('officer@')).page, (await world.visit('publisher@')).page];
  const { envelopeId } = await json<{ envelopeId: string }>(officer, `/api/calls/${world.call}`);
  const phases = [{ title: 'Phase unique', opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 30 * day).toISOString() }];
  const { id } = await made<{ id: string }>(officer.request.post('/api/calls', { data: { ...newCall('BRETAGNE', envelopeId), phases, regions: ['53'] } }));
  await made(officer.request.put(`/api/calls/${id}/form`, { data: { version: 1, definition: form } }));
  await made(officer.request.put(`/api/calls/${id}/rubric`, { data: { version: 2, definition: rubric } }));
  await made(publisher.request.post(`/api/calls/${id}/publish`));
  return id;
}

it('a pole whose seat is in another region than the call’s is told when it begins and before it submits, and the officer who checks is told too', async () => {
  const callId = await breton();
  const email = await world.newcomer();
  const one = await world.visit(email);
  const { page } = one;
  const pole = { siren: siren(), legalCategory: '9220', addressLine: '1 rue Imaginaire' };
  const { id: poleId } = await made<{ id: string }>(page.request.post('/api/poles', { data: { ...pole, name: 'Pôle fictif de Corte', regionCode: '94', postalCode: '20250', city: 'Corte' } }));
  await made(page.request.post('/api/poles', { data: { ...pole, siren: siren(), name: 'Pôle fictif de Rennes', regionCode: '53', postalCode: '35000', city: 'Rennes' } }));
  const warning = page.getByText('Cet appel est ouvert aux pôles de', { exact: false });
  await page.goto(`/pole/candidater/${callId}`);
  await page.getByText(/^Pôle fictif de Corte/).click();
  expect(said(await warning.textContent())).toContain('la région : Bretagne. Le siège de « Pôle fictif de Corte » est dans la région Corse.');
  await one.expectSound();
  await page.getByText(/^Pôle fictif de Rennes/).click();
  expect(await warning.count()).toBe(0);

  const { id } = await made<{ id: string }>(page.request.post('/api/applications', { data: { callId, poleId, projectTitle: 'Une filière châtaigne', prerequisiteDeclared: false } }));
  const slots = [['Association fictive', '9220', 'ess'], ['Société fictive', '5710', 'non-ess'], ['Commune fictive', '7210', 'other']] as const;
  const members = slots.map(([name, legalCategory, slot]) => ({ name, siren: siren(), legalCategory, slots: [slot], evidence: 'Statuts' }));
  await made(page.request.put(`/api/applications/${id}/members`, { data: { version: 1, members } }));
  await page.goto(`/pole/dossiers/${id}/relire`);
  await warning.waitFor();
  await one.expectSound();
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
  await heading(page, /Récépissé|déposé/).waitFor();

  const officer = await world.visit('officer@');
  await officer.page.goto(`/instruction/recevabilite/${id}`);
  await officer.page.getByText('il vous revient d’en juger', { exact: false }).waitFor();
  await officer.expectSound();
});
