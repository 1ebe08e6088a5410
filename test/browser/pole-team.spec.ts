import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { answersOf, roundInputs } from '#standalone/round/inputs.js';
import { heading } from '../support/browser.js';
import { json, made, PoleSite, siren } from '../support/pole-site.js';
import { until } from '../support/until.js';

let world: PoleSite;
beforeAll(async () => {
  world = await PoleSite.open();
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

/** A published call as the open one, that asks for a certification. */
async function certifiedCall(): Promise<string> {
  const officer = await world.site.visit({ as: 'officer' });
  const source = await json<{ envelopeId: string; phases: { title: string; opensAt: string; closesAt: string }[] }>(officer.page, `/api/calls/${world.call}`);
  const phases = source.phases.slice(-1).map(({ title, opensAt, closesAt }) => ({ title, opensAt, closesAt }));
  const { id } = await made<{ id: string }>(officer.page.request.post(`/api/calls/${world.call}/clone`, { data: { code: 'AMI-CERTIFIE', title: 'AMI certifié à deux', phases } }));
  const { version, code, title, instrument, summary, envelopeId, authority, compositionProfile, tieBreak, awardTerms } = await json<Record<string, unknown>>(officer.page, `/api/calls/${id}`);
  await made(officer.page.request.put(`/api/calls/${id}`, { data: { version, code, title, instrument, summary, envelopeId, authority, compositionProfile, tieBreak, awardTerms, phases, certification: true } }));
  const publisher = await world.site.visit({ as: 'publisher' });
  await made(publisher.page.request.post(`/api/calls/${id}/publish`));
  return id;
}

/** The address of a link in the last mail to `email`. */
async function linkIn(email: string, start: string): Promise<string> {
  let found: string | undefined;
  await until(`${email} has a mail with a link`, async () => {
    for (const name of (await readdir(world.site.mailbox)).filter((one) => one.endsWith('.eml')).sort()) {
      const text = (await readFile(path.join(world.site.mailbox, name), 'utf8')).replace(/=\r?\n/g, '').replace(/=3D/g, '=');
      if (text.includes(email)) found = new RegExp(`${start}\\S+`).exec(text)?.[0] ?? found;
    }
    return found !== undefined;
  });
  return new URL(found!).pathname + new URL(found!).search;
}

it('a pole of two: one invites, the other joins by the link, they see one another, one certifies, the other submits', async () => {
  const callId = await certifiedCall();
  const email = await world.newcomer();
  const first = await world.visit(email);
  const { page } = first;
  const { id: poleId } = await made<{ id: string }>(page.request.post('/api/poles', { data: { name: 'Pôle fictif à deux', siren: siren(), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' } }));
  const { id } = await made<{ id: string }>(page.request.post('/api/applications', { data: { callId, poleId, projectTitle: 'Un bocage à deux', prerequisiteDeclared: true } }));

  await page.goto('/pole');
  await page.getByRole('link', { name: 'Équipe de Pôle fictif à deux' }).click();
  await heading(page, 'Équipe du pôle').waitFor();
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await page.getByText('Cette adresse ne peut pas recevoir de courriel', { exact: false }).waitFor();
  const invitee = 'rene.representant@exemple.test';
  await page.getByLabel('Adresse électronique').fill(invitee);
  await page.locator('label[for$="-representative"]').click();
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await page.getByText('En attente', { exact: true }).waitFor();
  await page.getByLabel('Adresse électronique').fill('paule.partenaire@exemple.test');
  await page.locator('label[for$="-partner"]').click();
  await page.getByLabel('Dossier', { exact: true }).selectOption(id);
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await until('two invitations wait', async () => (await page.getByText('En attente', { exact: true }).count()) === 2);
  await first.expectSound();

  const second = await world.site.visit({ width: 360, theme: 'dark' });
  await second.page.goto(await linkIn(invitee, 'http://localhost:\\d+/invitation\\?jeton='));
  await heading(second.page, 'Rejoindre un pôle').waitFor();
  await second.page.getByLabel('Prénom et nom').fill('René Représentant');
  await second.expectSound();
  await second.page.getByRole('button', { name: 'Accepter et ouvrir mon compte' }).click();
  await second.page.getByText('Un bocage à deux').first().waitFor();
  await second.page.getByRole('link', { name: 'Un bocage à deux' }).first().click();
  await second.page.getByText('Elle se demande une fois le dossier complet.', { exact: false }).waitFor();
  await second.expectSound();

  const partner = await world.site.visit();
  await partner.page.goto(await linkIn('paule.partenaire@exemple.test', 'http://localhost:\\d+/invitation\\?jeton='));
  await partner.page.getByLabel('Prénom et nom').fill('Paule Partenaire');
  await partner.page.getByRole('button', { name: 'Accepter et ouvrir mon compte' }).click();
  await partner.page.getByRole('link', { name: 'Un bocage à deux' }).first().waitFor();
  await partner.page.goto(`/pole/dossiers/${id}/membres`);
  await heading(partner.page, /Membres du pôle/).waitFor();
  await page.goto(`/pole/dossiers/${id}/presentation`);
  await page.getByText('Paule Partenaire').waitFor();
  await page.getByText('est sur « Membres du pôle »', { exact: false }).waitFor();
  await first.expectSound();
  await partner.page.goto(`/pole/dossiers/${id}/presentation`);
  await partner.page.getByText('est aussi sur cette étape', { exact: false }).waitFor();
  await partner.expectSound();
  await partner.close();

  const [input] = roundInputs().poles.slice(20);
  let version = 1;
  for (const [key, answers] of Object.entries(answersOf(input!))) ({ applicationVersion: version } = await made<{ applicationVersion: number }>(page.request.put(`/api/applications/${id}/sections/${key}`, { data: { version: 0, answers } })));
  await made(page.request.put(`/api/applications/${id}/members`, { data: { version, members: input!.members } }));
  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByText('Il manque la certification par le représentant légal.').waitFor();
  await page.getByRole('button', { name: 'Demander la certification' }).click();
  await page.getByRole('button', { name: 'Redemander la certification' }).waitFor();
  await first.expectSound();

  await second.page.goto('/pole');
  await second.page.getByText('votre certification est demandée', { exact: false }).waitFor();
  await second.expectSound();
  await second.page.goto(await linkIn(invitee, 'http://localhost:\\d+/dossiers/'));
  await second.page.getByRole('button', { name: 'Certifier ce dossier' }).click();
  await second.page.getByText('Dites en quelle qualité vous certifiez', { exact: false }).waitFor();
  await second.page.getByLabel('En quelle qualité').fill('Président');
  // Meanwhile the writer changes an answer: what is certified is what was read, so the page shows it before it takes the certification.
  const [[key, answers]] = Object.entries(answersOf(input!)) as [[string, Record<string, unknown>]];
  await made(page.request.put(`/api/applications/${id}/sections/${key}`, { data: { version: 1, answers: { ...answers, ...Object.fromEntries(Object.entries(answers).filter(([, one]) => typeof one === 'string').slice(0, 1).map(([name]) => [name, 'Changé entre-temps'])) } } }));
  second.expectRefusals();
  await second.page.getByRole('button', { name: 'Certifier ce dossier' }).click();
  await second.page.getByText('a changé ce dossier entre-temps', { exact: false }).waitFor();
  await second.page.getByText('Changé entre-temps').waitFor();
  await second.page.getByRole('button', { name: 'Certifier ce dossier' }).click();
  await second.page.getByText('Vous avez certifié cette version', { exact: false }).waitFor();
  await second.expectSound();

  await page.goto(`/pole/dossiers/${id}/relire`);
  await page.getByText('Cette version est certifiée par', { exact: false }).waitFor();
  await first.expectSound();
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
  await first.expectSound();

  await page.goto(`/pole/equipe/${poleId}`);
  await page.getByRole('button', { name: /^Retirer : René Représentant/ }).click();
  await page.getByRole('button', { name: /^Retirer dès maintenant/ }).click();
  await page.getByText('n’a plus le rôle', { exact: false }).waitFor();
  second.expectRefusals();
  await second.page.goto(`/pole/dossiers/${id}/relire`);
  await second.page.getByText('Ce dossier n’existe pas ou ne vous est pas ouvert.', { exact: false }).waitFor();
  expect((await second.page.request.get(`/api/applications/${id}`)).status()).toBe(404);
});
