import { counted, dayAndTime, daysBetween, euros, fileSize, lastMinute, mark, opening, percent, tableDay, time, wholeEuros } from '../../apps/web/src/language/format.js';

const plain = (text: string): string => text.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');

it.each<[string, string]>([
  [euros(150_000_000), '1 500 000,00 €'],
  [euros(7), '0,07 €'],
  [wholeEuros(10_000_000), '100 000 €'],
  [wholeEuros(10_000_050), '100 000,50 €'],
  [percent(534, 1000), '53,4 %'],
  [percent(1, 0), '0,0 %'],
  [mark(8_833), '88,3'],
  [time('2023-07-05T12:02:00Z'), '14 h 02'],
  [time('2023-12-05T08:05:00Z'), '9 h 05'],
  [dayAndTime('2023-12-31T22:59:00Z'), '31 décembre 2023 à 23 h 59'],
  [dayAndTime(lastMinute('2023-07-31T22:00:00Z')), '31 juillet 2023 à 23 h 59'],
  [opening('2023-05-31T22:00:00Z'), '1er juin 2023'],
  [opening('2023-06-01T07:00:00Z'), '1er juin 2023 à 9 h 00'],
  [tableDay('2023-12-01T12:00:00Z'), '1er déc. 2023'],
  [fileSize(1), '1 octet'],
  [fileSize(999), '999 octets'],
  [fileSize(34_400), '34 ko'],
  [fileSize(999_600), '1 Mo'],
  [fileSize(12_345_678), '12,3 Mo'],
  [fileSize(20_000_016), '20 Mo'],
  [counted(0, 'dossier'), '0 dossier'],
  [counted(1, 'dossier'), '1 dossier'],
  [counted(5000, 'dossier'), '5 000 dossiers'],
])('%s', (text, wanted) => {
  expect(plain(text)).toBe(wanted);
  expect(text).not.toMatch(/\d \d|\d €/);
});

it('counts days by the calendar of Paris, across the change of hour', () => {
  expect(daysBetween('2023-07-05T08:12:00Z', lastMinute('2023-07-31T22:00:00Z'))).toBe(26);
  expect(daysBetween('2023-10-28T22:30:00Z', '2023-10-29T23:30:00Z')).toBe(1);
  expect(daysBetween('2023-07-31T21:00:00Z', lastMinute('2023-07-31T22:00:00Z'))).toBe(0);
});
