import type { Role } from '#domain/identity/actor.js';
import { heading, type Visit } from '../support/browser.js';
import { fictitiousIban } from '../support/fictitious-iban.js';
import { PoleSite, siren } from '../support/pole-site.js';
import { openSmallCall, type SmallCall } from '../support/small-round.js';
import { until } from '../support/until.js';

let world: PoleSite;
let round: SmallCall;
beforeAll(async () => {
  world = await PoleSite.open();
  round = await openSmallCall(world.site);
});
afterAll(() => world?.site.close());
afterEach(() => world?.site.closeWindows());

const visit = (as: Role): Promise<Visit> => world.site.visit({ as });
const pole = 'Pôle fictif du Tour complet';

it('one dossier through every role, page after page: from the call to the transfer and the journal', async () => {
  const applicant = await world.visit(await world.newcomer());
  await apply(applicant);

  const officer = await visit('officer');
  await rule(officer);
  const readers = await Promise.all((['regional-reviewer', 'national-reviewer'] as const).map(visit));
  const names = await Promise.all(readers.map(async ({ page }) => ((await (await page.request.get('/api/session')).json()) as { fullName: string }).fullName));
  await assign(officer, names);
  for (const reader of readers) await score(reader);

  const chair = await visit('chair');
  await propose(chair);
  const signatory = await visit('signatory');
  await decide(signatory);
  await officer.page.goto('/paiement/conventions');
  await officer.page.getByRole('button', { name: /^Préparer 1/ }).click();
  await officer.page.getByText(/1\sligne faite, 0\srefusée/).waitFor();

  await sign(applicant);
  await signatory.page.goto('/paiement/conventions');
  await signatory.page.getByRole('link', { name: pole }).or(signatory.page.getByRole('row', { name: pole }).getByRole('link').first()).first().click();
  await signatory.page.getByRole('button', { name: 'Signer la convention' }).click();
  await signatory.page.getByText('La convention est signée par les deux parties.').waitFor();
  await pay();

  await applicant.page.reload();
  await applicant.page.getByRole('region', { name: 'Où est l’argent' }).getByText(/Versé sur le compte de votre pôle le/).waitFor();
  await applicant.page.getByText(/Versé.: premier versement, 60\s000,00\s€$/).waitFor();
  await applicant.expectSound();
  const auditor = await visit('auditor');
  await auditor.page.goto('/administration/journal');
  await auditor.page.getByText('Paiement exécuté').first().waitFor();
  await auditor.page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
  await auditor.page.getByText('aucun n’a été modifié').waitFor();
  await auditor.page.goto(`/paiement/enveloppes/${round.envelopeId}`);
  await auditor.page.getByRole('table', { name: 'Écritures, la dernière d’abord' }).getByRole('row', { name: new RegExp(`^Paiement.*${pole}`) }).waitFor();
  expect(await auditor.page.getByRole('region', { name: 'Autorisations d’engagement' }).getByRole('row', { name: /^Engagé/ }).textContent()).toMatch(/100\s000,00\s€/);
});

async function apply({ page }: Visit): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: round.title }).first().click();
  await page.getByRole('link', { name: 'Déposer un dossier' }).click();
  await page.getByLabel('Nom de la structure').fill(pole);
  await page.getByLabel('SIREN').fill(siren());
  await page.getByLabel('Région').selectOption('Bretagne');
  await page.getByLabel('Adresse', { exact: true }).fill('4 quai Imaginaire');
  await page.getByLabel('Code postal').fill('29000');
  await page.getByLabel('Commune').fill('Quimper');
  await page.getByRole('button', { name: 'Inscrire mon pôle' }).click();
  await page.getByLabel('Titre du projet').fill('Le tour complet');
  await page.getByRole('button', { name: 'Commencer mon dossier' }).click();
  await heading(page, /Membres du pôle/).waitFor();
  await page.getByRole('button', { name: 'Reprendre la structure porteuse' }).click();
  for (const [index, name, form] of [[1, 'Menuiserie fictive', 'SAS'], [2, 'Commune fictive', 'Commune']] as const) {
    await page.getByRole('button', { name: 'Ajouter un membre' }).click();
    const card = page.getByRole('listitem').filter({ has: page.getByLabel('Forme juridique') }).nth(index);
    await card.getByLabel('Nom').fill(name);
    await card.getByLabel('Forme juridique').selectOption(form);
    await card.getByLabel('SIREN').fill(siren());
  }
  await page.getByText('Votre pôle remplit les conditions qui se vérifient ici.').waitFor();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByLabel('Résumé du projet').fill('Mutualiser des ateliers.');
  await page.getByLabel('Territoire d’activité').fill('Quimper');
  await page.getByLabel(/^En quoi le projet/).fill('Une gouvernance partagée.');
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByLabel(/^Stratégie commune/).fill('Un plan sur trois ans.');
  await page.getByText('Intercommunale', { exact: true }).click();
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByRole('button', { name: 'Ajouter une dépense' }).click();
  await page.getByLabel(/^Dépense 1.: montant/).fill('128000');
  await page.getByRole('button', { name: 'Ajouter une ressource' }).click();
  await page.getByLabel(/^Ressource 1.: montant/).fill('128000');
  await page.getByRole('button', { name: /^Continuer/ }).click();
  await page.getByRole('heading', { name: /^Rien ne manque/ }).waitFor();
  await page.getByRole('button', { name: 'Déposer mon dossier' }).click();
  await heading(page, 'Votre dossier est déposé').waitFor();
}

async function rule({ page }: Visit): Promise<void> {
  await page.goto(`/instruction/recevabilite?appel=${round.callId}`);
  await page.getByRole('link', { name: pole, exact: true }).click();
  for (const condition of ['innovant', 'développement local', 'cahier des charges', 'déjà été aidé']) await page.getByRole('group', { name: condition }).getByText('Oui', { exact: true }).click();
  await page.getByRole('button', { name: 'Statuer' }).click();
  await page.getByRole('button', { name: 'Juger recevable' }).click();
  await page.getByText('Le dossier est recevable. Il attend ses évaluateurs.').waitFor();
}

async function assign({ page }: Visit, names: readonly string[]): Promise<void> {
  await page.goto(`/instruction/affectation?appel=${round.callId}`);
  await page.getByLabel(pole, { exact: false }).first().check();
  for (const name of names) await page.getByLabel(name, { exact: false }).first().check();
  await page.getByRole('button', { name: /^Affecter 2/ }).click();
  await page.getByText(/^2\sévaluations affectées/).waitFor();
}

async function score({ page }: Visit): Promise<void> {
  await page.goto('/evaluation');
  await page.getByRole('link', { name: pole }).first().click();
  await heading(page, pole).waitFor();
  for (const label of ['Coopération réelle', 'Innovation sociale', 'Effets sur', 'Solidité du modèle', 'Suivi et évaluation']) await page.getByRole('group', { name: label }).locator('label').getByText('4', { exact: true }).click();
  await page.getByText(/^Enregistré à/).waitFor();
  await page.getByRole('button', { name: 'Rendre l’évaluation' }).click();
  await page.getByRole('button', { name: 'Rendre pour de bon' }).click();
  await page.getByText(/Évaluation rendue le .*, elle ne change plus/).waitFor();
}

async function propose({ page }: Visit): Promise<void> {
  await page.goto('/comite/classements');
  await page.getByRole('link', { name: round.title }).click();
  await page.getByRole('button', { name: 'Figer le classement' }).click();
  await page.getByText('Le classement est figé').waitFor();
  await page.getByRole('link', { name: 'Proposer les décisions' }).click();
  await page.getByRole('button', { name: /^Relire 1/ }).click();
  const panel = page.getByRole('region', { name: 'Ce qui va se passer' });
  await panel.getByText(/1\sattribution pour 100\s000\s€/).waitFor();
  await panel.getByRole('button', { name: /^Proposer 1/ }).click();
  await page.getByText(/1\sligne faite, 0\srefusée/).waitFor();
}

async function decide({ page }: Visit): Promise<void> {
  await page.goto(`/comite/decisions?etat=proposed&appel=${round.callId}`);
  await page.getByRole('button', { name: 'Tout cocher' }).click();
  await page.getByRole('button', { name: /^Confirmer 1/ }).click();
  await page.getByRole('region', { name: 'Ce qui va se passer' }).getByRole('button', { name: /^Confirmer 1/ }).click();
  await page.getByText(/1\sligne faite, 0\srefusée/).waitFor();
  await page.goto(`/comite/decisions?etat=confirmed&appel=${round.callId}`);
  await until('its letter is there', async () => {
    await page.reload();
    await heading(page, 'Décisions').waitFor();
    return (await page.getByRole('link', { name: /^Lettre .*PDF$/ }).count()) === 1;
  });
  await page.getByRole('button', { name: 'Tout cocher' }).click();
  await page.getByRole('button', { name: /^Notifier 1/ }).click();
  await page.getByRole('region', { name: 'Ce qui va se passer' }).getByRole('button', { name: /^Notifier 1/ }).click();
  await page.getByText(/1\sligne faite, 0\srefusée/).waitFor();
}

async function sign({ page }: Visit): Promise<void> {
  await page.goto('/pole');
  await page.getByRole('listitem').filter({ hasText: 'signez la convention' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Signer la convention' }).click();
  await page.getByText('Votre signature est enregistrée.').waitFor();
  const declare = page.getByRole('region', { name: 'Compte bancaire' });
  await declare.getByLabel('IBAN').fill(fictitiousIban(654_321));
  await declare.getByLabel('Titulaire').fill(pole);
  await declare.getByRole('button', { name: 'Déclarer ce compte' }).click();
  await declare.getByText('l’opérateur le vérifie', { exact: false }).first().waitFor();
}

/** Three people: the one who approves also verifies the account, none does two steps of the order. */
async function pay(): Promise<void> {
  const approver = await visit('approver');
  await approver.page.goto(`/paiement/versements?appel=${round.callId}&vue=bloques`);
  await approver.page.getByText('Le compte bancaire du pôle n’est pas vérifié.').first().waitFor();
  await approver.page.goto('/paiement/comptes?etat=a-verifier');
  await approver.page.getByRole('button', { name: `Vérifier le compte de ${pole}` }).click();
  await approver.page.getByText('sera payé dessus').waitFor();
  const preparer = await visit('preparer');
  await preparer.page.goto(`/paiement/versements?appel=${round.callId}&vue=a-payer`);
  await preparer.page.getByRole('table').last().getByRole('link', { name: pole }).click();
  await preparer.page.getByRole('button', { name: /^Préparer l’ordre de 60/ }).click();
  await preparer.page.getByText(/est préparé\. Une autre/).waitFor();
  const address = new URL(preparer.page.url()).pathname;
  await approver.page.goto(address);
  await approver.page.getByRole('button', { name: /^Approuver l’ordre de 60/ }).click();
  await approver.page.getByText(/est approuvé\. Une autre/).waitFor();
  const executor = await visit('executor');
  await executor.page.goto(address);
  await executor.page.getByRole('button', { name: /^Exécuter le paiement de 60/ }).click();
  await executor.page.getByText('sont payés').waitFor();
}
