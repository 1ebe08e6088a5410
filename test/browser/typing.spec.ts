import { openCallWith } from '../support/built-call.js';
import { answersOf, PoleSite } from '../support/pole-site.js';
import { until } from '../support/until.js';

const form = {
  sections: [
    { key: 'contact', title: 'Le contact', fields: [{ key: 'telephone', label: 'Téléphone', kind: 'phone', required: true }, { key: 'iban', label: 'IBAN', kind: 'iban' }] },
    { key: 'argent', title: 'Le budget', fields: [{ key: 'budget', label: 'Budget', kind: 'budget', required: true }] },
  ],
};

let world: PoleSite;
let callId: string;
beforeAll(async () => {
  world = await PoleSite.open();
  callId = await openCallWith(world.site, 'ESSAI-SAISIE', form);
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

it('on a phone, a button that is pressed while a field is left does what it says, though an error appears meanwhile', async () => {
  const draft = await world.draft(callId);
  const { page, expectSound } = await world.visit(draft.email, { width: 360 });
  await page.goto(`/pole/dossiers/${draft.id}/membres`);
  await page.getByRole('button', { name: 'Ajouter un membre' }).click();
  await page.getByRole('textbox', { name: /^SIREN/ }).fill('12345678');
  await page.getByRole('button', { name: 'Ajouter un membre' }).click();
  await until('there are two members', async () => (await page.locator('.es-members > li').count()) === 2);
  await page.getByText(/neuf chiffres/i).last().waitFor();
  await expectSound();
});

it('a number that is saved while it is typed is saved in its form', async () => {
  const draft = await world.draft(callId);
  const { page } = await world.visit(draft.email, { width: 360 });
  await page.goto(draft.section('contact'));
  const phone = page.getByLabel('Téléphone');
  await phone.pressSequentially('+33 (0)6 12.34-56 78');
  await until('the server has it, though the field was not left', async () => (await answersOf(page, draft.id, 'contact'))?.['telephone'] === '+33612345678');
  expect(await phone.inputValue()).toBe('+33 (0)6 12.34-56 78');
  await page.keyboard.press('Tab');
  expect(await phone.inputValue()).toBe('+33612345678');
});

it('what is wrong with an amount stands under its line, where it leaves the other fields their room', async () => {
  const draft = await world.draft(callId);
  const { page, expectSound } = await world.visit(draft.email, { width: 360 });
  await page.goto(draft.section('argent'));
  await page.getByRole('button', { name: 'Ajouter une dépense' }).click();
  const note = page.getByLabel('Dépense 1 : précision');
  const width = (await note.boundingBox())!.width;
  await page.getByLabel('Dépense 1 : montant en euros').fill('cinquante');
  await note.focus();
  const told = page.getByText('Un montant en euros est attendu ici', { exact: false });
  await told.first().waitFor();
  expect((await note.boundingBox())!.width).toBe(width);
  expect((await told.first().boundingBox())!.y).toBeGreaterThan((await page.getByLabel('Dépense 1 : montant en euros').boundingBox())!.y);
  await expectSound();
});
