// Pictures of pages: node scripts/screens.mjs [--url http://localhost:3000] [--out out/screens] [--only visitor,pole] [--widths 360,1440] [--themes light]
// `--keep` makes those of docs/screens instead: the first screen of one page per role, on a desk and, in the dark, on a phone.
// Wants a running demonstration. Says which pages scroll sideways, log an error or request a font of the State.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../test/support/chromium.mjs';

const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' }, out: { type: 'string', default: 'out/screens' }, only: { type: 'string' }, widths: { type: 'string', default: '360,768,1440' }, themes: { type: 'string', default: 'light,dark' }, keep: { type: 'boolean', default: false } } });

/** What docs/screens shows: page by persona. */
const kept = { visitor: ['accueil', 'appel', 'resultat'], pole: ['membres', 'budget'], laureate: ['suivi'], reviewer: ['evaluer'], officer: ['pilotage', 'dossiers', 'formulaire'], committee: ['classement'], operator: ['enveloppe'], admin: ['journal'] };
const looks = values.keep
  ? [{ width: 1440, height: 900, theme: 'light', name: '' }, { width: 360, height: 740, theme: 'dark', name: '-phone' }]
  : values.themes.split(',').flatMap((theme) => values.widths.split(',').map((width) => ({ width: Number(width), height: 900, theme, name: `-${width}-${theme}` })));
const out = values.keep ? 'docs/screens' : values.out;

/** Per persona: the role of the account that one click opens (none for a visitor), and its pages by name. `:call` is the open call, `:result` the one with laureates, `:draft` and
 * `:awarded` an applicant's first dossier in that state, `:payment` an instalment that is due, `:topped` an envelope with a top-up; `search` chooses another account than the first one of the role. */
const personas = {
  visitor: { pages: { accueil: '/', appels: '/appels', charte: '/charte', appel: '/appels/:call', 'appel-clos': '/appels/:result', resultats: '/resultats', resultat: '/resultats/:result', annuaire: '/poles', 'annuaire-filtre': '/poles?region=53&theme=Alimentation', 'fiche-pole': '/poles/:listed', lettre: '/lettres', 'lettre-fausse': '/lettres/7K3M-Q9TZ-4HXA', connexion: '/connexion', compte: '/compte', accessibilite: '/accessibilite', aide: '/aide', 'aide-visiteur': '/aide/visiteur', comptes: '/comptes', courriels: '/mailbox', introuvable: '/nulle-part' } },
  pole: { role: 'applicant', search: 'nouveau-2@', pages: { 'a-faire': '/pole', candidater: '/pole/candidater/:call', fiche: '/pole/fiche/:own', presentation: '/pole/dossiers/:draft/presentation', membres: '/pole/dossiers/:draft/membres', projet: '/pole/dossiers/:draft/rubriques/projet', historique: '/pole/dossiers/:draft/rubriques/projet/historique', budget: '/pole/dossiers/:draft/rubriques/budget', relire: '/pole/dossiers/:draft/relire', messages: '/pole/dossiers/:draft/messages', chartes: '/pole/charte', charte: '/pole/charte/:own', equipe: '/pole/equipe/:own', 'aide-pole': '/aide/pole' } },
  laureate: { role: 'applicant', search: 'pole-47@', pages: { 'a-faire': '/pole', suivi: '/pole/dossiers/:awarded/suivi', depots: '/pole/dossiers/:awarded/depots', recepisse: '/pole/dossiers/:awarded/recepisse', 'charte-signee': '/pole/charte/:own' } },
  reviewer: { role: 'regional-reviewer', pages: { 'a-faire': '/evaluation', evaluer: '/evaluation/:review', lien: '/evaluation/:review/lien', rendue: '/evaluation/:sent', aide: '/aide/evaluateur' } },
  officer: { role: 'officer', pages: { 'a-faire': '/instruction', pilotage: '/instruction/pilotage', dossiers: '/instruction/dossiers', dossier: '/instruction/dossiers/:dossier', echanges: '/instruction/dossiers/:dossier/echanges', brouillons: '/instruction/brouillons', 'fiche-pole': '/instruction/poles/:listed', recevabilite: '/instruction/recevabilite', verifier: '/instruction/recevabilite/:submitted', affectation: '/instruction/affectation', appels: '/instruction/appels', charte: '/instruction/charte', 'appel-nouveau': '/instruction/appels/nouveau', 'appel-brouillon': '/instruction/appels/:draft', formulaire: '/instruction/appels/:draft/formulaire', grille: '/instruction/appels/:draft/grille', aide: '/aide/instruction' } },
  committee: { role: 'chair', pages: { 'a-faire': '/comite', classements: '/comite/classements', classement: '/comite/classements/:result', propositions: '/comite/classements/:result/propositions', 'classement-ouvert': '/comite/classements/:call' } },
  signatory: { role: 'signatory', pages: { 'a-faire': '/comite', decisions: '/comite/decisions', 'a-confirmer': '/comite/decisions?etat=proposed' } },
  operator: { role: 'preparer', pages: { 'a-faire': '/paiement', versements: '/paiement/versements', versement: '/paiement/versements/:payment', conventions: '/paiement/conventions', convention: '/paiement/conventions/:agreement', prets: '/paiement/prets', enveloppes: '/paiement/enveloppes', enveloppe: '/paiement/enveloppes/:envelope', 'feuilles-de-route': '/paiement/feuilles-de-route', comptes: '/paiement/comptes' } },
  budget: { role: 'budget-approver', pages: { 'a-faire': '/paiement', enveloppe: '/paiement/enveloppes/:topped', 'nouvelle-enveloppe': '/paiement/enveloppes/nouvelle' } },
  admin: { role: 'administrator', pages: { 'a-faire': '/administration', personnes: '/administration/personnes', personne: '/administration/personnes/:person', inscrire: '/administration/personnes/nouvelle', 'journal-courriels': '/administration/courriels', travaux: '/administration/travaux', journal: '/administration/journal', sante: '/administration/sante' } },
  auditor: { role: 'auditor', pages: { journal: '/administration/journal', classement: '/comite/classements/:result' } },
};

const get = async (address) => (await fetch(values.url + address)).json();
const accounts = await get('/api/demonstration/accounts');
const ids = { ':call': (await get('/api/calls?open=true')).items[0]?.id, ':result': (await get('/api/results')).items[0]?.callId, ':listed': (await get('/api/directory/poles?search=fictif&limit=1')).items[0]?.id };
const asOf = async (role, address) => {
  const userId = accounts.find((account) => account.roles.includes(role))?.id;
  const { headers } = await fetch(`${values.url}/api/demonstration/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ userId }) });
  return (await fetch(values.url + address, { headers: { cookie: headers.getSetCookie()[0].split(';')[0] } })).json();
};
const [due] = (await asOf('preparer', '/api/instalments?state=due&limit=1')).items;
const envelopes = (await asOf('preparer', '/api/envelopes?limit=10')).items;
Object.assign(ids, { ':payment': due && `${due.agreementId}/${due.id}`, ':agreement': due?.agreementId, ':envelope': envelopes[0]?.id, ':topped': envelopes.at(-1)?.id, ':person': accounts.find(({ roles }) => roles.includes('signatory'))?.id });

/** What the person who is signed in has: an evaluation to give and one given, dossiers of the open call, a call in preparation. */
async function own(request) {
  const items = async (address) => (await (await request.get(address)).json()).items ?? [];
  const reviews = await items('/api/assignments?limit=100');
  const dossiers = (state) => items(`/api/calls/${ids[':call']}/dossiers?state=${state}`);
  return {
    ':review': reviews.find(({ reviewState }) => reviewState === 'draft')?.reviewId,
    ':sent': reviews.find(({ reviewState }) => reviewState === 'final')?.reviewId,
    ':dossier': (await dossiers('under-review'))[0]?.id,
    ':submitted': (await dossiers('submitted'))[0]?.id,
    ':own': (await items('/api/poles?limit=1'))[0]?.id,
    ':draft': (await items('/api/calls?limit=100')).find(({ state }) => state === 'draft')?.id,
  };
}

const wanted = Object.entries(personas).filter(([name]) => values.only === undefined || values.only.split(',').includes(name));
mkdirSync(out, { recursive: true });
const browser = await launchChromium();
let faults = 0;
for (const [name, { role, search, pages }] of wanted) {
  const person = role === undefined ? undefined : search === undefined ? accounts.find((account) => account.roles.includes(role)) : (await get(`/api/demonstration/accounts?search=${search}`))[0];
  for (const look of looks) {
    const context = await browser.newContext({ viewport: { width: look.width, height: look.height }, colorScheme: look.theme, locale: 'fr-FR', reducedMotion: 'reduce', baseURL: values.url });
    if (role !== undefined) await context.request.post('/api/demonstration/sign-in', { data: { userId: person.id } });
    Object.assign(ids, await own(context.request));
    const mine = role === 'applicant' ? (await (await context.request.get('/api/applications?limit=100')).json()).items : [];
    for (const state of ['draft', 'awarded']) ids[`:${state}`] = mine.find((one) => one.state === state)?.id ?? ids[`:${state}`];
    const page = await context.newPage();
    for (const [title, address] of Object.entries(pages)) {
      if (values.keep && !kept[name]?.includes(title)) continue;
      const said = [];
      page.removeAllListeners();
      page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())));
      page.on('pageerror', (error) => void said.push(String(error)));
      page.on('request', (request) => void (/Marianne|Spectral/.test(request.url()) && said.push(request.url())));
      await page.goto(address.replace(/:(call|result|draft|awarded|review|sent|dossier|submitted|payment|agreement|envelope|topped|person|listed|own)/, (key) => ids[key]), { waitUntil: 'networkidle' });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) said.push(`scrolls sideways by ${sideways} px`);
      await page.screenshot({ path: path.join(out, `${name}-${title}${look.name}.png`), fullPage: !values.keep });
      if (said.length > 0) console.log(`${name} ${title} ${look.width} ${look.theme}: ${said.join(' | ')}`);
      faults += said.length;
    }
    await context.close();
  }
}
await browser.close();
console.log(`${out}: ${faults} things to look at`);
