import { expectStatus, openApi, said, type Caller, type TestApi } from '../support/api.js';

interface Places {
  year: number;
  places: { code: string; name: string; departments: string[]; kind: string | null; communes: number | null }[];
}

let api: TestApi;
let person: Caller;
beforeAll(async () => {
  api = await openApi();
  person = await api.signIn('Une personne');
});
afterAll(() => api?.close());

const asked = (query: string, by = person) => by.call('get', `/api/places?${query}`);
const found = async (query: string): Promise<Places['places']> => expectStatus<Places>(await asked(query), 200).places;
const names = async (level: string, search: string): Promise<string[]> => (await found(`level=${level}&search=${encodeURIComponent(search)}`)).map(({ name }) => name);

it('finds a commune by the beginning of its name, its code or a postal code, with what tells it from others', async () => {
  const { year, places } = expectStatus<Places>(await asked('level=commune&search=renn'), 200);
  expect(year).toBe(2026);
  expect(places).toHaveLength(10);
  expect(places[0]).toEqual({ code: '35238', name: 'Rennes', departments: ['35'], kind: null, communes: null });
  expect((await names('commune', 'St Étienne'))[0]).toBe('Saint-Étienne');
  expect(await names('commune', '35238')).toEqual(['Rennes']);
  // INSEE’s code of the one, the postal code of the other.
  expect(await names('commune', '35170')).toEqual(['Mecé', 'Bruz']);
});

it('finds an EPCI by its name or SIREN, with its kind, communes and departments', async () => {
  expect(await found('level=epci&search=redon')).toEqual([{ code: '243500741', name: 'CA Redon Agglomération', departments: ['35', '56', '44'], kind: 'CA', communes: 31 }]);
  expect(await names('epci', '243 500 139')).toEqual(['Rennes Métropole']);
});

it('says which codes the list has, many at once; of those it has not, nothing', async () => {
  expect((await found('level=commune&codes=35238&codes=35999&codes=2A004&codes=35238')).map(({ name }) => name)).toEqual(['Ajaccio', 'Rennes']);
  expect((await found('level=commune&codes=35238')).map(({ name }) => name)).toEqual(['Rennes']);
  expect(await found('level=epci&codes=35238')).toEqual([]);
  expect(await found(`level=commune&${Array.from({ length: 100 }, (_, n) => `codes=${35_001 + n}`).join('&')}`)).not.toEqual([]);
});

it('finds nothing for nothing', async () => {
  for (const query of ['level=commune', 'level=commune&search=', 'level=commune&search=%20%20', 'level=epci&search=-', 'level=commune&codes=']) expect(await found(query)).toEqual([]);
});

it.each([
  ['U+0000', '%00'],
  ['a lone surrogate', '%ED%A0%80'],
  ['half an escape', '%E0%A4'],
  ['SQL', encodeURIComponent(`'; drop table poles; --`)],
  ['a pattern', encodeURIComponent('%_.*[^a]+(?=x)\\')],
  ['signs', encodeURIComponent('🐝 ‮ \u{feff}')],
])('%s is a text like another: nothing is found, nothing breaks', async (_, text) => {
  for (const query of [`level=commune&search=${text}`, `level=epci&codes=${text.slice(0, 9)}`]) expect(await found(query)).toEqual([]);
  expect((await found(`level=commune&search=Rennes${text}`)).every(({ code }) => /^[0-9AB]{5}$/.test(code))).toBe(true);
});

it.each([
  ['no level', 'search=renn'],
  ['a level that is chosen, not looked up', 'level=department&search=renn'],
  ['a level of another kind', 'level=__proto__&search=renn'],
  ['two levels', 'level=commune&level=epci&search=renn'],
  ['a thousand signs', `level=commune&search=${'a'.repeat(1_000)}`],
  ['two texts', 'level=commune&search=a&search=b'],
  ['a text of parts', 'level=commune&search[a]=b'],
  ['a code too long', 'level=commune&codes=3523835238'],
  ['too many codes', `level=commune&${'codes=35238&'.repeat(101)}`],
  ['a limit of one’s own', 'level=commune&search=a&limit=1000'],
])('%s is refused', async (_, query) => expect((await asked(query)).body).toMatchObject({ status: 400, code: 'request.malformed' }));

it('is for those who are signed in, and writes nothing', async () => {
  expect((await asked('level=commune&search=renn', api.visitor)).body).toMatchObject({ status: 401, code: 'session.none' });
  expect((await api.visitor.call('post', '/api/places?level=commune', {})).status).toBe(404);
  const counted = async () => (await api.sql.query(`select (select count(*) from events) as events, (select count(*) from outbox) as outbox`)).rows;
  const before = await counted();
  await found('level=commune&search=renn');
  expect(await counted()).toEqual(before);
});

it('one person asks a hundred and twenty times a minute at most', async () => {
  const [eager, other] = [await api.signIn('Une personne pressée'), await api.signIn('Une autre')];
  const first = await asked('level=epci&search=redon', eager);
  for (let n = 1; n < 120; n++) await asked('level=epci&search=redon', eager);
  const refused = await asked('level=epci&search=redon', eager);
  expect(refused.body).toMatchObject({ status: 429, code: 'http.too-many-requests' });
  expect(said(await asked('level=epci&search=redon', other))).toBe(said(first));
});
