import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { focused, openSite, type Site, type Visit, type VisitOptions } from '../support/browser.js';
import { until } from '../support/until.js';

let site: Site;
let open: string;
let past: string;
let pole: string;
beforeAll(async () => {
  site = await openSite();
  open = (await site.get<{ items: { id: string }[] }>('/api/calls?open=true')).items[0]!.id;
  past = (await site.get<{ items: { callId: string }[] }>('/api/results')).items[0]!.callId;
  pole = (await site.get<{ items: { id: string }[] }>('/api/directory/poles')).items[0]!.id;
});
afterAll(() => site?.close());

const visit = (options?: VisitOptions): Promise<Visit> => site.visit(options);
afterEach(() => site?.closeWindows());

const pages: readonly [string, string | RegExp][] = [
  ['/', 'Des appels à projets menés de l’annonce au versement'],
  ['/appels', 'Appels'],
  ['/appels/:open', /AMI PTCE/],
  ['/appels/:past', /AMI PTCE 2023/],
  ['/resultats', 'Résultats'],
  ['/resultats/:past', /Résultats.: AMI PTCE 2023/],
  ['/resultats/:open', /Résultats.: AMI PTCE/],
  ['/poles', 'Annuaire des pôles'],
  ['/poles/:pole', /^Pôle fictif|^PECCS|^La Californie|^Pôle Laine/],
  ['/lettres', 'Vérifier une lettre'],
  ['/connexion', 'Connexion'],
  ['/compte', 'Créer un compte'],
  ['/comptes', 'Comptes de démonstration'],
  ['/mailbox', 'Courriels de démonstration'],
  ['/accessibilite', 'Accessibilité'],
  ['/aide', 'Aide'],
  ['/aide/visiteur', 'Lire un appel et ses résultats'],
  ['/nulle-part', 'Cette page n’existe pas'],
];
const at = (address: string): string => address.replace(':open', open).replace(':past', past).replace(':pole', pole);

describe.each([
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'light' },
  { width: 360, theme: 'dark' },
  { width: 320, theme: 'light' },
] as const)('at $width px, $theme', (look) => {
  it('every page is sound: axe, policy, console, width, one title', async () => {
    const { page, expectSound } = await visit(look);
    for (const [address, title] of pages) {
      await page.goto(at(address));
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.evaluate('document.fonts.ready');
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.title()).toMatch(/.+ – Essaim$/);
      await expectSound();
    }
  });
});

it.each(['front page', 'page of a call'])('the %s, opened first, is light: under 250 kB over the wire, fonts included', async (which) => {
  const address = which === 'front page' ? '/' : `/appels/${(await site.get<{ items: { id: string }[] }>('/api/calls?open=true')).items[0]!.id}`;
  const { page } = await visit();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address, { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(250_000);
});

it('from the front page to a call: the focus goes to the page, the title follows, and going back works', async () => {
  const { page, expectSound } = await visit();
  await page.goto('/');
  expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
  await page.getByRole('link', { name: /^AMI PTCE/ }).click();
  await page.getByRole('heading', { level: 1, name: /AMI PTCE/ }).waitFor();
  await until('the page has the focus', () => page.evaluate(`document.activeElement.id === 'contenu'`));
  expect(await page.title()).toMatch(/^AMI PTCE/);
  expect(await page.getByRole('navigation', { name: 'Vous êtes ici' }).locator('[aria-current]').allTextContents()).toEqual([expect.stringMatching(/^AMI PTCE/)]);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /menés de l’annonce/ }).waitFor();
  await expectSound();
});

it('by keyboard: skip link first, a ring on each stop, panels that Escape closes', async () => {
  const { page } = await visit();
  await page.goto('/appels');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const stops: string[] = [];
  for (let turn = 0; turn < 10; turn++) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
    expect(await page.evaluate(`getComputedStyle(document.activeElement).boxShadow !== 'none'`)).toBe(true);
  }
  expect(stops).toEqual(['Aller au contenu', 'Essaim, accueil', 'Appels', 'Résultats', 'Annuaire', 'Vérifier une lettre', 'Aide', 'Affichage : clair, sombre ou système', 'Se connecter', 'Accueil'].map((name) => name.replace(' :', '\u00a0:')));
  await page.getByRole('button', { name: /^Affichage/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Sombre' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate('document.documentElement.dataset.frTheme')).toBe('dark');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toMatch(/^Affichage/);
  expect(await page.getByRole('radio', { name: 'Sombre' }).isVisible()).toBe(false);
  await page.reload();
  expect(await page.evaluate('document.documentElement.dataset.frTheme')).toBe('dark');
});

it('the countdown runs on the server’s clock, in Paris time, wherever the device believes to be', async () => {
  const { page } = await visit();
  const { phases } = await site.get<{ phases: { closesAt: string }[] }>(`/api/calls/${open}`);
  const closesAt = Date.parse(phases[0]!.closesAt);
  await page.goto(`/appels/${open}`);
  const timer = page.getByRole('timer');
  expect(await timer.textContent()).toMatch(/^2[67]\u00a0jours$/);
  expect(await page.getByLabel('Clôture du dépôt').textContent()).toMatch(/à 23\u00a0h\u00a059, heure de Paris/);
  expect(await page.getByRole('img', { name: /^57\sjours de dépôt/ }).count()).toBe(1);
  await site.setClock(new Date(closesAt - 90_000).toISOString());
  await page.reload();
  await page.getByText(/^1 min [0-3]\d$/).waitFor();
  const first = await timer.textContent();
  await until('the countdown moves', async () => (await timer.textContent()) !== first);
  await site.setClock(new Date(closesAt).toISOString());
  await page.reload();
  await page.getByText('Dépôt clos').waitFor();
  expect(await timer.count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Déposer un dossier' }).count()).toBe(0);
});

it('am I eligible: the domain’s rules answer with their reasons, and say who decides', async () => {
  const { page, expectSound } = await visit();
  await page.goto(`/appels/${open}`);
  const section = page.getByRole('region', { name: 'Votre pôle peut-il candidater' });
  const answer = async (name: string): Promise<void> => {
    await section.getByText(name, { exact: true }).click();
    if (await section.getByRole('button', { name: 'Question suivante' }).isVisible()) await section.getByRole('button', { name: 'Question suivante' }).click();
  };
  await section.getByText('Une commune ou une intercommunalité', { exact: true }).click();
  await section.getByText('Un point bloque déjà.').waitFor();
  expect(await section.getByRole('status').textContent()).toContain('personne morale de droit privé');
  await answer('Une association');
  await answer('Une société commerciale');
  await answer('Personne encore');
  await answer('Oui');
  expect(await section.getByRole('status').textContent()).toMatch(/moins de trois personnes morales.*La décision appartient au ministère/);
  await section.getByRole('button', { name: 'Revenir' }).click();
  await answer('Une commune ou une intercommunalité');
  await section.getByText('Votre pôle peut candidater.').waitFor();
  expect(await section.getByRole('img').getAttribute('aria-label')).toMatch(/ESS remplie, Hors ESS remplie, Autre remplie/);
  await expectSound();
});

it('a letter: its code, typed in any way, says what was sent; a wrong one says what to do', async () => {
  const one = await visit();
  one.expectRefusals();
  const { page } = one;
  const decisions = await visit({ as: 'signatory' });
  const released = (await (await decisions.page.request.get('/api/decisions?state=released&kind=award&limit=1')).json()) as { items: { id: string; reference: string }[] };
  const { letter } = (await (await decisions.page.request.get(`/api/decisions/${released.items[0]!.id}`)).json()) as { letter: { verificationCode: string } };
  await page.goto('/lettres');
  await page.getByLabel('Code de vérification').fill('7K3M-Q9TZ-4HXA');
  await page.keyboard.press('Enter');
  await page.getByText('Aucune lettre notifiée ne porte ce code.').waitFor();
  await page.getByLabel('Code de vérification').fill(letter.verificationCode.toLowerCase());
  await page.getByRole('button', { name: 'Vérifier la lettre' }).click();
  await page.getByText('Cette lettre a bien été envoyée.').waitFor();
  expect(await page.locator('.es-facts').textContent()).toContain(released.items[0]!.reference);
  await one.expectSound();
});

it('signing in: a mailed link, one button, the page that was wanted; then out again', async () => {
  const one = await visit();
  const { page } = one;
  const accounts = await site.get<{ email: string; fullName: string; roles: string[] }[]>('/api/demonstration/accounts');
  const account = accounts.find(({ roles }) => roles.includes('regional-reviewer'))!;
  await page.goto('/evaluation');
  await page.getByText('Cette page demande une connexion.').waitFor();
  await page.getByLabel('Adresse électronique').fill(account.email);
  await page.keyboard.press('Enter');
  await page.getByText('un lien de connexion y arrive dans la minute').waitFor();
  await page.getByRole('link', { name: 'lire les courriels' }).click();
  await mailArrives(page);
  await page.getByRole('link', { name: /connexion/i }).first().click();
  await page.getByRole('link', { name: /\/connexion\?jeton=/ }).click();
  await page.getByRole('button', { name: 'Me connecter' }).click();
  await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/evaluation');
  await one.expectSound();
  await page.getByRole('button', { name: account.fullName }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('link', { name: 'Se connecter' }).first().waitFor();
});

/** Mails arrive when they arrive, others before: the list is read again until the link is there. */
async function mailArrives(page: Visit['page']): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Courriels de démonstration' }).waitFor();
  for (let turn = 0; turn < 40 && (await page.getByRole('row').filter({ hasText: 'lien de connexion' }).count()) === 0; turn++) {
    await page.waitForTimeout(250);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Courriels de démonstration' }).waitFor();
  }
}

it('what others wrote is text, never markup', async () => {
  const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const id = `${Date.now()}-0000abcd`;
  await writeFile(path.join(site.mailbox, `${id}.eml`), ['From: Essaim <e@essaim.test>', 'To: personne@essaim.test', `Subject: ${attack}`, 'Message-ID: <1@localhost>', 'Content-Type: text/plain; charset=utf-8', '', `Bonjour ${attack}`, 'http://localhost:9/connexion?jeton="onmouseover="alert(1)', 'javascript:alert(1)'].join('\r\n'));
  const { page, expectSound } = await visit();
  await page.goto(`/mailbox/${id}`);
  await page.getByRole('heading', { level: 1, name: attack }).waitFor();
  expect(await page.locator('.es-mail img, .es-mail script, .es-mail a').count()).toBe(0);
  await expectSound();
});

it('the network is cut: the page says so, and goes on when it is back', async () => {
  const one = await visit();
  const { page } = one;
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill('personne@exemple.test');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Recevoir un lien' }).click();
  await page.getByText('La connexion est coupée.').waitFor();
  expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('personne@exemple.test');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Recevoir un lien' }).click();
  await page.getByText('un lien de connexion y arrive dans la minute').waitFor();
});

it.each([
  ['applicant', '/pole'],
  ['regional-reviewer', '/evaluation'],
  ['officer', '/instruction'],
  ['chair', '/comite'],
  ['signatory', '/comite'],
  ['preparer', '/paiement'],
  ['administrator', '/administration'],
] as const)('%s lands on « À faire », sound in light and dark, wide and narrow', async (as, home) => {
  for (const look of [{ width: 1440, theme: 'light' }, { width: 360, theme: 'dark' }] as const) {
    const { page, expectSound } = await visit({ as, ...look });
    await page.goto('/espace');
    await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(home);
    const first = page.getByRole('region', { name: 'Première visite' });
    expect(await first.getByRole('listitem').count()).toBe(3);
    await expectSound();
    await first.getByRole('button', { name: 'J’ai compris' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'À faire' }).waitFor();
    expect(await first.count()).toBe(0);
  }
});

it('a page of another role says so and leads home', async () => {
  const { page, expectSound } = await visit({ as: 'applicant' });
  await page.goto('/paiement');
  await page.getByRole('heading', { level: 1, name: 'Cette page ne vous est pas ouverte' }).waitFor();
  await expectSound();
});

it('an official State site bears its marks, and is as sound', async () => {
  const official = await openSite({ ESSAIM_OFFICIAL_STATE_SITE: 'true' });
  try {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [1440, 360]) {
        const { page, expectSound, close } = await official.visit({ theme, width });
        for (const address of ['/', '/appels/:past', '/resultats/:past', '/connexion'].map(at)) {
          await page.goto(address);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.getByText('République', { exact: false }).first().waitFor();
          await expectSound();
        }
        await close();
      }
    }
  } finally {
    await official.close();
  }
});
