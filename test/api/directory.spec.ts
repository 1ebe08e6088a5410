import { CompanyService } from '#features/directory/company.service.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { known, openFakeCompanySearch, type FakeCompanySearch } from '../support/fake-company-search.js';
import { completeDraft, fictitiousSiren, openCall, type Dossier, type OpenCall } from '../support/open-call.js';

interface Profile {
  version: number;
  listed: boolean;
  members: object[];
  activity: { active: boolean; since: string | null; side: string | null; reason: string | null };
  unlistedReason: string | null;
  mayEdit: boolean;
}
interface Check {
  siren: string;
  isPole: boolean;
  checkedAt: string | null;
  registeredName: string | null;
  differences: string[];
}

let fake: FakeCompanySearch;
let api: TestApi;
let call: OpenCall;
let officer: Caller;
beforeAll(async () => {
  fake = await openFakeCompanySearch();
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', COMPANY_SEARCH_URL: fake.url });
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  officer = call.officer;
});
afterAll(async () => {
  await api?.close();
  await fake?.close();
});
beforeEach(() => {
  fake.mode = 'answers';
  fake.asked.length = 0;
});

let made = 0;
interface Pole {
  id: string;
  applicant: Caller;
}
async function pole(change: { name?: string; regionCode?: string; postalCode?: string; city?: string; siren?: string } = {}): Promise<Pole> {
  const n = ++made;
  const applicant = await api.signIn(`Personne ${n}`);
  const body = { name: `Pôle fictif ${n}`, siren: fictitiousSiren(60_000 + n), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes', ...change };
  return { applicant, id: expectStatus<{ id: string }>(await applicant.call('post', '/api/poles', body), 201).id };
}
const blank = { version: 1, description: '', website: null, contactEmail: null, showsContactEmail: false, rna: null, departmentCode: '35', themes: [] as string[], regions: [] as string[], departments: [] as string[], territory: '', listed: true, members: [] as object[] };
const member = (change: object = {}) => ({ name: 'La Poste', siren: '356000000', siret: null, rna: null, legalCategory: '5510', kind: 'enterprise', ...change });
const put = ({ applicant, id }: Pole, change: object) => applicant.call('put', `/api/poles/${id}/profile`, { ...blank, ...change });
const save = async (one: Pole, change: object): Promise<Profile> => expectStatus<Profile>(await put(one, change), 200);
const isPublic = async (id: string): Promise<number> => (await api.visitor.call('get', `/api/directory/poles/${id}`)).status;
const events = async (id: string): Promise<string[]> => (await api.sql.query<{ name: string; payload: object }>(`select name, payload from events where subject_id = $1 order by seq`, [id])).rows.map(({ name, payload }) => `${name} ${JSON.stringify(payload)}`);

describe('a profile', () => {
  it('keeps official numbers: SIRET, La Poste’s own, Corsican RNA; refuses others, each told with its place', async () => {
    const one = await pole();
    const members = [
      member({ siret: '35600000018723' }),
      member({ name: 'A', siren: '418166096', siret: '41816609600051' }),
      member({ name: 'B', siren: '233500016', siret: '23350001600040' }),
      member({ name: 'C', siren: '380475558', siret: '38047555800058' }),
      member({ name: 'A Lana Corsa', siren: null, rna: 'W2A1234567', legalCategory: '9220', kind: 'ess' }),
    ];
    expect((await save(one, { rna: 'W2B0000001', members })).members).toEqual(members);
    const wrong = await put(one, { version: 2, rna: 'W2C', members: [member({ siret: '35600000018724' }), member({ siren: '418166097' }), member({ siren: null, rna: 'W35123456A' })] });
    expect(wrong.body).toMatchObject({ status: 400, code: 'pole.profile-malformed', params: { problems: ['rna: pole.rna-malformed', 'members[0].siren: pole.siret-malformed', 'members[1].siren: pole.siren-malformed', 'members[2].rna: pole.rna-malformed'] } });
    expect((await put(one, { version: 2, members: [member(), member({ name: 'Courrier', siret: '35600000000048' })] })).body).toMatchObject({ status: 400, params: { problems: ['members[1].siren: pole.member-twice'] } });
  });

  it('of two people who change it, the second is told, and nothing of either is lost; the log says which parts', async () => {
    const one = await pole();
    const other = await api.signIn('Une autre personne', { role: 'applicant', scope: { poleId: one.id } });
    const saves = await Promise.all([put(one, { description: 'Par la première.' }), put({ ...one, applicant: other }, { description: 'Par la seconde.', themes: ['Laine'] })]);
    expect(new Set(saves.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(saves.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'pole.stale', params: { version: 2 } });
    await save(one, { version: 2, description: 'Ensemble.', themes: ['Laine'], members: [member()] });
    expect(await save(one, { version: 3, description: 'Ensemble.', themes: ['Laine'], members: [member()] })).toMatchObject({ version: 3 });
    expect((await events(one.id)).slice(2)).toEqual([`pole.profile-changed ${JSON.stringify({ parts: ['description', 'themes', 'members'], poleId: one.id, version: 3 })}`]);
  });

  it('the database itself keeps a SIREN once per pole, an address that is shown, and an officer’s word', async () => {
    const one = await pole();
    const insert = (values: string) => api.sql.query(`insert into pole_members (pole_id, position, name, siren, siret, rna, legal_category, kind) values ${values.replaceAll('POLE', `'${one.id}'`)}`);
    await expect(insert(`(POLE, 1, 'A', '356000000', null, null, '5510', 'other'), (POLE, 2, 'B', '356000000', null, null, '5510', 'other')`)).rejects.toMatchObject({ constraint: 'pole_members_siren_once' });
    await expect(insert(`(POLE, 1, 'A', null, null, null, '5510', 'other')`)).rejects.toMatchObject({ constraint: 'pole_members_numbered' });
    await expect(insert(`(POLE, 1, 'A', '356000000', '41816609600051', null, '5510', 'other')`)).rejects.toMatchObject({ constraint: 'pole_members_siret_of_siren' });
    await expect(api.sql.query(`update poles set shows_contact_email = true where id = $1`, [one.id])).rejects.toMatchObject({ constraint: 'poles_email_shown_is_there' });
    await expect(api.sql.query(`update poles set active = false where id = $1`, [one.id])).rejects.toMatchObject({ constraint: 'poles_inactive_told' });
    await expect(api.sql.query(`update poles set listed = true, unlisted_reason = 'Un motif assez long' where id = $1`, [one.id])).rejects.toMatchObject({ constraint: 'poles_unlisted_by_officer' });
    await expect(api.sql.query(`update poles set name = 'Autre' where id = $1`, [one.id])).rejects.toMatchObject({ code: '42501' });
  });

  it('says that the pole has stopped, who says so and why; what an officer said, its people do not undo', async () => {
    const one = await pole();
    const tell = (by: Caller, version: number, change: object = {}) => by.call('post', `/api/poles/${one.id}/activity`, { version, active: false, since: '2023-03-01', reason: 'Le pôle a cessé ses actions.', ...change });
    expect((await tell(one.applicant, 1, { since: '2023-06-16' })).body).toMatchObject({ status: 422, code: 'pole.activity-in-the-future' });
    expect((await tell(one.applicant, 1, { reason: 'Fini' })).body).toMatchObject({ status: 422, code: 'pole.reason-too-short' });
    expect(expectStatus<Profile>(await tell(one.applicant, 1), 200).activity).toEqual({ active: false, since: '2023-03-01', side: 'pole', reason: 'Le pôle a cessé ses actions.' });
    expect((await tell(one.applicant, 2)).body).toMatchObject({ status: 409, code: 'pole.activity-unchanged' });
    expectStatus(await tell(officer, 2, { active: true, reason: 'Vu à sa journée publique.' }), 200);
    expect((await tell(one.applicant, 3)).body).toMatchObject({ status: 422, code: 'pole.told-by-officer' });
  });
});

describe('the directory', () => {
  it('shows a pole once its people say so, without an address that they keep back or a natural person’s name; an officer may take it out, and alone puts it back', async () => {
    const one = await pole({ name: 'Pôle des Étangs' });
    expect(await isPublic(one.id)).toBe(404);
    await save(one, { description: 'Des étangs.', contactEmail: 'secret@exemple.test', members: [member(), member({ name: 'Noé Fictif', siren: '418166096', legalCategory: '1000' })] });
    const shown = expectStatus<object>(await api.visitor.call('get', `/api/directory/poles/${one.id}`), 200);
    expect(shown).toMatchObject({ name: 'Pôle des Étangs', contactEmail: null, memberCount: 2, members: [{ name: 'La Poste' }], awards: [], activity: { active: true, since: null } });
    expect(JSON.stringify(shown)).not.toMatch(/secret|Noé/);
    await save(one, { version: 2, contactEmail: 'bonjour@exemple.test', showsContactEmail: true });
    expect(expectStatus(await api.visitor.call('get', `/api/directory/poles/${one.id}`), 200)).toMatchObject({ contactEmail: 'bonjour@exemple.test' });
    const list = (by: Caller, version: number, listed: boolean, reason = '') => by.call('post', `/api/poles/${one.id}/listing`, { version, listed, reason });
    expect((await list(officer, 3, false, 'Non')).body).toMatchObject({ status: 422, code: 'pole.reason-too-short' });
    expectStatus(await list(officer, 3, false, 'Une structure fictive.'), 200);
    expect(await isPublic(one.id)).toBe(404);
    expect((await put(one, { version: 4 })).body).toMatchObject({ status: 422, code: 'pole.told-by-officer' });
    await save(one, { version: 4, listed: false, description: 'Corrigée.' });
    expectStatus(await list(officer, 5, true), 200);
    expect(await isPublic(one.id)).toBe(200);
  });

  it('finds by words of name and city, by places, theme and activity; its figures are of the same poles as its list', async () => {
    const [corsican, breton, closed] = [await pole({ name: 'Laine d’altitude', regionCode: '94', postalCode: '20200', city: 'Bastia' }), await pole({ name: 'Forêt de Brocéliande', city: 'Paimpont' }), await pole({ name: 'Laine des Landes', city: 'Paimpont' })];
    await save(corsican, { departmentCode: '2B', themes: ['Laine fine'] });
    await save(breton, { departments: ['2B'], themes: ['Bois d’œuvre'] });
    await save(closed, { themes: ['Laine fine'] });
    expectStatus(await closed.applicant.call('post', `/api/poles/${closed.id}/activity`, { version: 2, active: false, since: '2023-01-01', reason: 'Le pôle est dissous.' }), 200);
    const ids = { [corsican.id]: 'corsican', [breton.id]: 'breton', [closed.id]: 'closed' };
    const found = async (query: string): Promise<string[]> => {
      const { items } = expectStatus<{ items: { id: string; regionCode: string }[] }>(await api.visitor.call('get', `/api/directory/poles?limit=100&${query}`), 200);
      const figures = expectStatus<{ total: number; regions: { regionCode: string; count: number }[] }>(await api.visitor.call('get', `/api/directory/figures?${query}`), 200);
      expect([query, figures.total, figures.regions.reduce((sum, { count }) => sum + count, 0)]).toEqual([query, items.length, items.length]);
      for (const { regionCode, count } of figures.regions) expect(items.filter((one) => one.regionCode === regionCode)).toHaveLength(count);
      return items.flatMap(({ id }) => ids[id] ?? []);
    };
    expect(await found('')).toEqual(['breton', 'corsican', 'closed']);
    expect(await found('search=paimpont%20FORET')).toEqual(['breton']);
    expect(await found('search=laine')).toEqual(['corsican', 'closed']);
    expect(await found('search=laine%20d%E2%80%99altitude')).toEqual(['corsican']);
    expect(await found('regionCode=94')).toEqual(['corsican']);
    expect(await found('departmentCode=2B')).toEqual(['breton', 'corsican']);
    expect(await found(`theme=${encodeURIComponent('Laine fine')}&active=true`)).toEqual(['corsican']);
    expect(await found('active=false')).toEqual(['closed']);
    expect((await api.visitor.call('get', '/api/directory/poles?active=peut-etre')).body).toMatchObject({ status: 400, code: 'request.malformed' });
  });
});

describe('the company search', () => {
  const look = async (by: Caller, text: string) => expectStatus<{ outcome: string; companies: { siren: string }[] }>(await by.call('get', `/api/companies?search=${encodeURIComponent(text)}`), 200);

  it('answers by name, by SIREN and by SIRET with blanks', async () => {
    const person = await api.signIn('Une personne');
    for (const text of ['laines du', '000 700 013', '000700013 00011']) expect(await look(person, text)).toMatchObject({ outcome: 'answered', companies: [{ siren: known.laine.siren }] });
    expect(await look(person, 'la')).toEqual({ outcome: 'answered', companies: [] });
  });

  it('says that it does not answer, and nothing is blocked', async () => {
    const person = await api.signIn('Une personne');
    fake.mode = 'fails';
    expect(await look(person, 'une panne')).toEqual({ outcome: 'down', companies: [] });
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    fake.mode = 'too many';
    fake.retryAfter = '1';
    expect(await look(person, 'une foule')).toEqual({ outcome: 'busy', companies: [] });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    fake.mode = 'answers';
    expect(await look(person, 'laines')).toMatchObject({ outcome: 'answered' });
  });

  it('one person asks forty times a minute at most', async () => {
    const [eager, other] = [await api.signIn('Une personne pressée'), await api.signIn('Une autre')];
    for (let n = 0; n < 40; n++) await look(eager, 'laines');
    expect((await eager.call('get', '/api/companies?search=laines')).body).toMatchObject({ status: 429, code: 'http.too-many-requests' });
    expect(await look(other, 'laines')).toMatchObject({ outcome: 'answered' });
  });
});

describe('what was declared is checked later', () => {
  const jobs = async (subject: string): Promise<string[]> => (await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'directory.check-companies' and e.subject_id = $1 order by o.created_at`, [subject])).rows.map(({ id }) => id);
  const check = async (subject: string): Promise<void> => {
    for (const id of await jobs(subject)) await api.app.get(CompanyService, { strict: false }).check(id);
  };
  const checksOf = async ({ id }: Dossier): Promise<Check[]> => expectStatus<Check[]>(await officer.call('get', `/api/applications/${id}/company-checks`), 200);
  const members = [
    { name: 'Laines du Bocage', siren: known.laine.siren, legalCategory: '9220', slots: ['ess'], evidence: '' },
    { name: 'Atelier du Moulin', siren: known.closed.siren, legalCategory: '5499', slots: [], evidence: '' },
    { name: 'Inconnue', siren: '000700054', legalCategory: '7210', slots: [], evidence: '' },
    { name: 'Mal recopiée', siren: '000700055', legalCategory: '7210', slots: [], evidence: '' },
    { name: 'Noé Fictif', siren: null, legalCategory: '1000', slots: [], evidence: '' },
  ];

  it('the members of a submission and its pole: found, closed, another name, another category, unknown; not the draft’s', async () => {
    const dossier = await completeDraft(api, call);
    const { version } = expectStatus<{ version: number }>(await dossier.applicant.call('put', `/api/applications/${dossier.id}/members`, { version: dossier.version, members }), 200);
    expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version }), 200);
    expect((await checksOf(dossier)).map(({ checkedAt }) => checkedAt)).toEqual([null, null, null, null, null]);
    fake.mode = 'fails';
    await expect(check(dossier.id)).rejects.toMatchObject({ kind: 'unavailable', code: 'companies.down' });
    expect(await jobs(dossier.id)).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    fake.mode = 'answers';
    fake.asked.length = 0;
    await check(dossier.id);
    expect(await jobs(dossier.id)).toEqual([]);
    expect((await checksOf(dossier)).map(({ isPole, registeredName, differences }) => [isPole, registeredName, differences])).toEqual([
      [true, null, ['not-found']],
      [false, 'LES LAINES DU BOCAGE', []],
      [false, 'ATELIER DU PONT CASSE', ['closed', 'name', 'legal-category']],
      [false, null, ['not-found']],
      [false, null, []],
    ]);
    const asked = fake.asked.length;
    expect(asked).toBeGreaterThan(2);
    // Asked again by an officer: nobody is asked twice in a day.
    expectStatus(await officer.call('post', `/api/applications/${dossier.id}/check-companies`), 204);
    await check(dossier.id);
    expect(fake.asked).toHaveLength(asked);
  });

  it('a pole’s own number and those of its profile', async () => {
    const one = await pole({ siren: known.corsican.siren, name: 'A Lana Corsa' });
    await save(one, { members: [member()] });
    await check(one.id);
    const { rows } = await api.sql.query(`select siren, found, name, legal_category, closed from company_checks where siren = any($1) order by siren`, [[known.corsican.siren, '356000000']]);
    expect(rows).toEqual([
      { siren: known.corsican.siren, found: true, name: 'A LANA CORSA', legal_category: '9220', closed: false },
      { siren: '356000000', found: true, name: 'LA POSTE', legal_category: '5510', closed: false },
    ]);
  });
});
