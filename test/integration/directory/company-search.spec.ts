import { setTimeout as pause } from 'node:timers/promises';
import { CompanySearch } from '#platform/network/company-search.js';
import { known, openFakeCompanySearch, type FakeCompanySearch, type Mode } from '../../support/fake-company-search.js';

let fake: FakeCompanySearch;
beforeAll(async () => {
  fake = await openFakeCompanySearch();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.mode = 'answers';
  fake.retryAfter = undefined;
  fake.asked.length = 0;
});
const opened = (url: string | undefined = fake.url): CompanySearch => new CompanySearch({ companySearchUrl: url, publicUrl: 'http://localhost:3000' });

it('reads a company by its SIREN: name, category, seat, RNA, and that it has ceased', async () => {
  const search = opened();
  expect(await search.bySiren('356000000')).toEqual({
    siren: '356000000',
    siret: '35600000000048',
    name: 'LA POSTE',
    legalCategory: '5510',
    rna: null,
    closed: false,
    address: { line: '9 RUE DU COLONEL PIERRE AVIA', postalCode: '75015', city: 'PARIS 15' },
    regionCode: '11',
    departmentCode: '75',
  });
  expect(await search.bySiren(known.corsican.siren)).toMatchObject({ rna: 'W2A1234567', departmentCode: '2A', regionCode: '94' });
  expect(await search.bySiren(known.closed.siren)).toMatchObject({ closed: true });
  expect(await search.bySiren(known.hidden.siren)).toMatchObject({ name: null });
  expect(await search.bySiren('000700054')).toBeUndefined();
});

it('asks for what it reads only, a few at most, and says who asks', async () => {
  await opened().byText('  laines   du bocage ');
  expect(Object.fromEntries(fake.asked[0]!)).toEqual({ q: 'laines du bocage', minimal: 'true', include: 'siege,complements', page: '1', per_page: '8' });
});

it('asks nothing for two signs, and once for the same text', async () => {
  const search = opened();
  expect(await search.byText('la')).toEqual([]);
  expect((await search.byText('Laines')).map(({ siren }) => siren)).toEqual([known.laine.siren]);
  expect(await search.byText('laines')).toHaveLength(1);
  expect(fake.asked).toHaveLength(1);
});

it.each<Mode>(['fails', 'not JSON', 'something else', 'endless', 'hangs up', 'redirects'])('when it %s: down, and nobody asks again for a while', async (mode) => {
  const search = opened();
  fake.mode = mode;
  await expect(search.byText('laines')).rejects.toMatchObject({ kind: 'unavailable', code: 'companies.down' });
  fake.mode = 'answers';
  await expect(search.byText('bocage')).rejects.toMatchObject({ code: 'companies.down' });
  expect(fake.asked).toHaveLength(1);
});

it('nobody there: down; nothing kept of a failure', async () => {
  await expect(opened('http://127.0.0.1:9').byText('laines')).rejects.toMatchObject({ kind: 'unavailable', code: 'companies.down' });
});

it('a slow answer is not waited for', async () => {
  fake.mode = 'slow';
  const answer = await Promise.race([opened().byText('laines').catch((error: unknown) => error), pause(8_000, 'still waiting')]);
  expect(answer).toMatchObject({ code: 'companies.down' });
});

it.each([
  ['17', 17],
  [new Date(Date.now() + 3_600_000).toUTCString(), 300],
  [undefined, 1],
  ['soon', 1],
])('too many (%s): busy for as long as it says, five minutes at most', async (retryAfter, seconds) => {
  const search = opened();
  fake.mode = 'too many';
  fake.retryAfter = retryAfter;
  await expect(search.byText('laines')).rejects.toMatchObject({ kind: 'unavailable', code: 'companies.busy', params: { retryAfterSeconds: seconds } });
  if (seconds > 10) await expect(search.byText('bocage')).rejects.toMatchObject({ code: 'companies.busy' });
});

it('a crowd waits for its turn, and whoever is too many is told so', async () => {
  const search = opened();
  const answers = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => search.byText(`laines ${n}`)));
  expect(fake.asked).toHaveLength(15);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'companies.busy' });
  expect(await search.byText('bocage')).toHaveLength(1);
});
