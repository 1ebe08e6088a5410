import { heading } from '../support/browser.js';
import { json, PoleSite } from '../support/pole-site.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

interface Call {
  id: string;
  state: string;
  title: string;
  phases: { title: string; closesAt: string; requiresPhase: number | null }[];
  tracks: { support: string; laureatesExpected: number }[];
  form: object | null;
}

it('last year’s call is cloned, given dates, periods and a track that costs too much, then published by another person', async () => {
  const one = await world.site.visit({ as: 'officer' });
  const { page, expectSound } = one;
  await page.goto(`/instruction/appels/${world.call}`);
  await page.getByRole('button', { name: 'Reprendre pour une nouvelle année' }).click();
  await page.getByLabel('Nouvelle référence').fill('PTCE-REPRIS');
  await page.getByLabel('Nouveau titre').fill('AMI PTCE, appel repris');
  await expectSound();
  await page.getByRole('button', { name: 'Créer le brouillon' }).click();
  await heading(page, 'AMI PTCE, appel repris').waitFor();
  const id = page.url().split('/').at(-1)!;
  await page.getByRole('button', { name: 'Ajouter une période' }).click();
  const second = page.getByRole('group', { name: 'Période 2' });
  await second.getByLabel('Nom de la période').fill('Phase 2');
  const year = Number((await second.getByLabel('Ouverture').inputValue()).slice(0, 4)) + 1;
  await second.getByLabel('Ouverture').fill(`${year}-03-01T09:00`);
  await second.getByLabel('Clôture').fill(`${year}-04-30T23:59`);
  await second.getByLabel('Réservée aux lauréats de').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Ajouter un volet' }).click();
  const track = page.getByRole('group', { name: 'Volet 1' });
  await track.getByLabel('Nom du volet').fill('Poste');
  await track.getByLabel('Aide du volet').selectOption('post');
  await track.getByLabel('Par an et par poste, en euros').fill('7 164');
  await track.getByLabel('Durée du volet, en mois').fill('36');
  await track.getByLabel('Lauréats du volet').fill('200');
  await page.getByText('L’enveloppe ne suffit pas à ce qui est annoncé.').waitFor();
  expect((await page.getByText(/Lauréats, montant et durée multipliés font/).textContent())!.replaceAll(/\s/g, ' ')).toContain('4 298 400 €');
  await page.getByText('Communes rurales', { exact: true }).click();
  await page.getByLabel('Thèmes').fill('laine, réemploi');
  await expectSound();
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText(/^Enregistré à/).waitFor();
  const publisher = await world.site.visit({ as: 'publisher' });
  await publisher.page.goto(`/instruction/appels/${id}`);
  await publisher.page.getByRole('button', { name: 'Publier l’appel' }).click();
  await publisher.page.getByRole('button', { name: 'Publier pour de bon' }).click();
  await publisher.page.getByText(/^Publié le/).waitFor();
  const read = await json<Call>(page, `/api/calls/${id}`);
  expect(read).toMatchObject({ state: 'published', themes: ['laine', 'réemploi'], zonings: ['rural'], phases: [{ requiresPhase: null }, { title: 'Phase 2', requiresPhase: 1 }], tracks: [{ support: 'post', laureatesExpected: 200 }] });
  expect(read.form).not.toBeNull();
  const visitor = await world.site.visit();
  await visitor.page.goto('/appels?theme=laine');
  await visitor.page.getByRole('link', { name: 'AMI PTCE, appel repris' }).click();
  await visitor.page.getByRole('heading', { name: 'Les aides, volet par volet' }).waitFor();
  await visitor.expectSound();
});

it('an addendum moves the closing: a pole that started reads what changed; its question is answered for all', async () => {
  const { email, id, section } = await world.draft();
  const before = await json<Call>((await world.site.visit()).page, `/api/calls/${world.call}`);
  const officer = await world.site.visit({ as: 'officer' });
  await officer.page.goto(`/instruction/appels/${world.call}`);
  await officer.page.getByRole('button', { name: 'Proposer un additif' }).click();
  const closing = officer.page.getByLabel(/^Clôture, /);
  const year = (await closing.inputValue()).slice(0, 4);
  await closing.fill(`${Number(year) + 1}-06-30T23:59`);
  await officer.page.getByLabel('Motif').fill('Deux préfectures ont demandé un délai.');
  await officer.expectSound();
  await officer.page.getByRole('button', { name: 'Proposer l’additif', exact: true }).click();
  await officer.page.getByText('Additif proposé').waitFor();
  expect((await json<Call>(officer.page, `/api/calls/${world.call}`)).phases).toEqual(before.phases);
  const publisher = await world.site.visit({ as: 'publisher' });
  await publisher.page.goto(`/instruction/appels/${world.call}`);
  await publisher.page.getByRole('button', { name: 'Publier l’additif' }).click();
  await publisher.page.getByRole('heading', { name: /^Additif n°\s1/ }).waitFor();
  await publisher.expectSound();
  expect((await json<Call>(officer.page, `/api/calls/${world.call}`)).phases[0]!.closesAt).not.toEqual(before.phases[0]!.closesAt);

  const pole = await world.visit(email);
  await pole.page.goto(section('projet'));
  const changed = pole.page.getByRole('region', { name: 'L’appel a changé depuis que vous avez commencé' });
  await changed.getByText('Deux préfectures ont demandé un délai.').waitFor();
  expect((await changed.textContent())!.replaceAll(/\s/g, ' ')).toContain(`30 juin ${Number(year) + 1} à 23 h 59`);
  await pole.expectSound();
  expect(id).not.toBe('');
  await changed.getByRole('link', { name: 'L’appel tel qu’il est désormais' }).click();
  await pole.page.getByRole('heading', { name: 'Ce qui a changé' }).waitFor();
  await pole.page.getByLabel('Poser une question').fill('Un pôle peut-il déposer deux dossiers ?');
  await pole.page.getByRole('button', { name: 'Envoyer la question' }).click();
  await pole.page.getByText('Votre question est envoyée.', { exact: false }).waitFor();
  await officer.page.reload();
  await officer.page.getByLabel('Réponse').fill('Non, un seul par appel.');
  await officer.page.getByRole('button', { name: 'Répondre et publier' }).click();
  await officer.page.getByText('Aucune question n’attend de réponse.').waitFor();
  await officer.expectSound();
  await pole.page.reload();
  await pole.page.getByText('Un pôle peut-il déposer deux dossiers ?').click();
  await pole.page.getByText('Non, un seul par appel.').waitFor();
  await pole.expectSound();
});
