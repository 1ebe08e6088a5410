import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { epciKinds, findPlaces, isPlaceCode, placeDoubt, placesOf, type ListedPlace } from '#domain/directory/place.rules.js';
import { departments } from '#domain/directory/department.js';
import { PlaceList, placesYear } from './place-list.js';

const list = new PlaceList();
let communes: readonly ListedPlace[];
let groupings: readonly ListedPlace[];
beforeAll(async () => {
  [communes, groupings] = await Promise.all([list.of('commune'), list.of('epci')]);
});
const found = (places: readonly ListedPlace[], text: string): string[] => findPlaces(places, text).map(({ code, name }) => `${code} ${name}`);

it('is of the year that the package is of: 6.0.0 has the lists of 2026', () => {
  const { version } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/package.json'), 'utf8')) as { version: string };
  expect([version, placesYear]).toEqual(['6.0.0', 2026]);
});

it('has today’s communes of the 101 departments, each with a code of its own that a form takes', () => {
  expect(communes).toHaveLength(34_875);
  expect(new Set(communes.map(({ code }) => code)).size).toBe(communes.length);
  expect(communes.filter(({ code }) => !isPlaceCode('commune', code))).toEqual([]);
  expect(new Set(communes.flatMap((one) => one.departments))).toEqual(new Set(departments.map(({ code }) => code)));
  expect(communes.filter(({ postalCodes }) => postalCodes.length === 0)).toEqual([]);
  expect(placesOf(communes, ['75056', '75101', '98818', '97502', '35238'])).toMatchObject([{ code: '35238', name: 'Rennes', departments: ['35'], kind: null, communes: null }, { code: '75056', name: 'Paris', departments: ['75'] }]);
});

it('has the EPCI that tax and those of Grand Paris, with kind, communes and departments', () => {
  expect(groupings).toHaveLength(1_266);
  expect(new Set(groupings.map(({ code }) => code)).size).toBe(groupings.length);
  expect(groupings.filter(({ code, departments: own, communes: count, kind }) => !isPlaceCode('epci', code) || own.length === 0 || count === 0 || kind === null || !epciKinds.includes(kind))).toEqual([]);
  expect(placesOf(groupings, ['243500139', '200046977', '243500741', '200057867'])).toMatchObject([
    { code: '200046977', name: 'Métropole de Lyon', kind: 'METRO', departments: ['69'] },
    { code: '243500139', name: 'Rennes Métropole', kind: 'METRO', communes: 43 },
    { code: '243500741', name: 'CA Redon Agglomération', kind: 'CA', departments: ['35', '56', '44'] },
    { code: '200057867', name: 'Plaine Commune', kind: 'EPT', departments: ['93'] },
  ]);
});

it.each<[string, string]>([
  ['renn', '35238 Rennes'],
  ['st étienne', '42218 Saint-Étienne'],
  ['mans', '72181 Le Mans'],
  ['chalon s/ saône', '71076 Chalon-sur-Saône'],
  ['saint denis', '97411 Saint-Denis'],
  ['75116', '75056 Paris'],
  ['2A004', '2A004 Ajaccio'],
  ['y', '80829 Y'],
])('%s is %s before all others', (text, first) => expect(found(communes, text)[0]).toBe(first));

it('finds every place by its code and by its name among the first, and doubts none under its own name', () => {
  for (const places of [communes, groupings]) {
    expect(places.filter((one) => placeDoubt(one, one) !== undefined)).toEqual([]);
    const some = places.filter((_, index) => index % 97 === 0);
    expect(some.filter((one) => findPlaces(places, one.code)[0] !== one)).toEqual([]);
    expect(some.filter((one) => !findPlaces(places, `${one.name} ${one.departments[0]}`).includes(one))).toEqual([]);
  }
});

it('is read once, also when it is asked for by many at once', async () => {
  const [one, other] = await Promise.all([list.of('commune'), list.of('commune')]);
  expect(one).toBe(other);
  expect(await list.of('commune')).toBe(one);
});

it('leaves the process its turns while it is read: a hundred and more, one for each piece', async () => {
  let turns = 0;
  let isRead = false;
  const turn = (): void => {
    turns += 1;
    if (!isRead) setImmediate(turn);
  };
  turn();
  await new PlaceList().of('commune');
  isRead = true;
  expect(turns).toBeGreaterThan(100);
});
