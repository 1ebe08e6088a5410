import { frenchDay, ordinal, typeset } from './french.js';

describe('frenchDay', () => {
  it.each([
    ['2023-10-17', '17\u00a0octobre 2023', 'mardi 17\u00a0octobre 2023'],
    ['2023-12-18', '18\u00a0décembre 2023', 'lundi 18\u00a0décembre 2023'],
    ['2023-06-01', '1er\u00a0juin 2023', 'jeudi 1er\u00a0juin 2023'],
    ['2024-02-29', '29\u00a0février 2024', 'jeudi 29\u00a0février 2024'],
    ['2025-08-31', '31\u00a0août 2025', 'dimanche 31\u00a0août 2025'],
  ])('%s', (day, plain, full) => {
    expect(frenchDay(day)).toBe(plain);
    expect(frenchDay(day, { weekday: true })).toBe(full);
  });

  it('refuses what is no day', () => expect(() => frenchDay('2023-02-29')).toThrow('day.not-a-day'));
});

it('writes ordinals', () => expect([1, 2, 21].map(ordinal)).toEqual(['1er', '2e', '21e']));

describe('typeset', () => {
  it.each([
    ["l'économie d'un pôle, aujourd'hui", 'l’économie d’un pôle, aujourd’hui'],
    ["qu'« un » pôle", 'qu’«\u00a0un\u00a0» pôle'],
    ['trois ; deux ! un ? voici : zéro', 'trois\u202f; deux\u202f! un\u202f? voici\u00a0: zéro'],
    ['loi n° 2000-321, art. 10', 'loi n°\u00a02000-321, art.\u00a010'],
    ['60 % en 24 mois', '60\u00a0% en 24\u00a0mois'],
    ['le dossier de 12 ansates', 'le dossier de 12 ansates'],
    ['http://localhost:3000/lettre?code=A', 'http://localhost:3000/lettre?code=A'],
  ])('%s', (typed, text) => {
    expect(typeset(typed)).toBe(text);
    expect(typeset(text)).toBe(text);
  });
});
