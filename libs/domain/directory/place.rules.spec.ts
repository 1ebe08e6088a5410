import fc from 'fast-check';
import { findPlaces, isPlaceCode, listed, placeDoubt, placeKey, placesOf, type ListedPlace } from './place.rules.js';

const commune = (code: string, name: string, population = 1_000, postalCodes: string[] = []): ListedPlace => listed({ code, name, departments: [code.slice(0, code.startsWith('97') ? 3 : 2)], postalCodes, kind: null, communes: null, population });
const epci = (code: string, name: string, population = 1_000): ListedPlace => listed({ code, name, departments: ['35'], postalCodes: [], kind: 'CC', communes: 12, population });

const rennes = commune('35238', 'Rennes', 225_000, ['35000', '35200', '35700']);
const places = [
  commune('11310', 'Rennes-les-Bains', 200, ['11190']),
  commune('55425', 'Varennes', 300, ['55270']),
  rennes,
  commune('35047', 'Bruz', 19_000, ['35170']),
  commune('42218', 'Saint-Étienne', 173_000, ['42000', '42100', '42230']),
  commune('76575', 'Saint-Étienne-du-Rouvray', 28_000, ['76800']),
  commune('31528', 'Saint-Sauveur', 2_000, ['31790']),
  commune('38454', 'Saint-Sauveur', 2_100, ['38160']),
  commune('76351', 'Le Havre', 166_000, ['76600', '76610', '76620']),
  commune('72181', 'Le Mans', 145_000, ['72000', '72100']),
  commune('16206', 'Mansle-les-Fontaines', 2_200, ['16230']),
  commune('93066', 'Saint-Denis', 149_000, ['93200', '93210']),
  commune('97411', 'Saint-Denis', 155_000, ['97400', '97490']),
  commune('71076', 'Chalon-sur-Saône', 45_000, ['71100']),
  commune('51108', 'Châlons-en-Champagne', 43_000, ['51000']),
  commune('2A004', 'Ajaccio', 73_000, ['20000', '20090']),
  commune('80829', 'Y', 90, ['80190']),
  commune('58062', 'Château-Chinon (Ville)', 2_000, ['58120']),
  commune('15003', 'Allanche', 800, ['15160']),
  commune('14543', 'Ouistreham', 9_000, ['14150']),
];
const groupings = [
  epci('243500139', 'Rennes Métropole', 460_000),
  epci('200000438', 'CC du Pays de Pontchâteau St-Gildas-des-Bois', 37_000),
  epci('243500741', 'CA Redon Agglomération', 68_000),
  epci('200068666', 'CC du Val d’Ille-Aubigné', 36_000),
  epci('200054781', 'Métropole du Grand Paris', 7_000_000),
  epci('200057867', 'Plaine Commune', 455_000),
];
const found = (text: string, list = places): string[] => findPlaces(list, text).map(({ code }) => code);

describe('a name as it is searched', () => {
  it.each([
    ['Rennes', ' rennes'],
    ['SAINT-ÉTIENNE', ' saint etienne'],
    ['  st   etienne ', ' saint etienne'],
    ['Ste-Foy', ' sainte foy'],
    ['St. Malo', ' saint malo'],
    ['Est Ensemble', ' est ensemble'],
    ['Œuf-en-Ternois', ' oeuf en ternois'],
    ['L’Haÿ-les-Roses', ' l hay les roses'],
    ["L'Haÿ-les-Roses", ' l hay les roses'],
    ['E\u0301vreux', ' evreux'],
    ['Châlons s/ Marne', ' chalons sur marne'],
    ['Châlons s/Marne', ' chalons sur marne'],
    ['CC du Val', ' cc du val'],
    ['Communauté de communes du Val', ' cc du val'],
    ['Communauté d’agglomération Redon', ' ca redon'],
    ['communaute urbaine d’Arras', ' cu d arras'],
    ['Communauté du Val', ' communaute du val'],
    ['', ''],
    [' -’/\u0000\ud800', ''],
  ])('%j is %j', (text, key) => expect(placeKey(text)).toBe(key));

  it('is itself when it is searched again, of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => placeKey(placeKey(text)) === placeKey(text)), { seed: 1 });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^( [a-z0-9]+)*$/.test(placeKey(text))), { seed: 1 });
  });
});

describe('a search', () => {
  it.each<[string, string[]]>([
    ['renn', ['35238', '11310', '55425']],
    ['RENNES', ['35238', '11310', '55425']],
    ['rennes les', ['11310']],
    ['st etienne', ['42218', '76575']],
    ['Saint-Etienne du R', ['76575']],
    ['rouvray', ['76575']],
    ['havre', ['76351']],
    ['le havre', ['76351']],
    ['mans', ['72181', '16206']],
    ['le mans', ['72181', '16206']],
    ['les', ['16206', '11310']],
    ['denis', ['97411', '93066']],
    ['saint-sauveur', ['38454', '31528']],
    ['saint-sauveur 31', ['31528']],
    ['Saint-Sauveur (38)', ['38454']],
    ['ajaccio 2a', ['2A004']],
    ['35170 bruz', ['35047']],
    ['bruz 35047', ['35047']],
    ['champagne chalons', ['51108']],
    ['chalon s/ saone', ['71076']],
    ['y', ['80829', '76575']],
    ['wrong', []],
    ['rennes nantes', []],
  ])('%j finds %j', (text, codes) => expect(found(text)).toEqual(codes));

  it.each<[string, string[]]>([
    ['35238', ['35238']],
    ['35 238', ['35238']],
    ['35', ['35238', '35047']],
    ['35200', ['35238']],
    ['97400', ['97411']],
    ['2a0', ['2A004']],
    ['2A004', ['2A004']],
    ['20090', ['2A004']],
    ['99', []],
  ])('%s finds %j by code or postal code', (text, codes) => expect(found(text)).toEqual(codes));

  it.each<[string, string[]]>([
    ['rennes', ['243500139']],
    ['metropole', ['200054781', '243500139']],
    ['grand paris', ['200054781']],
    ['communauté de communes du val', ['200068666']],
    ['val d’ille', ['200068666']],
    ['saint gildas', ['200000438']],
    ['agglo redon', ['243500741']],
    ['243 500 139', ['243500139']],
    ['2435', ['243500139', '243500741']],
  ])('%j finds the EPCI %j', (text, codes) => expect(found(text, groupings)).toEqual(codes));

  it.each(['', ' ', '-', '’', '\u0000', '\ud800', '%', "'; --"])('nothing is found for %j', (text) => expect(found(text)).toEqual([]));

  it('a code goes before a postal code, the name before its beginning, that before a later word, all words, a part', () => {
    const one = [commune('01000', 'A', 1, ['71000']), commune('71000', 'B', 1)];
    expect(found('71000', one)).toEqual(['71000', '01000']);
    const two = [commune('01001', 'Bellebois', 7), commune('01002', 'Bois sur le Grand Pré', 2), commune('01003', 'Grand Bois', 5), commune('01004', 'Grand Boisé', 6), commune('01005', 'Le Grand Bois Vert', 4), commune('01006', 'Bois', 0), commune('01007', 'Le Bois', 1)];
    expect(found('bois', two)).toEqual(['01007', '01006', '01002', '01004', '01003', '01005', '01001']);
    expect(found('grand bois', two)).toEqual(['01003', '01004', '01005', '01002']);
    expect(findPlaces(two, 'bois', 3).map((place) => place.code)).toEqual(['01007', '01006', '01002']);
  });

  it('among those that answer as well, more people, then the name, then the code', () => {
    const same = [commune('01004', 'Val A', 5), commune('01003', 'Val B', 5), commune('01002', 'Val A', 5), commune('01001', 'Val C', 6)];
    expect(found('val', same)).toEqual(['01001', '01002', '01004', '01003']);
  });

  it('ten at most, or as many as are wanted', () => {
    const many = Array.from({ length: 30 }, (_, n) => commune(`010${10 + n}`, `Val ${n}`, n));
    expect(found('val', many)).toEqual(Array.from({ length: 10 }, (_, n) => `010${39 - n}`));
    expect(findPlaces(many, 'val', 3).map(({ population }) => population)).toEqual([29, 28, 27]);
  });

  const name = fc.array(fc.constantFrom('Saint', 'St', 'Étienne', 'le', 'Val', 'Bois', 'sur', 'Œuf', 'L’Haÿ', 'Y'), { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));
  const list = fc.uniqueArray(fc.record({ code: fc.integer({ min: 10_000, max: 10_400 }).map(String), name, population: fc.nat({ max: 5 }) }), { selector: ({ code }) => code, maxLength: 40 }).map((all) => all.map((one) => commune(one.code, one.name, one.population, [`35${one.code.slice(2)}`])));

  it('says the same whatever the order of the list', () => {
    fc.assert(fc.property(list, name, fc.integer({ min: 1, max: 12 }), (all, text, limit) => expect(findPlaces([...all].reverse(), text, limit)).toEqual(findPlaces(all, text, limit))), { seed: 2 });
  });

  it('with a smaller limit says the first of the same', () => {
    fc.assert(fc.property(list, name, fc.integer({ min: 1, max: 12 }), (all, text, limit) => expect(findPlaces(all, text, limit)).toEqual(findPlaces(all, text, 1_000).slice(0, limit))), { seed: 3 });
  });

  it('finds each place first or among its namesakes by its name, with its department, by any beginning of its name, and alone by its code', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (all, which, long) => {
        if (all.length === 0) return;
        const one = all[which % all.length]!;
        const exact = findPlaces(all, one.name.toUpperCase(), 1_000);
        expect(exact.slice(0, exact.findIndex(({ code }) => code === one.code) + 1).every(({ key, start }) => key === one.key || key.slice(start) === one.key)).toBe(true);
        expect(findPlaces(all, `${one.name} (${one.departments[0]})`, 1_000)).toContain(one);
        expect(findPlaces(all, one.name.slice(0, 1 + (long % one.name.length)), 1_000)).toContain(one);
        expect(findPlaces(all, one.code, 1)).toEqual([one]);
      }),
      { seed: 4 },
    );
  });

  it('breaks on no text, and finds only places of the list', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => findPlaces(places, text).every((one) => places.includes(one))), { seed: 5 });
  });
});

it('gives those of the list that have a code, once each', () => {
  expect(placesOf(places, ['35238', '35047', '99999', '35238', '']).map(({ name }) => name)).toEqual(['Rennes', 'Bruz']);
});

it.each<[Parameters<typeof isPlaceCode>[0], string, boolean]>([
  ['commune', '35238', true],
  ['commune', '2A004', true],
  ['commune', '97411', true],
  ['commune', '98818', true],
  ['commune', '2C004', false],
  ['commune', '3523', false],
  ['commune', '243500139', false],
  ['epci', '243500139', true],
  ['epci', '243500138', false],
  ['epci', '418166096', false],
  ['epci', '35238', false],
])('as a code of a %s, %s: %s', (level, code, is) => expect(isPlaceCode(level, code)).toBe(is));

describe('what is to be looked at', () => {
  it.each([
    ['Rennes', 'Rennes'],
    ['RENNES', 'Rennes'],
    ['rennes ', 'Rennes'],
    ['Rennes (35)', 'Rennes'],
    ['St Etienne', 'Saint-Étienne'],
    ['Havre (Le)', 'Le Havre'],
    ['Havre', 'Le Havre'],
    ['Château-Chinon', 'Château-Chinon (Ville)'],
    ['Château-Chinon Ville', 'Château-Chinon (Ville)'],
    ['Redon Agglomération', 'CA Redon Agglomération'],
    ['Communauté de communes de l’Est Lyonnais', "CC de l'Est Lyonnais (CCEL)"],
    ['', 'Rennes'],
  ])('%j is %j', (name, known) => expect(placeDoubt({ code: '35238', name }, { name: known })).toBeUndefined());

  it.each([
    ['Rennes', 'Rennes-les-Bains'],
    ['Nantes', 'Rennes'],
    ['Château-Chinon (Campagne)', 'Château-Chinon (Ville)'],
    ['Mans', 'Manses'],
    ['?', 'Rennes'],
  ])('%j is not %j', (name, known) => expect(placeDoubt({ code: '35238', name }, { name: known })).toBe('other-name'));

  it('a code that the list does not have, but for those of collectivities that it leaves out', () => {
    const doubt = (code: string) => placeDoubt({ code, name: 'X' }, undefined);
    expect(['35999', '75101', '97699', '243500139'].map(doubt)).toEqual(Array(4).fill('unknown-code'));
    expect(['97502', '97701', '97801', '98818'].map(doubt)).toEqual(Array(4).fill(undefined));
  });
});
