import type { Locator } from 'playwright-core';
import { heading, taken, type Visit } from '../support/browser.js';
import { docx, pdf } from '../support/files.js';
import { form, newCall, rubric } from '../support/open-call.js';
import { made, PoleSite } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());

const specification = { name: 'cahier-des-charges.pdf', mimeType: 'application/pdf', buffer: pdf('cahier des charges') };
const guide = { name: 'guide du candidat.pdf', mimeType: 'application/pdf', buffer: pdf('guide du candidat') };
const budget = { name: 'modèle.docx', mimeType: '', buffer: docx() };

/** A draft call that lacks nothing but documents. */
async function draftCall({ page: { request } }: Visit): Promise<string> {
  const { envelopeId } = await world.site.get<{ envelopeId: string }>(`/api/calls/${world.call}`);
  const day = 86_400_000;
  const phases = [{ title: 'Phase unique', opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 60 * day).toISOString() }];
  const { id } = await made<{ id: string }>(request.post('/api/calls', { data: { ...newCall('DOCUMENTS', envelopeId), title: 'Appel et ses documents', phases } }));
  await made(request.put(`/api/calls/${id}/form`, { data: { version: 1, definition: form } }));
  await made(request.put(`/api/calls/${id}/rubric`, { data: { version: 2, definition: rubric } }));
  return id;
}

async function add(documents: Locator, kind: string, title: string, file: typeof specification): Promise<void> {
  await documents.getByLabel('Sorte de document').selectOption(kind);
  await documents.getByLabel('Titre du document').fill(title);
  await documents.getByLabel('Fichier du document').setInputFiles(file);
  await documents.getByRole('link', { name: title }).waitFor();
}

it('a draft is given its documents and published with them; an addendum brings one more: a visitor downloads each, byte for byte', async () => {
  const officer = await world.site.visit({ as: 'officer' });
  const { page } = officer;
  const id = await draftCall(officer);
  await page.goto(`/instruction/appels/${id}`);
  const documents = page.getByRole('region', { name: 'Documents à télécharger' });
  await documents.getByText('Aucun cahier des charges n’est joint à cet appel.').waitFor();
  await add(documents, 'specification', 'Cahier des charges', specification);
  await add(documents, 'guide', 'Guide du candidat', guide);
  expect(await documents.getByText('Aucun cahier des charges n’est joint').count()).toBe(0);
  await officer.expectSound();

  const publisher = await world.site.visit({ as: 'publisher' });
  await publisher.page.goto(`/instruction/appels/${id}`);
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).click();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByText(/^Publié le/).waitFor();

  const visitor = await world.site.visit({ width: 360 });
  const given = async (words: string, { name, buffer }: typeof specification): Promise<void> => {
    const file = await taken(visitor, () => visitor.page.getByRole('link', { name: words }).click());
    expect([file.name, file.bytes.equals(buffer)]).toEqual([name, true]);
  };
  await visitor.page.goto(`/appels/${id}`);
  await given('Télécharger le cahier des charges', specification);
  await given('Télécharger « Guide du candidat »', guide);
  await visitor.expectSound();

  await page.reload();
  await add(documents, 'template', 'Modèle de budget', budget);
  await documents.getByRole('heading', { name: 'En attente d’un additif' }).waitFor();
  await visitor.page.reload();
  await visitor.page.getByRole('link', { name: 'Télécharger le cahier des charges' }).waitFor();
  expect(await visitor.page.getByText('Modèle de budget').count()).toBe(0);
  await page.getByRole('button', { name: 'Proposer un additif' }).click();
  await page.getByLabel('Modèle de budget, modèle.docx').selectOption({ label: 'L’ajouter' });
  await page.getByLabel('Motif').fill('Plusieurs pôles ont demandé un modèle.');
  await officer.expectSound();
  await page.getByRole('button', { name: 'Proposer l’additif', exact: true }).click();
  await page.getByText('Additif proposé').waitFor();
  await publisher.page.reload();
  await publisher.page.getByRole('button', { name: 'Publier l’additif' }).click();
  await publisher.page.getByRole('heading', { name: /^Additif n°\s1/ }).waitFor();

  await visitor.page.reload();
  await heading(visitor.page, 'Appel et ses documents').waitFor();
  await given('Télécharger « Modèle de budget »', budget);
  await given('Télécharger le cahier des charges', specification);
  await visitor.page.getByText('Plusieurs pôles ont demandé un modèle.').waitFor();
  await visitor.expectSound();
});
