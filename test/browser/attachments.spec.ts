import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { heading, tabTo, taken } from '../support/browser.js';
import { pdf, png } from '../support/files.js';
import { newCall } from '../support/open-call.js';
import { answersOf, json, made, PoleSite, siren } from '../support/pole-site.js';
import { readZip } from '../support/tables.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const form = {
  sections: [
    {
      key: 'pieces',
      title: 'Les pièces',
      fields: [{ key: 'budget', label: 'Budget signé', kind: 'attachment', required: true, maxFiles: 2, maxBytes: 15_000_000, accept: ['pdf', 'image'] }],
    },
  ],
};
const rubric = { criteria: [{ key: 'cooperation', label: 'Coopération', weight: 100, scale: { min: 0, max: 5 } }] };

/** A call whose form asks for files, open now, and a draft for it. */
async function draft(code: string): Promise<{ email: string; id: string; officer: string }> {
  const [officer, publisher] = [(await world.visit('officer@')).page.request, (await world.visit('publisher@')).page.request];
  const { envelopeId } = (await (await officer.get(`/api/calls/${world.call}`)).json()) as { envelopeId: string };
  const day = 86_400_000;
  const phases = [{ title: 'Phase unique', opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 30 * day).toISOString() }];
  const { id: callId } = await made<{ id: string }>(officer.post('/api/calls', { data: { ...newCall(code, envelopeId), phases } }));
  await made(officer.put(`/api/calls/${callId}/form`, { data: { version: 1, definition: form } }));
  await made(officer.put(`/api/calls/${callId}/rubric`, { data: { version: 2, definition: rubric } }));
  await made(publisher.post(`/api/calls/${callId}/publish`));
  const email = await world.newcomer();
  const { page } = await world.visit(email);
  const pole = { name: 'Pôle fictif des Pièces', siren: siren(), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' };
  const { id: poleId } = await made<{ id: string }>(page.request.post('/api/poles', { data: pole }));
  const { id } = await made<{ id: string }>(page.request.post('/api/applications', { data: { callId, poleId, projectTitle: 'Des pièces en ordre', prerequisiteDeclared: false } }));
  const members = [
    { name: 'Association fictive', siren: siren(), legalCategory: '9220', slots: ['ess'], evidence: '' },
    { name: 'Société fictive', siren: siren(), legalCategory: '5710', slots: ['non-ess'], evidence: 'Statuts' },
    { name: 'Commune fictive', siren: siren(), legalCategory: '7210', slots: ['other'], evidence: '' },
  ];
  await made(page.request.put(`/api/applications/${id}/members`, { data: { version: 1, members } }));
  return { email, id, officer: `/instruction/dossiers/${id}` };
}

it('files are joined: one is refused in words, one is cut and goes on, one is replaced; the dossier is submitted, and its receipt is there', async () => {
  const { email, id, officer } = await draft('PIECES');
  const one = await world.visit(email);
  const { page } = one;
  one.expectRefusals();
  await page.goto(`/pole/dossiers/${id}/rubriques/pieces`);
  const add = page.getByLabel('Ajouter un fichier');
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

  await add.setInputFiles(file('budget.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])));
  await page.getByText('Ce fichier est un programme', { exact: false }).waitFor();
  await one.expectSound();
  await page.getByRole('button', { name: 'Effacer budget.pdf' }).click();

  const long = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(12_000_000), Buffer.from('\n%%EOF\n')]);
  let parts = 0;
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && ++parts > 1) await route.abort('connectionreset');
    else await route.continue();
  });
  await add.setInputFiles(file('budget signé.pdf', long));
  await page.getByText(/La connexion est coupée, 5\sMo sur 12\sMo/).waitFor();
  await page.unroute('**/api/uploads/*');
  await tabTo(page, 'Reprendre');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'budget signé.pdf' }).waitFor();
  await until('the answer is saved', async () => ((await answersOf(page, id, 'pieces'))?.['budget'] as string[] | undefined)?.length === 1);
  const [kept] = await json<{ sha256: string; scan: string }[]>(page, `/api/applications/${id}/attachments`);
  expect(kept).toMatchObject({ sha256: createHash('sha256').update(long).digest('hex'), scan: 'unscanned' });
  await page.getByText(/PDF, 12\sMo, non analysé par un antivirus/).waitFor();
  await add.setInputFiles(file('encore.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])));
  await page.getByText('Ce fichier est un programme', { exact: false }).waitFor();
  // One of two is joined, and what is refused takes no place.
  expect(await add.isEnabled()).toBe(true);
  await page.getByRole('button', { name: 'Effacer encore.pdf' }).click();

  await add.setInputFiles(file('plan.png', png()));
  await page.getByRole('link', { name: 'plan.png' }).waitFor();
  await page.getByLabel(/^Remplacer budget signé/).setInputFiles(file('budget-v2.pdf', pdf('version 2')));
  await page.getByRole('link', { name: 'budget-v2.pdf' }).waitFor();
  expect(await page.getByRole('link', { name: /budget|plan/ }).allTextContents()).toEqual(['budget-v2.pdf', 'plan.png']);
  await page.getByText(/^Enregistré à/).first().waitFor();

  const sound = await world.visit(email, { width: 360, theme: 'dark' });
  await sound.page.goto(`/pole/dossiers/${id}/rubriques/pieces`);
  await sound.page.getByRole('link', { name: 'plan.png' }).waitFor();
  await sound.expectSound();

  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByRole('heading', { name: /^Rien ne manque/ }).waitFor();
  await page.getByRole('link', { name: 'budget-v2.pdf' }).waitFor();
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
  const receipt = page.getByRole('link', { name: /^Ouvrir le récépissé/ });
  await receipt.waitFor();
  const answer = await page.request.get((await receipt.getAttribute('href'))!);
  const bytes = await answer.body();
  expect([answer.status(), answer.headers()['content-type'], bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  await mkdir('out', { recursive: true });
  await writeFile('out/receipt.pdf', bytes);

  const archive = await taken(one, () => page.getByRole('link', { name: 'Tout télécharger (ZIP)' }).click());
  expect(archive.name).toMatch(/^dossier-PIECES-.*\.zip$/);
  const files = await readZip(archive.bytes);
  const manifest = JSON.parse(files.get('manifeste.json')!.toString()) as { complet: boolean; fichiers: { nom: string; role: string; sha256: string; nomDepose?: string }[] };
  expect([manifest.complet, manifest.fichiers.map(({ nom }) => nom)]).toEqual([true, [...files.keys()].filter((name) => name !== 'manifeste.json')]);
  for (const { nom, sha256 } of manifest.fichiers) expect([nom, createHash('sha256').update(files.get(nom)!).digest('hex')]).toEqual([nom, sha256]);
  expect(manifest.fichiers.flatMap(({ role, nomDepose }) => (role === 'piece-jointe' ? [nomDepose] : []))).toEqual(['budget-v2.pdf', 'plan.png']);
  expect(manifest.fichiers.some(({ role }) => role === 'recepisse')).toBe(true);

  const desk = await world.visit('officer@');
  await desk.page.goto(officer);
  const link = desk.page.getByRole('link', { name: 'plan.png' });
  await link.waitFor();
  await desk.expectSound();
  const given = await desk.page.request.get((await link.getAttribute('href'))!);
  expect([given.status(), given.headers()['content-type'], Buffer.compare(await given.body(), png())]).toEqual([200, 'image/png', 0]);
});

it('a file goes on while the person moves between steps; what another person joined meanwhile stays; a reload asks first, and says what to choose again', async () => {
  const { email, id } = await draft('ENVOIS');
  const one = await world.visit(email);
  const { page } = one;
  const section = `/pole/dossiers/${id}/rubriques/pieces`;
  const long = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(7_000_000), Buffer.from('\n%%EOF\n')]);
  const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: long });
  const joined = async () => ((await answersOf(page, id, 'pieces'))?.['budget'] as string[] | undefined) ?? [];
  let goOn = (): void => undefined;
  /** Holds every part but the first, until `goOn`. */
  const hold = async (): Promise<void> => {
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let parts = 0;
    await page.route('**/api/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++parts > 1) await held;
      await route.continue().catch(() => undefined);
    });
  };

  await page.goto(section);
  await hold();
  await page.getByLabel('Ajouter un fichier').setInputFiles(file('budget.pdf'));
  await page.getByText(/^Envoi, 5\sMo/).waitFor();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByText('1 fichier en cours d’envoi : « budget.pdf ».').waitFor();
  await one.expectSound();
  await page.getByRole('link', { name: 'Étape précédente' }).or(page.getByRole('link', { name: 'Membres du pôle' })).first().click();
  await page.getByRole('navigation', { name: 'Étapes du dossier' }).getByText('1 fichier en cours d’envoi').waitFor();
  const other = await world.visit(email);
  await other.page.goto(section);
  await other.page.getByLabel('Ajouter un fichier').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: png() });
  await until('the other file is in the answer', async () => (await joined()).length === 1);
  const [theirs] = await joined();
  goOn();
  await until('both files are in the answer', async () => (await joined()).length === 2);
  expect((await joined())[0]).toBe(theirs);
  await page.unroute('**/api/uploads/*');
  await page.getByRole('link', { name: /^Les pièces/ }).first().click();
  await page.getByRole('link', { name: 'budget.pdf' }).waitFor();
  await page.getByRole('button', { name: 'Retirer budget.pdf' }).click();
  await until('it is taken out', async () => (await joined()).length === 1);

  await hold();
  await page.getByLabel('Ajouter un fichier').setInputFiles(file('encore.pdf'));
  await page.getByText(/^Envoi, 5\sMo/).waitFor();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await page.getByText('L’envoi a été interrompu. Choisissez de nouveau le même fichier', { exact: false }).waitFor();
  await one.expectSound();
  goOn();
  await page.unroute('**/api/uploads/*');
  await page.getByLabel('Ajouter un fichier').setInputFiles(file('encore.pdf'));
  await page.getByRole('link', { name: 'encore.pdf' }).waitFor();
  await until('it is in the answer', async () => (await joined()).length === 2);
  expect(await page.getByText('L’envoi a été interrompu', { exact: false }).count()).toBe(0);
});
