import { departments } from './department.js';
import { isIban } from './iban.js';
import { isCommuneCode, isPhone, isPostalCode, isRna } from './identifiers.js';

describe('isRna', () => {
  it.each(['W751234567', 'W2A1234567', 'W2B0000001', 'W9R1000001', 'W000000000'])('accepts %s', (text) => expect(isRna(text)).toBe(true));
  it.each(['w751234567', 'W75123456', 'W7512345678', 'WA51234567', '751234567', 'W7512345A7', 'W 751234567', 'W751234567\n', ''])('refuses %j', (text) => expect(isRna(text)).toBe(false));
});

describe('isIban', () => {
  it.each(['FR7630006000011234567890189', 'FR1420041010050500013M02606', 'DE89370400440532013000'])('accepts %s', (text) => expect(isIban(text)).toBe(true));
  it.each([
    ['a mistaken digit', 'FR7630006000011234567890188'],
    ['a wrong RIB key whose modulo 97 is right', 'FR4930006000011234567890190'],
    ['blanks', 'FR76 3000 6000 0112 3456 7890 189'],
    ['small letters', 'fr7630006000011234567890189'],
    ['one sign too few', 'FR763000600001123456789018'],
    ['nothing', ''],
  ])('refuses %s', (_label, text) => expect(isIban(text)).toBe(false));
});

it.each(['35238', '2A004', '2B033', '97411', '98818', '01001', '95018'])('%s is a commune', (code) => expect(isCommuneCode(code)).toBe(true));
it.each(['00123', '96001', '99123', '3523', '352380', '2C001', '2a004', ''])('%s is no commune', (code) => expect(isCommuneCode(code)).toBe(false));
it.each(['0299000000', '+33299000000', '+262262000000'])('%s is a telephone', (text) => expect(isPhone(text)).toBe(true));
it.each(['02 99 00 00 00', '0099000000', '029900000', '+0299000000', '+33'])('%s is no telephone', (text) => expect(isPhone(text)).toBe(false));
it.each(['35000', '01000', '20000', '97400', '98800'])('%s is a postal code', (text) => expect(isPostalCode(text)).toBe(true));
it.each(['00000', '3500', '350000', '99000', '3500A'])('%s is no postal code', (text) => expect(isPostalCode(text)).toBe(false));

it('knows the 101 departments, by code', () => {
  expect(departments).toHaveLength(101);
  expect(new Set(departments.map(({ code }) => code)).size).toBe(101);
  expect(departments.map(({ code }) => code)).toEqual([...departments].map(({ code }) => code).sort());
  expect(departments.find(({ code }) => code === '2A')).toEqual({ code: '2A', name: 'Corse-du-Sud' });
});
